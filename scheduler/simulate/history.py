"""Six weeks of visits to an invented community, made by a simple sensible rule.

Every day whoever is due comes first, red before orange before green; then whoever
falls due soon, most of all before a weekend. Each visit goes to a carer with time
left, best to one whom the senior prefers or has met. Some doors stay shut.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

import numpy as np

from scheduler.domain.clock import Turn, next_turn
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow, Shift, shifts_between
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Outcome, Tag
from scheduler.simulate.draw import chance, pick_weighted, whole
from scheduler.simulate.matching import may_accompany, may_visit

HISTORY_DAYS = 42
SHIFT_USE = 0.95
"""Share of a shift that is filled with visits and travel."""

OUTCOMES: Mapping[Outcome, float] = {
    Outcome.COMPLETED: 91,
    Outcome.PARTIAL: 3,
    Outcome.NO_ANSWER: 3.5,
    Outcome.ABSENT: 1.5,
    Outcome.PHONE: 0.5,
    Outcome.REFUSED: 0.4,
    Outcome.MISSED: 0.1,
}
"""How common an outcome is, in per cent."""

DAYS_AHEAD = (1, 0, 0, 1, 2, 1, 0)
"""From Monday on: turns that fall due within so many days may be brought forward."""

NOT_NOTED_SHARE = 0.03
UNLIMITED = 10_000
TAG_ORDER = {tag: place for place, tag in enumerate(Tag)}


@dataclass
class _Duty:
    """What is left of one shift."""

    carer: Carer
    span: Span
    seconds: float
    visits: int

    def has_room(self, senior: Senior, policy: Policy, seconds: float) -> bool:
        return (
            self.visits > 0
            and self.seconds >= seconds
            and _meet(self.span, policy.windows(senior), seconds)
        )

    def take(self, seconds: float) -> None:
        self.seconds -= seconds
        self.visits -= 1


_Duties = dict[str, list[_Duty]]
"""By carer id."""


class Past:
    """The weeks before the first planned day, lived one day at a time.

    Parameters
    ----------
    seniors
        Those who have a history; the others are not visited.
    paused_since
        By senior id; from that day on nobody visits them.
    travel_seconds
        Taken for each visit.
    """

    def __init__(
        self,
        rng: np.random.Generator,
        policy: Policy,
        seniors: Sequence[Senior],
        carers: Sequence[Carer],
        paused_since: Mapping[str, date],
        travel_seconds: float,
    ) -> None:
        self._rng = rng
        self._policy = policy
        self._seniors = seniors
        self._carer = {carer.carer_id: carer for carer in carers}
        self._paused_since = paused_since
        self._travel_seconds = travel_seconds
        self._turns: dict[str, Turn] = {}
        self._met: dict[str, set[str]] = {s.senior_id: set() for s in seniors}

    def records(
        self, roster: Sequence[RosterRow], first_day: date
    ) -> tuple[VisitRecord, ...]:
        """Return what happened in the six weeks before the first planned day."""
        start = first_day - timedelta(days=HISTORY_DAYS)
        self._turns = {s.senior_id: self._spread(s, start) for s in self._seniors}
        shifts = shifts_between(roster, start, HISTORY_DAYS)
        days = [start + timedelta(days=offset) for offset in range(HISTORY_DAYS)]
        return tuple(
            record
            for day in days
            for record in self._day(day, [s for s in shifts if s.date == day])
        )

    def _spread(self, senior: Senior, start: date) -> Turn:
        interval = self._policy.tags[senior.tag].interval_days
        return Turn(start, start + timedelta(days=whole(self._rng, 0, interval - 1)))

    def _day(self, day: date, shifts: Sequence[Shift]) -> Iterator[VisitRecord]:
        duties: _Duties = {}
        for shift in shifts:
            duties.setdefault(shift.carer_id, []).append(self._duty(shift))
        for senior in self._waiting(day):
            team = self._team(senior, duties)
            if team:
                yield from self._visit(day, senior, team)

    def _duty(self, shift: Shift) -> _Duty:
        carer = self._carer[shift.carer_id]
        most = carer.max_visits_per_day
        seconds = SHIFT_USE * shift.span.seconds
        return _Duty(carer, shift.span, seconds, UNLIMITED if most is None else most)

    def _waiting(self, day: date) -> list[Senior]:
        """Return who may be visited, in the order in which they should be."""
        latest = day + timedelta(days=DAYS_AHEAD[day.weekday()])
        waiting = [
            senior
            for senior in self._seniors
            if (turn := self._turns[senior.senior_id]).opens <= day
            and turn.due <= latest
            and day < self._paused_since.get(senior.senior_id, date.max)
        ]
        return sorted(waiting, key=lambda senior: self._urgency(senior, day))

    def _urgency(self, senior: Senior, day: date) -> tuple[bool, int, date, str]:
        due = self._turns[senior.senior_id].due
        return due > day, TAG_ORDER[senior.tag], due, senior.senior_id

    def _team(self, senior: Senior, duties: _Duties) -> list[_Duty]:
        """Return the duties of the carers who will go; empty if it cannot be."""
        familiar = {*senior.prefer, *self._met[senior.senior_id]} & duties.keys()
        known = {carer_id: duties[carer_id] for carer_id in familiar}
        first = self._best(senior, known) or self._best(senior, duties)
        if first is None or senior.carers_needed == 1:
            return [first] if first else []
        second = self._second(senior, first, duties)
        return [first, second] if second else []

    def _best(self, senior: Senior, duties: _Duties) -> _Duty | None:
        able = [
            duty
            for duty in chain.from_iterable(duties.values())
            if duty.has_room(senior, self._policy, self._seconds(senior))
            and may_visit(self._policy, senior, duty.carer)
        ]
        return min(able, key=lambda duty: self._rank(senior, duty), default=None)

    def _second(self, senior: Senior, first: _Duty, duties: _Duties) -> _Duty | None:
        seconds = self._seconds(senior)
        able = [
            duty
            for duty in chain.from_iterable(duties.values())
            if duty.carer is not first.carer
            and may_accompany(self._policy, senior, duty.carer)
            and duty.has_room(senior, self._policy, seconds)
            and _meet(first.span, [duty.span], seconds)
        ]
        return min(able, key=lambda duty: self._rank(senior, duty), default=None)

    def _rank(self, senior: Senior, duty: _Duty) -> tuple[bool, bool, float, str]:
        carer_id = duty.carer.carer_id
        unknown = carer_id not in self._met[senior.senior_id]
        return carer_id not in senior.prefer, unknown, -duty.seconds, carer_id

    def _seconds(self, senior: Senior) -> float:
        minutes = self._policy.visit_minutes(senior)
        return minutes * MINUTE_SECONDS + self._travel_seconds

    def _visit(
        self, day: date, senior: Senior, team: Sequence[_Duty]
    ) -> Iterator[VisitRecord]:
        outcome = pick_weighted(self._rng, OUTCOMES)
        minutes = self._minutes_spent(senior, outcome)
        for duty in team:
            duty.take(self._seconds(senior))
            if outcome.is_valid:
                self._met[senior.senior_id].add(duty.carer.carer_id)
            yield VisitRecord(
                senior_id=senior.senior_id,
                date=day,
                carer_id=duty.carer.carer_id,
                outcome=outcome,
                minutes=minutes,
            )
        if outcome.is_valid:
            rule = self._policy.tags[senior.tag]
            self._turns[senior.senior_id] = next_turn(day, rule)

    def _minutes_spent(self, senior: Senior, outcome: Outcome) -> int | None:
        if outcome is Outcome.MISSED or chance(self._rng, NOT_NOTED_SHARE):
            return None
        if outcome is Outcome.COMPLETED:
            return self._policy.visit_minutes(senior) + whole(self._rng, -3, 4)
        return whole(self._rng, 2, 8)


def _meet(span: Span, others: Sequence[Span], seconds: float) -> bool:
    """Return whether the span shares so many seconds with one of the others."""
    return any(span.shared(other).seconds >= seconds for other in others)
