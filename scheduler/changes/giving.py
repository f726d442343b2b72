"""The visits that look for a carer, given to one whom the coordinator has named."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from scheduler.changes.answers import order_of
from scheduler.changes.asked import with_loads
from scheduler.changes.happenings import Happening, NoAnswer, UrgentVisit
from scheduler.changes.misfits import finding
from scheduler.changes.objections import UnfitHappeningError
from scheduler.changes.order import Order
from scheduler.changes.replacements import Search
from scheduler.changes.standing import Standing, without_visits
from scheduler.domain.plan import VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import Span
from scheduler.domain.words import ShiftKind
from scheduler.errors import Finding


def given_to(
    order: Order,
    by: str,
    happening: Happening,
    stand_with: Callable[[Sequence[RosterRow]], Standing],
) -> Order:
    """Return the order in which a carer takes what fits of what looks for one.

    Who is off duty is called in.

    Parameters
    ----------
    stand_with
        Returns how things stand with more rows in the roster.

    Raises
    ------
    UnfitHappeningError
        If the carer can take nothing.
    """
    search = order.search
    rows = _rows(search, by) if search else None
    if rows is None:
        raise UnfitHappeningError([_cannot(by)])
    standing = stand_with(rows) if rows else order.standing
    order = replace(
        order_of(standing, happening, order.pinned - order.pins, by), called_in=rows
    )
    if isinstance(happening, NoAnswer | UrgentVisit):
        if not order.asked:
            raise UnfitHappeningError([_cannot(by)])
        return order
    return _taken(order, by)


def _rows(search: Search, by: str) -> tuple[RosterRow, ...] | None:
    """Return the rows that call a carer in, none for one on duty.

    None if the carer can take nothing.
    """
    if by not in search.problem.carer:
        return None
    if any(taken.taken for taken in search.on_duty(by)):
        return ()
    called = search.called_in(by)
    if called is None or not called.taken:
        return None
    return rows_for(search.problem, by, search.gap.day, search.hours(called))


def rows_for(
    problem: Problem, carer_id: str, day: date, hours: Sequence[Span]
) -> tuple[RosterRow, ...]:
    """Return the rows that add hours to what a carer works on a day.

    Dated rows replace the weekday's, which are therefore said again.
    """
    own = [
        row
        for row in problem.roster
        if row.carer_id == carer_id and row.kind is ShiftKind.WORK and row.falls_on(day)
    ]
    dated = any(isinstance(row.day, date) for row in own)
    said_again = [] if dated else [row.span for row in own]
    return tuple(
        RosterRow(carer_id=carer_id, day=day, start=span.start, end=span.end)
        for span in sorted([*said_again, *hours])
    )


def _taken(order: Order, by: str) -> Order:
    assert order.search is not None
    day = order.search.gap.day
    takings = order.search.on_duty(by)
    loads = [load for taken in takings for load in taken.after]
    pins = frozenset(
        VisitKey(one.senior.senior_id, day) for taken in takings for one in taken.taken
    )
    alone = {key for key in pins if not _is_shared(order, key)}
    return replace(
        order,
        ahead=with_loads(without_visits(order.ahead, alone), loads),
        pins=pins,
        pinned=order.pinned | pins,
    )


def _is_shared(order: Order, key: VisitKey) -> bool:
    return order.standing.data.senior[key.senior_id].carers_needed > 1


def _cannot(by: str) -> Finding:
    return finding(
        "by",
        by,
        f"{by} 接不了其中任何一户；应为替补名单中的人员。",
        f"{by} cannot take any of these visits; name one of the replacements.",
    )
