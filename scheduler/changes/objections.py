"""What keeps a happening from making sense: every problem at once, each with its field.

Fields are JSON pointers into the happening.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

from scheduler.changes.happenings import (
    CarerAbsent,
    Happening,
    NoAnswer,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
    next_midnight,
)
from scheduler.changes.moment import Course, Door, News, allowed, courses
from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.roster import shifts_between
from scheduler.domain.times import format_minute
from scheduler.domain.words import CHINESE, Status
from scheduler.errors import Finding, InputError, Text

WHERE = "happening"


class UnfitHappeningError(InputError):
    """A happening does not fit the data or the published plan."""


def refuse_unfit(
    problem: Problem, published: Plan, happening: Happening, news: News
) -> None:
    """Do nothing if the happening can be answered.

    Raises
    ------
    UnfitHappeningError
        With every finding; ``column`` is the JSON pointer of the field.
    """
    today = problem.first_day
    if not published.first_day <= today <= published.last_day:
        raise UnfitHappeningError([_not_covered(published, today)])
    findings = [
        *_unknown(problem, happening),
    ] or list(_unfit(problem, published, happening, news))
    if findings:
        raise UnfitHappeningError(findings)


def finding(field: str, value: object, zh: str, en: str) -> Finding:
    """Return what is wrong with one field of a happening."""
    return Finding(WHERE, Text(zh=zh, en=en), column=f"/{field}", value=str(value))


def _not_covered(published: Plan, today: date) -> Finding:
    first, last = published.first_day, published.last_day
    return Finding(
        WHERE,
        Text(
            zh=f"已发布的计划为 {first} 至 {last}，不含 {today}；请先发布当天的计划。",
            en=f"the published plan runs from {first} to {last}, not over {today}; "
            "publish a plan for that day first.",
        ),
    )


def _unknown(problem: Problem, happening: Happening) -> Iterator[Finding]:
    carer_id = getattr(happening, "carer_id", None)
    if carer_id is not None and carer_id not in problem.carer:
        yield finding(
            "carer_id",
            carer_id,
            f"人员表中没有编号 {carer_id}；应为表中已有的编号。",
            f"no carer {carer_id} is listed; use an id from the carers.",
        )
    senior_id = getattr(happening, "senior_id", None)
    if senior_id is not None and senior_id not in problem.senior:
        yield finding(
            "senior_id",
            senior_id,
            f"老人表中没有编号 {senior_id}；应为表中已有的编号。",
            f"no senior {senior_id} is listed; use an id from the seniors.",
        )


def _unfit(
    problem: Problem, published: Plan, happening: Happening, news: News
) -> Iterator[Finding]:
    match happening:
        case CarerAbsent():
            yield from _absent(problem, happening, news.now)
        case VisitOverrun():
            yield from _overrun(problem, published, happening, news)
        case NoAnswer():
            yield from _no_answer(problem, published, happening, news)
        case SeniorPaused():
            yield from _paused(problem, happening)
        case SeniorResumed():
            yield from _resumed(problem, happening)
        case UrgentVisit():
            yield from _urgent(problem, published, happening, news.now)
        case TagChanged():
            yield from _tag(problem, published, happening, news)


def _absent(problem: Problem, told: CarerAbsent, now: int) -> Iterator[Finding]:
    moment = at(problem.first_day, now)
    since = told.since or moment
    until = told.until or next_midnight(since)
    if until <= moment:
        yield finding(
            "until",
            until,
            f"缺勤在 {until:%m-%d %H:%M} 已结束；应晚于现在（{moment:%m-%d %H:%M}）。",
            f"the absence is over since {until:%m-%d %H:%M}; it must end after now, "
            f"{moment:%m-%d %H:%M}.",
        )
        return
    days = (until.date() - since.date()).days + 1
    shifts = shifts_between(problem.roster, since.date(), days)
    if not any(
        shift.carer_id == told.carer_id
        and at(shift.date, shift.span.end) > since
        and at(shift.date, shift.span.start) < until
        for shift in shifts
    ):
        yield finding(
            "carer_id",
            told.carer_id,
            f"{told.carer_id} 在 {since:%m-%d %H:%M} 至 {until:%m-%d %H:%M} 没有班次；"
            "应为当时在班的人员。",
            f"{told.carer_id} has no shift from {since:%m-%d %H:%M} to "
            f"{until:%m-%d %H:%M}; name somebody who is on duty then.",
        )


def at(day: date, seconds: int) -> datetime:
    """Return the moment so many seconds after a midnight."""
    minutes = min(seconds // 60, 24 * 60 - 1)
    return datetime.combine(day, time(minutes // 60, minutes % 60))


def _overrun(
    problem: Problem, published: Plan, told: VisitOverrun, news: News
) -> Iterator[Finding]:
    found = _course(problem, published, told, news)
    if found is None:
        yield _not_planned(told)
        return
    ids = [stop.senior_id for stop in found.route.stops]
    place = ids.index(told.senior_id)
    if place >= found.begun:
        starts = format_minute(found.route.stops[place].start)
        yield finding(
            "senior_id",
            told.senior_id,
            f"{told.senior_id} 的走访计划 {starts} 开始，尚未开始；"
            "应为已开始的一次走访。",
            f"the visit to {told.senior_id} is planned for {starts} and has not begun; "
            "name one that has.",
        )
    results = {Door(r.carer_id, r.senior_id) for r in news.results}
    after = [s for s in ids[place + 1 :] if Door(told.carer_id, s) in results]
    if after:
        yield finding(
            "senior_id",
            told.senior_id,
            f"{told.carer_id} 之后已有 {after[0]} 的走访结果；应为最近的一次走访。",
            f"{told.carer_id} has since been at {after[0]}; name the latest visit.",
        )


def _no_answer(
    problem: Problem, published: Plan, told: NoAnswer, news: News
) -> Iterator[Finding]:
    if told.at is not None and told.at > news.now:
        yield finding(
            "at",
            format_minute(told.at),
            f"{format_minute(told.at)} 还没有到；应不晚于 {format_minute(news.now)}。",
            f"{format_minute(told.at)} is still to come; it is "
            f"{format_minute(news.now)} now.",
        )
    if _course(problem, published, told, news) is None:
        yield _not_planned(told)
    if any(
        record.senior_id == told.senior_id and record.outcome.is_valid
        for record in news.results
    ):
        yield finding(
            "senior_id",
            told.senior_id,
            f"{told.senior_id} 今天已有有效走访结果；如有误请先更正。",
            f"{told.senior_id} has been visited today; correct that result first if "
            "it is wrong.",
        )


def _course(
    problem: Problem, published: Plan, told: VisitOverrun | NoAnswer, news: News
) -> Course | None:
    """Return the carer's route of today with a stop at the senior's home."""
    own = (
        course
        for course in courses(problem, published, news)
        if course.route.carer_id == told.carer_id
        and any(stop.senior_id == told.senior_id for stop in course.route.stops)
    )
    return next(own, None)


def _not_planned(told: VisitOverrun | NoAnswer) -> Finding:
    return finding(
        "senior_id",
        told.senior_id,
        f"今天的计划中 {told.carer_id} 不走访 {told.senior_id}；"
        "应为该人员路线上的老人。",
        f"{told.carer_id} does not visit {told.senior_id} today by the plan; name a "
        "senior on the carer's route.",
    )


def _paused(problem: Problem, told: SeniorPaused) -> Iterator[Finding]:
    senior = problem.senior[told.senior_id]
    if (senior.status, senior.status_until) == (told.status, told.until):
        yield finding(
            "status",
            told.status.value,
            f"{told.senior_id} 已是“{CHINESE[told.status]}”状态，没有变化。",
            f"{told.senior_id} is {told.status} already; nothing would change.",
        )
    if told.until is not None and told.until <= problem.first_day:
        yield finding(
            "until",
            told.until,
            f"恢复日期应晚于今天（{problem.first_day}）。",
            f"the pause must end after today, {problem.first_day}.",
        )
    if told.until is not None and told.status is Status.ENDED:
        yield finding(
            "until",
            told.until,
            "“结束”没有恢复日期；应留空，或改用“暂停”。",
            "what is ended has no end date; leave it out, or use suspended.",
        )


def _resumed(problem: Problem, told: SeniorResumed) -> Iterator[Finding]:
    status = problem.senior[told.senior_id].status
    if status in (Status.ACTIVE, Status.ENDED):
        yield finding(
            "senior_id",
            told.senior_id,
            f"{told.senior_id} 的状态为“{CHINESE[status]}”，不在暂停中；"
            "应为住院、外出或暂停的老人。",
            f"{told.senior_id} is {status}, not paused; name a senior who is in "
            "hospital, away or suspended.",
        )
    if told.on is not None and told.on < problem.first_day:
        yield _past("on", told.on, problem.first_day)


def _urgent(
    problem: Problem, published: Plan, told: UrgentVisit, now: int
) -> Iterator[Finding]:
    senior = problem.senior[told.senior_id]
    day = told.on or problem.first_day
    if senior.senior_id not in problem.first_turns:
        yield _is_paused(senior)
    if day < problem.first_day:
        yield _past("on", day, problem.first_day)
    if day > problem.last_day:
        yield finding(
            "on",
            day,
            f"{day} 晚于计划的最后一天 {problem.last_day}。",
            f"{day} is after the last planned day, {problem.last_day}.",
        )
    if day == problem.first_day and told.before is not None and told.before <= now:
        yield finding(
            "before",
            format_minute(told.before),
            f"{format_minute(told.before)} 已过；应晚于现在（{format_minute(now)}）。",
            f"{format_minute(told.before)} is past; it is {format_minute(now)} now.",
        )


def _is_paused(senior: Senior) -> Finding:
    return finding(
        "senior_id",
        senior.senior_id,
        f"{senior.senior_id} 的状态为“{CHINESE[senior.status]}”，不能走访；"
        "请先恢复走访。",
        f"{senior.senior_id} is {senior.status} and cannot be visited; resume the "
        "senior first.",
    )


def _past(field: str, day: date, today: date) -> Finding:
    return finding(
        field,
        day,
        f"{day} 已过；应不早于今天（{today}）。",
        f"{day} is past; it may be from today, {today}, on.",
    )


def _tag(
    problem: Problem, published: Plan, told: TagChanged, news: News
) -> Iterator[Finding]:
    if problem.senior[told.senior_id].tag is told.tag:
        yield finding(
            "tag",
            told.tag.value,
            f"{told.senior_id} 已是{CHINESE[told.tag]}色，没有变化。",
            f"{told.senior_id} is {told.tag} already; nothing would change.",
        )
    keyed_in = any(record.senior_id == told.senior_id for record in news.results)
    crew = [
        course.route.carer_id
        for course in courses(problem, published, news)
        if any(stop.senior_id == told.senior_id for stop in course.kept)
    ]
    if (
        crew
        and not keyed_in
        and not allowed(told.applied(problem), told.senior_id, crew)
    ):
        yield finding(
            "senior_id",
            told.senior_id,
            f"{told.senior_id} 今天的走访已开始；请先录入结果，再改颜色。",
            f"today's visit to {told.senior_id} has begun; key in its result before "
            "the tag.",
        )
