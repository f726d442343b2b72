"""Who could take the visits that have lost their carer, the least harm first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from scheduler.changes.loads import Load, Loads, Wanted
from scheduler.changes.proposal import Replacement
from scheduler.changes.standins import Team
from scheduler.changes.taking import Taken, taken_by
from scheduler.check.faces import MEMORY
from scheduler.domain import clock
from scheduler.domain.people import Carer
from scheduler.domain.problem import Problem
from scheduler.domain.roster import Shift
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import ShiftKind, Tag
from scheduler.errors import Text
from scheduler.solver.remedies.duties import duty_of
from scheduler.solver.remedies.steps import rounded_down, rounded_up

COME_IN_SECONDS = 30 * MINUTE_SECONDS
"""Between the telephone call and the start of work of one who was off. Assumption."""


@dataclass(frozen=True, eq=False)
class Gap:
    """Visits of one day that look for a carer, and when one could be called in.

    Attributes
    ----------
    wanted
        The most urgent first.
    hours
        Spans for which somebody off duty could come in.
    whole
        Whether all of these hours need somebody, not only the time of the visits.
    """

    day: date
    wanted: tuple[Wanted, ...]
    hours: tuple[Span, ...]
    whole: bool


class _Offer(NamedTuple):
    """A replacement and its harm, worst first."""

    replacement: Replacement
    harm: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Search:
    """A gap held against the team.

    Attributes
    ----------
    problem
        With the data as they are by now, without stand-ins.
    loads
        Of the rest, with stand-ins.
    """

    problem: Problem
    loads: Loads
    team: Team
    gap: Gap

    def ranked(self) -> tuple[Replacement, ...]:
        """Return everybody who can take something, least harm first."""
        if not self.gap.wanted:
            return ()
        offers = [self._offer(carer) for carer in self.problem.carers]
        found = [offer for offer in offers if offer is not None]
        return tuple(o.replacement for o in sorted(found, key=lambda o: o.harm))

    def on_duty(self, carer_id: str) -> list[Taken]:
        """Return what a carer can take in the shifts of the day, stand-ins apart."""
        left, found = self.gap.wanted, []
        for key in (carer_id, *self.team.of(carer_id)):
            own = self.loads.of.get((key, self.gap.day), ())
            if own:
                carer = self.loads.problem.carer[key]
                taken = taken_by(self.loads, carer, own, left)
                found.append(taken)
                left = taken.left
        return found

    def called_in(self, carer_id: str) -> Taken | None:
        """Return what a carer off duty could take, None if never free then."""
        carer = self.problem.carer[carer_id]
        free = [hours for hours in self.gap.hours if self._is_free(carer_id, hours)]
        shifts = [Shift(self.gap.day, carer_id, hours) for hours in free]
        own = [Load(duty_of(self.loads.problem, shift), (), ()) for shift in shifts]
        return taken_by(self.loads, carer, own, self.gap.wanted) if own else None

    def hours(self, taken: Taken) -> tuple[Span, ...]:
        """Return for which hours a carer off duty would come in."""
        used = [load for load in taken.after if load.stops]
        if self.gap.whole:
            return tuple(load.duty.shift.span for load in used)
        return tuple(_around(load) for load in used)

    def _offer(self, carer: Carer) -> _Offer | None:
        takings = self.on_duty(carer.carer_id)
        if any(taken.taken for taken in takings):
            spans = (load.duty.shift.span for t in takings for load in t.before)
            return self._weighed(carer, takings, tuple(spans), on_duty=True)
        called = self.called_in(carer.carer_id)
        if called is None or not called.taken:
            return None
        return self._weighed(carer, [called], self.hours(called), on_duty=False)

    def _is_free(self, carer_id: str, hours: Span) -> bool:
        """Return whether neither a shift nor leave of the day lies in the hours."""
        spans = [
            shift.span
            for shift in self.problem.shifts
            if shift.carer_id == carer_id and shift.date == self.gap.day
        ]
        spans += [
            row.span
            for row in self.problem.roster
            if row.carer_id == carer_id
            and row.kind is ShiftKind.LEAVE
            and row.falls_on(self.gap.day)
        ]
        return all(s.end <= hours.start or hours.end <= s.start for s in spans)

    def _weighed(
        self,
        carer: Carer,
        takings: Sequence[Taken],
        hours: tuple[Span, ...],
        *,
        on_duty: bool,
    ) -> _Offer:
        takes = [one for taken in takings for one in taken.taken]
        leaves = takings[-1].left
        late = self._late_days(takes, leaves)
        faces = sum(self._is_new(one, carer.carer_id) for one in takes)
        minutes = sum(taken.worked for taken in takings) / MINUTE_SECONDS
        replacement = Replacement(
            carer_id=carer.carer_id,
            on_duty=on_duty,
            hours=hours,
            takes=tuple(one.senior.senior_id for one in takes),
            leaves=tuple(one.senior.senior_id for one in leaves),
            travel_minutes=round(
                sum(taken.travel for taken in takings) / MINUTE_SECONDS, 1
            ),
            later_home_minutes=-(
                -sum(taken.later_home for taken in takings) // MINUTE_SECONDS
            ),
            new_faces=faces,
            late_days=late,
            says=Text("", ""),
        )
        harm = (*map(float, late.values()), float(len(leaves)), float(faces), minutes)
        return _Offer(replacement.replace(says=_says(replacement)), harm)

    def _late_days(
        self, takes: Iterable[Wanted], leaves: Iterable[Wanted]
    ) -> Mapping[Tag, int]:
        late = dict.fromkeys(Tag, 0)
        tomorrow = self.gap.day + timedelta(days=1)
        for one in takes:
            late[one.senior.tag] += clock.days_late(one.stop.due, self.gap.day)
        for one in leaves:
            late[one.senior.tag] += clock.days_late(one.stop.due, tomorrow)
        return late

    def _is_new(self, wanted: Wanted, carer_id: str) -> bool:
        return (wanted.senior.senior_id, carer_id) not in self._met

    @cached_property
    def _met(self) -> frozenset[tuple[str, str]]:
        since = self.gap.day - MEMORY
        return frozenset(
            (record.senior_id, record.carer_id)
            for record in self.problem.records
            if record.outcome.is_valid and record.date >= since
        )


def _around(load: Load) -> Span:
    """Return the time of a load's visits, travel included, in steps of five minutes."""
    span = load.duty.shift.span
    leave = load.ends[-1] - load.worked
    return Span(
        max(rounded_down(leave), span.start),
        min(rounded_up(load.ends[-1]), span.end),
    )


def _says(one: Replacement) -> Text:
    takes, leaves = len(one.takes), len(one.leaves)
    hours = [str(span) for span in one.hours]
    come_zh = f"当时不在班，请在 {'、'.join(hours)} 到岗，"
    come_en = f"is off duty then and would come in {', '.join(hours)}; "
    late = sum(one.late_days.values())
    zh = [f"可接 {takes} 户", f"多走 {one.travel_minutes:g} 分钟"]
    en = [f"takes {takes}", f"{one.travel_minutes:g} minutes more travel"]
    if one.later_home_minutes:
        zh.append(f"晚回 {one.later_home_minutes} 分钟")
        en.append(f"back {one.later_home_minutes} minutes later")
    if one.new_faces:
        zh.append(f"{one.new_faces} 户换成新面孔")
        en.append(f"{one.new_faces} new faces")
    if leaves:
        zh.append(f"剩 {leaves} 户")
        en.append(f"{leaves} left over")
    if late:
        zh.append(f"逾期 {late} 天")
        en.append(f"{late} days late")
    return Text(
        zh=f"{one.carer_id}：{'' if one.on_duty else come_zh}{'，'.join(zh)}。",
        en=f"{one.carer_id}: {'' if one.on_duty else come_en}{', '.join(en)}.",
    )
