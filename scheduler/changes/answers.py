"""What each kind of happening asks of the solver."""

from dataclasses import replace
from datetime import timedelta

from scheduler.changes.answers_at_doors import tried_again, urgently
from scheduler.changes.asked import (
    Put,
    cheapest,
    puts,
    puts_with_room_made,
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
)
from scheduler.changes.needs import (
    Need,
    need_of_carer,
    need_of_senior,
    pressed_together,
    visits_to,
    windows_after,
)
from scheduler.changes.order import Order
from scheduler.changes.standing import Standing, route_with, without_visits
from scheduler.domain.people import Carer
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.words import Tag


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
            return tried_again(order, happening, by)
        case SeniorPaused():
            return order.without(visits_to(order.ahead, happening.senior_id))
        case SeniorResumed():
            order = order.without(visits_to(order.ahead, happening.senior_id))
            return _if_due(order, happening.senior_id)
        case TagChanged():
            tomorrow = standing.data.first_day + timedelta(days=1)
            later = visits_to(order.ahead, happening.senior_id, tomorrow)
            return _if_due(order.without(later), happening.senior_id)
        case UrgentVisit():
            return urgently(order, happening, by)


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
            order = _with_red(order, key, put, one.partner)
            loads = loads.with_own(put.loads)
    return order


def _with_red(order: Order, key: VisitKey, put: Put, partner: Carer | None) -> Order:
    """Return the order with a red visit put in; the partner's part of it stays."""
    ahead = with_loads(_without_lost(order.ahead, key, partner), put.loads)
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
        order,
        ahead=ahead.replace(routes=routes),
        pinned=order.pinned | {key},
        gives_up=order.gives_up | {put.gives_up},
    )


def _without_lost(ahead: Plan, key: VisitKey, partner: Carer | None) -> Plan:
    less = without_visits(ahead, {key})
    if partner is None:
        return less
    routes = zip(ahead.routes, less.routes, strict=True)
    return ahead.replace(
        routes=tuple(
            old if old.carer_id == partner.carer_id else new for old, new in routes
        )
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


def _if_due(order: Order, senior_id: str) -> Order:
    """Return the order with a look at who could come, if the senior is due today."""
    rest, today = order.standing.rest, order.standing.data.first_day
    turn = rest.first_turns.get(senior_id)
    planned = VisitKey(senior_id, today) in order.ahead.visits()
    if turn is None or planned or turn.opens > today or turn.due > today:
        return order
    windows = windows_after(rest, senior_id, order.standing.news.now)
    return replace(
        order, need=need_of_senior(order.standing, order.ahead, senior_id, windows)
    )
