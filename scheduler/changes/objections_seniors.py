"""What keeps a happening to a senior from making sense."""

from collections.abc import Iterator
from datetime import date

from scheduler.changes.happenings import (
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
)
from scheduler.changes.misfits import finding
from scheduler.changes.moment import News, allowed, courses
from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import format_minute
from scheduler.domain.words import CHINESE, Status
from scheduler.errors import Finding


def paused(problem: Problem, told: SeniorPaused) -> Iterator[Finding]:
    """Return what is wrong with a pause."""
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


def resumed(problem: Problem, told: SeniorResumed) -> Iterator[Finding]:
    """Return what is wrong with an end of a pause."""
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


def urgent(
    problem: Problem, published: Plan, told: UrgentVisit, now: int
) -> Iterator[Finding]:
    """Return what is wrong with an urgent visit."""
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


def retagged(
    problem: Problem, published: Plan, told: TagChanged, news: News
) -> Iterator[Finding]:
    """Return what is wrong with a change of tag."""
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
