"""The last resort: a visit after the planned days, on the first day that allows it."""

from dataclasses import replace
from datetime import date, timedelta

from scheduler.domain import clock
from scheduler.domain.roster import shifts_between
from scheduler.errors import Text
from scheduler.solver.remedies.duties import duty_of
from scheduler.solver.remedies.need import Need, Search, sentence
from scheduler.solver.remedies.pairs import cheapest_pair
from scheduler.solver.remedies.prices import Remedy
from scheduler.solver.remedies.room import Room
from scheduler.solver.remedies.slots import slots

DAYS_AFTER = 14
"""Days after the plan that are looked at."""


def room_after(room: Room) -> Room:
    """Return the room of the days after a plan, on which nothing is planned yet."""
    problem = room.problem
    first = problem.last_day + timedelta(days=1)
    shifts = shifts_between(problem.roster, first, DAYS_AFTER)
    empty = tuple(duty_of(problem, shift) for shift in shifts)
    return replace(room, duties=empty, slots=slots(problem.travel, empty))


def a_day_later(after: Room, need: Need) -> Remedy | None:
    """Return the first visit after the plan, in a shift of which nothing is taken.

    Parameters
    ----------
    after
        As `room_after` returns it.
    """
    first = after.problem.last_day + timedelta(days=1)
    last = first + timedelta(days=DAYS_AFTER - 1)
    search = Search(after, replace(need, first=max(need.first, first), last=last))
    found = _place(search)
    if found is None:
        return None
    day, when = found
    late = clock.days_late(need.due, day)
    change = Text(
        zh=f"推迟到计划之后的 {day}（逾期 {late} 天，当天尚未安排）",
        en=f"let the visit wait until {day}, after the plan and not planned yet "
        f"({late} days late)",
    )
    return Remedy(need.waiting(day), day, sentence(change, when))


def _place(search: Search) -> tuple[date, Text] | None:
    if search.need.senior.carers_needed == 2:
        pair = cheapest_pair(search, asking=False)
        return pair and (pair.day, pair.when)
    fit = next(search.free(), None)
    return fit and (fit.duty.shift.date, search.need.when(*fit.place))
