"""What each kind of happening asks of the solver."""

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
    CarerAbsent,
    Happening,
    NoAnswer,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
    with_senior,
)
from scheduler.changes.loads import loads_of
from scheduler.changes.needs import (
    Need,
    need_of_carer,
    need_of_senior,
    new_visit,
    pressed_together,
    week_from,
)
from scheduler.changes.order import Order
from scheduler.changes.standing import Standing, route_with, without_visits
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import DAY_SECONDS, MINUTE_SECONDS, Span
from scheduler.domain.words import Outcome, Status, Tag

AGAIN_SECONDS = 30 * MINUTE_SECONDS
"""Between two tries at one door. Assumption."""

MIDDAY = 13 * 60 * MINUTE_SECONDS
"""Where one half of the day ends and the other begins."""


def order_of(
    standing: Standing,
    happening: Happening,
    pinned: frozenset[VisitKey],
    by: str | None = None,
) -> Order:
    """Return the order that answers a settled happening.

    Parameters
    ----------
    by
        The only carer who is to make a visit that is put in; None: whoever can.
    """
    order = Order(standing, standing.ahead, pinned=pinned)
    match happening:
        case CarerAbsent() | VisitOverrun():
            return _without_carer(order, happening)
        case NoAnswer():
            return _again(order, happening, by)
        case SeniorPaused():
            return order.without(_visits(order.ahead, happening.senior_id))
        case SeniorResumed():
            order = order.without(_visits(order.ahead, happening.senior_id))
            return _if_due(order, happening.senior_id)
        case TagChanged():
            tomorrow = standing.data.first_day + timedelta(days=1)
            later = _visits(order.ahead, happening.senior_id, tomorrow)
            return _if_due(order.without(later), happening.senior_id)
        case UrgentVisit():
            return _urgent(order, happening, by)


def _without_carer(order: Order, happening: CarerAbsent | VisitOverrun) -> Order:
    """Return the order in which what the carer cannot make finds another place."""
    standing = order.standing
    need = need_of_carer(standing, happening, order.ahead)
    lost = need.lost | _absent_later(standing, happening)
    order = replace(order, need=need)
    if lost:
        near = pressed_together(standing.data, order.ahead, lost)
        return _with_reds(order.without(near), need)
    who = happening.carer_id
    if isinstance(happening, CarerAbsent):
        order = order.noting(
            zh=f"{who} 缺勤期间没有待访老人，计划不变。",
            en=f"{who} has nobody to visit during the absence; the plan stays.",
        )
    covered = standing.ahead.last_day >= standing.data.last_day
    return replace(order, quiet=covered)


def _with_reds(order: Order, need: Need) -> Order:
    """Return the order with the red visits put in that would be late tomorrow.

    So that they are on time however little the search gets to do. Where room must be
    made the visit is bound to its place; what makes room is still to be kept if it can.
    """
    loads, day = need.loads, need.gap.day
    for one in need.gap.wanted:
        if one.senior.tag is not Tag.RED or one.stop.due > day:
            continue
        key = VisitKey(one.senior.senior_id, day)
        put = cheapest(puts(loads, day, one))
        if put is None:
            put = cheapest(puts_with_room_made(loads, day, one, order.pinned))
        if put is not None:
            order = _with_red(order, key, put)
            loads = loads.with_own(put.loads)
    return order


def _with_red(order: Order, key: VisitKey, put: Put) -> Order:
    ahead = with_loads(without_visits(order.ahead, {key}), put.loads)
    if put.gives_up is None:
        return replace(order, ahead=ahead)
    given_up = [
        route_with(
            route, [s for s in route.stops if s.senior_id == put.gives_up.senior_id]
        )
        for route in order.ahead.routes
        if route.date == key.date
    ]
    routes = (*ahead.routes, *(route for route in given_up if route.stops))
    return replace(
        order, ahead=ahead.replace(routes=routes), pinned=order.pinned | {key}
    )


def _absent_later(
    standing: Standing, happening: CarerAbsent | VisitOverrun
) -> frozenset[VisitKey]:
    """Return the carer's published visits on later days without a shift."""
    at_work = {(s.carer_id, s.date) for s in standing.rest.shifts}
    return frozenset(
        VisitKey(stop.senior_id, route.date)
        for route, stop in standing.ahead.stops()
        if route.carer_id == happening.carer_id
        and standing.data.first_day < route.date <= standing.data.last_day
        and (route.carer_id, route.date) not in at_work
    )


def _visits(ahead: Plan, senior_id: str, since: date = date.min) -> frozenset[VisitKey]:
    return frozenset(
        key
        for key in ahead.visits()
        if key.senior_id == senior_id and key.date >= since
    )


def _if_due(order: Order, senior_id: str) -> Order:
    """Return the order with a look at who could come, if the senior is due today."""
    rest, today = order.standing.rest, order.standing.data.first_day
    turn = rest.first_turns.get(senior_id)
    planned = VisitKey(senior_id, today) in order.ahead.visits()
    if turn is None or planned or turn.opens > today or turn.due > today:
        return order
    windows = _windows_after(rest, senior_id, order.standing.news.now)
    return replace(
        order, need=need_of_senior(order.standing, order.ahead, senior_id, windows)
    )


def _again(order: Order, happening: NoAnswer, by: str | None) -> Order:
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
    same_half = _windows_after(rest, who, begin, half)
    any_time = _windows_after(rest, who, begin)
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


def _urgent(order: Order, happening: UrgentVisit, by: str | None) -> Order:
    """Return the order with the visit as soon as it can be made.

    If it fits nowhere in time, one visit that is not red makes room for it.
    """
    who, today = happening.senior_id, order.standing.data.first_day
    order = order.without(_visits(order.ahead, who))
    rest = _due_at_once(order.standing.rest, happening)
    order = replace(order, standing=replace(order.standing, rest=rest))
    opens, last = rest.first_turns[who].opens, happening.on or today
    if opens > last:
        gap = rest.rule(rest.senior[who]).min_gap_days
        order = order.noting(
            zh=f"{who} 两次入户至少相隔 {gap} 天，最早 {opens} 可访。",
            en=f"Two visits to {who} are at least {gap} days apart; the next is "
            f"allowed from {opens}.",
        )
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
    return with_senior(
        rest,
        senior.senior_id,
        status=Status.SUSPENDED,
        status_until=today if seen != today else today + timedelta(days=1),
        visit_minutes=max(usual, happening.minutes or 0),
    )


def _windows_asked(order: Order, happening: UrgentVisit, day: date) -> tuple[Span, ...]:
    """Return the senior's windows of a day, as far as the visit then helps."""
    rest, today = order.standing.rest, order.standing.data.first_day
    since = order.standing.news.now if day == today else 0
    if happening.before is None or day != (happening.on or today):
        return _windows_after(rest, happening.senior_id, since)
    seconds = rest.visit_seconds(rest.senior[happening.senior_id])
    until = happening.before + seconds
    return _windows_after(rest, happening.senior_id, since, until)


def _windows_after(
    rest: Problem, senior_id: str, since: int, until: int = DAY_SECONDS
) -> tuple[Span, ...]:
    """Return what is left of a senior's windows, where the visit still fits."""
    senior = rest.senior[senior_id]
    cut = (
        Span(max(window.start, since), min(window.end, until))
        for window in rest.windows(senior)
    )
    return tuple(span for span in cut if span.seconds >= rest.visit_seconds(senior))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _is_red(rest: Problem, senior_id: str) -> bool:
    return rest.senior[senior_id].tag is Tag.RED
