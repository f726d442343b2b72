"""On which other days a visit could be made, and at what price."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scheduler.changes.requests import Move
from scheduler.domain import clock
from scheduler.domain.people import Senior
from scheduler.domain.policy import TagRule
from scheduler.domain.words import Status
from scheduler.explain.barriers import Barrier
from scheduler.explain.explanation import Day
from scheduler.explain.team import Team, grouped, last_of
from scheduler.explain.tries import Tries, Way

PAIRS_COMPARED = 6
"""Of a two-person visit, how many pairs that have time are compared."""


@dataclass(frozen=True)
class Turn:
    """One visit of a plan between its neighbours.

    Attributes
    ----------
    first, last
        The days between the planned visits before and after, or the plan's ends.
    opens, due
        As the interval clock has them.
    following
        Date of the planned visit after; None without one.
    """

    date: dt.date
    crew: tuple[str, ...]
    first: dt.date
    last: dt.date
    opens: dt.date
    due: dt.date
    following: dt.date | None


class OtherDays:
    """Looks for other days for the visits to one senior."""

    def __init__(self, tries: Tries, team: Team, senior: Senior, rule: TagRule) -> None:
        self._tries = tries
        self._team = team
        self._senior = senior
        self._rule = rule

    def of(self, turn: Turn) -> tuple[Day, ...]:
        """Return every other day between the neighbouring visits, in order."""
        span = (turn.last - turn.first).days + 1
        days = [turn.first + dt.timedelta(days=offset) for offset in range(span)]
        return tuple(self._day(turn, day) for day in days if day != turn.date)

    def _day(self, turn: Turn, day: dt.date) -> Day:
        early, barrier = (turn.due - day).days, self._closed(turn, day)
        if barrier is not None:
            return Day(day, early, None, barrier, {})
        ways, barred = self._tried(turn, day)
        best = min(ways, key=lambda way: (way.total, way.carer_ids), default=None)
        return Day(day, early, best, None, grouped(barred))

    def _closed(self, turn: Turn, day: dt.date) -> Barrier | None:
        """Return what keeps everybody from visiting on a day, None if nothing does."""
        until = self._senior.status_until
        if self._senior.status is not Status.ACTIVE and until and day < until:
            return Barrier.PAUSED
        if day < turn.opens:
            return Barrier.TOO_SOON
        if turn.following is None:
            return None
        again = clock.next_turn(day, self._rule).opens
        return Barrier.NEXT_TOO_SOON if turn.following < again else None

    def _tried(self, turn: Turn, day: dt.date) -> tuple[list[Way], dict[str, Barrier]]:
        """Return the ways on an open day, and who cannot come then."""
        barred = {
            who: Barrier.OFF_DUTY
            for who in self._team.may
            if not self._team.is_on_duty(who, day)
        }
        there = [who for who in self._team.may if who not in barred]
        if self._senior.carers_needed == 1:
            tried = {who: self._by(turn, day, (who,)) for who in there}
            ways = [way for way in tried.values() if isinstance(way, Way)]
            barred |= {w: b for w, b in tried.items() if isinstance(b, Barrier)}
            return ways, barred
        return self._by_two(turn, day, there, barred)

    def _by_two(
        self,
        turn: Turn,
        day: dt.date,
        there: Sequence[str],
        barred: dict[str, Barrier],
    ) -> tuple[list[Way], dict[str, Barrier]]:
        alone = [
            who for who in there if self._tries.has_place(self._move(turn, day, (who,)))
        ]
        ways: list[Way] = []
        against: dict[str, list[Barrier]] = {who: [] for who in there}
        for pair in self._pairs(turn, alone):
            found = self._by(turn, day, pair)
            if isinstance(found, Way):
                ways.append(found)
            else:
                for who in pair:
                    against[who].append(found)
            if len(ways) == PAIRS_COMPARED:
                break
        if ways:
            return ways, barred
        return [], barred | {
            who: last_of(found or [Barrier.NO_ROOM]) for who, found in against.items()
        }

    def _pairs(self, turn: Turn, carer_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield every two who may come together, those of the visit first."""
        ordered = sorted(carer_ids, key=lambda who: (who not in turn.crew, who))
        for pair in combinations(ordered, 2):
            if self._team.may_lead(pair) and self._team.has_second(pair):
                yield pair

    def _by(self, turn: Turn, day: dt.date, crew: tuple[str, ...]) -> Way | Barrier:
        return self._tries.tried(self._move(turn, day, crew))

    def _move(self, turn: Turn, day: dt.date, crew: tuple[str, ...]) -> Move:
        return Move(
            senior_id=self._senior.senior_id,
            date=turn.date,
            to_date=day,
            carer_ids=crew,
        )
