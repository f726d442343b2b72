"""One visit as a plan has it, and the turns that a senior's visits end."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from scheduler.domain import clock
from scheduler.domain.clock import Turn
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.policy import TagRule


class Visit(NamedTuple):
    """All stops at one senior's home on one day, by start and carer."""

    senior: Senior
    date: date
    stops: tuple[tuple[Route, Stop], ...]

    @property
    def carer_ids(self) -> tuple[str, ...]:
        """Who comes, each once, sorted."""
        return tuple(sorted({route.carer_id for route, _ in self.stops}))

    @property
    def starts(self) -> tuple[int, ...]:
        """The different starts, sorted; seconds since midnight."""
        return tuple(sorted({stop.start for _, stop in self.stops}))


class Taken(NamedTuple):
    """A visit and the turn it ends."""

    visit: Visit
    turn: Turn

    @property
    def days_late(self) -> int:
        """Days after the due date; 0 on time."""
        return clock.days_late(self.turn.due, self.visit.date)


class Turns(NamedTuple):
    """A senior's turns, one after another: those ended by a visit, and the last."""

    taken: tuple[Taken, ...]
    still_open: Turn


def follow(first: Turn, visits: Sequence[Visit], rule: TagRule) -> Turns:
    """Return the turns of one senior whose visits are given in order of dates."""
    taken = []
    turn = first
    for visit in visits:
        taken.append(Taken(visit, turn))
        turn = clock.next_turn(visit.date, rule)
    return Turns(tuple(taken), turn)
