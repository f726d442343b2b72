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
from scheduler.changes.misfits import WHERE, finding
from scheduler.changes.moment import Course, Door, News, courses
from scheduler.changes.objections_seniors import paused, resumed, retagged, urgent
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.roster import shifts_between
from scheduler.domain.times import format_minute
from scheduler.errors import Finding, InputError, Text


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
    findings = list(_unknown(problem, happening))
    findings = findings or list(_unfit(problem, published, happening, news))
    if findings:
        raise UnfitHappeningError(findings)


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
            yield from paused(problem, happening)
        case SeniorResumed():
            yield from resumed(problem, happening)
        case UrgentVisit():
            yield from urgent(problem, published, happening, news.now)
        case TagChanged():
            yield from retagged(problem, published, happening, news)


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
