"""What a closed door and an urgent visit ask of the solver: a visit put in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.changes.asked import (
    Asked,
    Put,
    cheapest,
    puts,
    puts_with_room_made,
    soonest,
    with_loads,
)
from scheduler.changes.happenings import (
    NoAnswer,
    UrgentVisit,
    with_senior,
)
from scheduler.changes.loads import loads_of
from scheduler.changes.needs import (
    need_of_senior,
    new_visit,
    pressed_together,
    visits_to,
    week_from,
    windows_after,
)
from scheduler.changes.order import Order
from scheduler.changes.standing import Standing
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span, format_minute
from scheduler.domain.words import CHINESE, Outcome, Status, Tag
from scheduler.errors import Text

AGAIN_SECONDS = 30 * MINUTE_SECONDS
"""Between two tries at one door. Assumption."""

MIDDAY = 13 * 60 * MINUTE_SECONDS
"""Where one half of the day ends and the other begins."""


def tried_again(order: Order, happening: NoAnswer, by: str | None) -> Order:
    """Return the order with a second try today, where it fits.

    In the same half of the day; if a red senior's does not fit there, in the other.
    """
    standing, who = order.standing, happening.senior_id
    today, rest = standing.data.first_day, standing.rest
    failed = [VisitKey(who, today)]
    order = order.without(pressed_together(standing.data, order.ahead, failed))
    turn = rest.first_turns.get(who)
    if turn is None or turn.opens > today:
        return order
    if any(
        one.senior_id == who and one.outcome is Outcome.NO_ANSWER
        for one in standing.news.results
    ):
        tomorrow = today + timedelta(days=1)
        rest = with_senior(rest, who, status=Status.SUSPENDED, status_until=tomorrow)
        order = replace(order, standing=replace(standing, rest=rest))
        return order.noting(
            zh=f"{who} 今天已两次无人应答，不再安排第三次；请按无人应答流程处理。",
            en=f"{who} has not answered twice today; no third try is planned, follow "
            "the steps for a door that stays closed.",
        )
    at = standing.news.now if happening.at is None else happening.at
    begin = max(standing.news.now, at + AGAIN_SECONDS)
    half = MIDDAY if at < MIDDAY else DAY_SECONDS
    same_half = windows_after(rest, who, begin, half)
    any_time = windows_after(rest, who, begin)
    need = need_of_senior(standing, order.ahead, who, any_time)
    order = replace(order, need=need)
    for windows in (same_half, any_time) if _is_red(rest, who) else (same_half,):
        wanted = new_visit(rest, who, windows)
        put = (
            cheapest(_by(standing, by, puts(need.loads, today, wanted)))
            if windows
            else None
        )
        if put is not None:
            return _with_put(order, VisitKey(who, today), put, Asked(windows, False))
    return order.noting(
        zh=f"{who} 今天排不进第二次上门。",
        en=f"There is no room today for a second try at {who}.",
    )


def urgently(order: Order, happening: UrgentVisit, by: str | None) -> Order:
    """Return the order with the visit as soon as it can be made.

    If it fits nowhere in time, one visit that is not red makes room for it.
    """
    who, today = happening.senior_id, order.standing.data.first_day
    order = order.without(visits_to(order.ahead, who))
    rest = _due_at_once(order.standing.rest, happening)
    order = replace(order, standing=replace(order.standing, rest=rest))
    opens, last = rest.first_turns[who].opens, happening.on or today
    if opens > last:
        order = _noting_when_allowed(order, who, opens)
    for day in _days(opens, max(opens, last)):
        windows = _windows_asked(order, happening, day)
        loads = loads_of(rest, order.ahead.routes, week_from(rest, day))
        wanted = new_visit(rest, who, windows)
        if day == today:
            need = need_of_senior(order.standing, order.ahead, who, windows)
            order = replace(order, need=need)
        put = (
            soonest(_by(order.standing, by, puts(loads, day, wanted)))
            if windows
            else None
        )
        if put is None and windows and day >= last:
            room_made = puts_with_room_made(loads, day, wanted, order.pinned)
            put = soonest(_by(order.standing, by, room_made))
        if put is not None:
            return _with_put(order, VisitKey(who, day), put, Asked(windows, True))
    return order


def _noting_when_allowed(order: Order, who: str, opens: date) -> Order:
    senior = order.standing.data.senior[who]
    if senior.status is not Status.ACTIVE and senior.status_until == opens:
        return order.noting(
            zh=f"{who} 的状态为“{CHINESE[senior.status]}”，最早 {opens} 可访；"
            "已在家请先恢复走访。",
            en=f"{who} is {senior.status} and may be visited from {opens}; if back "
            "home already, resume the senior first.",
        )
    gap = order.standing.rest.rule(senior).min_gap_days
    return order.noting(
        zh=f"{who} 两次入户至少相隔 {gap} 天，最早 {opens} 可访。",
        en=f"Two visits to {who} are at least {gap} days apart; the next is "
        f"allowed from {opens}.",
    )


def too_late(told: UrgentVisit, today: date, now: int, plan: Plan) -> tuple[Text, ...]:
    """Return a note if the plan's next visit is later than was asked for, or none."""
    last = told.on or today
    coming = sorted(
        (route.date, stop.start)
        for route, stop in plan.stops()
        if stop.senior_id == told.senior_id and (route.date, stop.start) > (today, now)
    )
    if coming and coming[0] <= (last, told.before or DAY_SECONDS):
        return ()
    when = f"{coming[0][0]} {format_minute(coming[0][1])}" if coming else None
    return (
        Text(
            zh=f"{told.senior_id} 赶不上所要求的时间；"
            + (f"下一次上门为 {when}。" if when else "计划内排不进。"),
            en=f"{told.senior_id} is not visited in the time asked for; "
            + (f"the next visit is on {when}." if when else "no visit fits the plan."),
        ),
    )


def _by(standing: Standing, by: str | None, found: Iterator[Put]) -> Iterator[Put]:
    """Return the places in the shifts of one carer, of everybody if None."""
    if by is None:
        return found
    own = (by, *standing.team.of(by))
    return (put for put in found if put.loads[0].duty.carer.carer_id in own)


def _with_put(order: Order, key: VisitKey, put: Put, asked: Asked) -> Order:
    if put.gives_up is not None:
        order = order.without(frozenset([put.gives_up]))
    pins = frozenset([key]) if asked.soon else frozenset()
    return replace(
        order,
        ahead=with_loads(order.ahead, put.loads),
        asked={key: asked},
        pins=pins,
        pinned=order.pinned | pins,
    )


def _due_at_once(rest: Problem, happening: UrgentVisit) -> Problem:
    """Return the rest with the senior due as soon as the smallest gap allows.

    The interval clock makes whoever comes back from a pause due that day.
    """
    senior = rest.senior[happening.senior_id]
    today, seen = rest.first_day, rest.last_visit(senior)
    usual = rest.visit_seconds(senior) // MINUTE_SECONDS
    soonest = today if seen != today else today + timedelta(days=1)
    away = senior.status is not Status.ACTIVE and senior.status_until
    return with_senior(
        rest,
        senior.senior_id,
        status=Status.SUSPENDED,
        status_until=max(soonest, away or soonest),
        visit_minutes=max(usual, happening.minutes or 0),
    )


def _windows_asked(order: Order, happening: UrgentVisit, day: date) -> tuple[Span, ...]:
    """Return the senior's windows of a day, as far as the visit then helps."""
    rest, today = order.standing.rest, order.standing.data.first_day
    since = order.standing.news.now if day == today else 0
    if happening.before is None or day != (happening.on or today):
        return windows_after(rest, happening.senior_id, since)
    seconds = rest.visit_seconds(rest.senior[happening.senior_id])
    until = happening.before + seconds
    return windows_after(rest, happening.senior_id, since, until)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _is_red(rest: Problem, senior_id: str) -> bool:
    return rest.senior[senior_id].tag is Tag.RED
