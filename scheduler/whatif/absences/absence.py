"""One carer's absence on one day: who goes late for it, and who could stand in."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import NamedTuple

from scheduler.changes.compare import Kind, differences
from scheduler.changes.happenings import CarerAbsent
from scheduler.changes.moment import News
from scheduler.changes.needs import Need, need_of_carer
from scheduler.changes.proposal import Replacement
from scheduler.changes.remainder import remainder
from scheduler.changes.replacements import Search
from scheduler.changes.standing import Standing, settled, stand
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import PlannedDay
from scheduler.domain.words import Role, Tag
from scheduler.planning import check_plan, make
from scheduler.whatif.absences.morning import Morning, days_late
from scheduler.whatif.absences.sharing import Shared, shared_out

KNOWN_AT = 7 * 3600
"""When the absence is known: somebody called in can be there half an hour later."""

MOVED = (Kind.OTHER_DAY, Kind.OTHER_PERSON, Kind.DROPPED)


class LateSenior(Frozen):
    """A senior who waits longer for an absence, by so many days late."""

    senior_id: str
    tag: Tag
    days: int


class Absence(Frozen):
    """One carer not there on one day, and what comes of it if nobody is called in.

    Attributes
    ----------
    visits
        Ids of the seniors whose visit has lost its carer, red first.
    late
        Who waits longer for it within the days looked at, red first.
    late_before, late_after
        Days late by tag over the same days, with the carer and without.
    left
        How many of the visits nobody has time for on the day.
    moved
        How many other visits get another day or person.
    replacement
        Who could best stand in, alone; None: nobody.
    """

    carer_id: str
    role: Role
    date: PlannedDay
    visits: tuple[str, ...] = ()
    late: tuple[LateSenior, ...] = ()
    late_before: Mapping[Tag, int]
    late_after: Mapping[Tag, int]
    left: int = 0
    moved: int = 0
    replacement: Replacement | None = None

    def days_late(self, tag: Tag) -> int:
        """Return the days that seniors of a tag wait longer."""
        return sum(one.days for one in self.late if one.tag is tag)

    def seniors_late(self, tag: Tag) -> int:
        """Return how many seniors of a tag wait longer."""
        return sum(one.tag is tag for one in self.late)


class Answer(NamedTuple):
    """What is done about an absence.

    Attributes
    ----------
    standing
        How things stand without the carer.
    need
        The visits that have lost their carer.
    plan
        From that day on; the referee has passed it.
    """

    standing: Standing
    need: Need
    shared: Shared
    plan: Plan

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids of the seniors whose visit has lost its carer, red first."""
        return tuple(one.senior.senior_id for one in self.need.gap.wanted)

    def replacement(self) -> Replacement | None:
        """Return who could best stand in, alone."""
        standing, need = self.standing, self.need
        search = Search(standing.data, need.loads, standing.team, need.gap)
        return next(iter(search.ranked()), None)


def absence_of(
    morning: Morning, carer_id: str, seed: int, time_limit: float
) -> Absence:
    """Return what comes of one carer's absence on the day that begins.

    Parameters
    ----------
    time_limit
        Seconds of search, on the machine it was measured on.

    Raises
    ------
    scheduler.check.violation.PlanNotValidError
        If the referee finds a broken rule.
    """
    before = totals(morning.data, morning.days_late)
    nothing = Absence(
        carer_id=carer_id,
        role=morning.data.carer[carer_id].role,
        date=morning.day,
        late_before=before,
        late_after=before,
    )
    if not morning.has_visits(carer_id):
        return nothing
    answer = answer_to(morning, carer_id, seed, time_limit)
    after = days_late(answer.standing.data, answer.plan)
    return nothing.replace(
        visits=answer.lost,
        late=_late(morning, after),
        late_after=totals(morning.data, after),
        left=len(answer.shared.left),
        moved=_moved(morning, answer),
        replacement=answer.replacement(),
    )


def answer_to(morning: Morning, carer_id: str, seed: int, time_limit: float) -> Answer:
    """Return what is done about the absence of a carer who has somebody to visit.

    What the carer would have done is put into the day of the others. If something is
    left all is planned anew, but whose visit is due that day keeps day and carer.
    """
    standing, need = _without(morning, carer_id)
    shared = shared_out(standing, need, carer_id)
    return Answer(
        standing, need, shared, _planned(standing.data, shared, seed, time_limit)
    )


def _without(morning: Morning, carer_id: str) -> tuple[Standing, Need]:
    """Return how things stand on the morning, and what looks for a carer."""
    midnight = datetime.combine(morning.day, time())
    news = News(max(0, min(KNOWN_AT, morning.first_leaves - 1)))
    told = CarerAbsent(carer_id=carer_id, since=midnight)
    happening = settled(morning.data, morning.plan, told, news)
    standing = stand(morning.data, morning.plan, happening, news)
    return standing, need_of_carer(standing, happening, standing.ahead)


def _planned(data: Problem, shared: Shared, seed: int, time_limit: float) -> Plan:
    """Return the plan that the referee has passed, searched for if it must be."""
    if not shared.left:
        plan = remainder(data, shared.plan)
        if not check_plan(data, plan).violations:
            return plan
    return make(
        data,
        seed=seed,
        time_limit=time_limit,
        by_the_clock=False,
        published=shared.plan,
        pinned=shared.kept,
    ).plan


def totals(data: Problem, late: Mapping[str, int]) -> Mapping[Tag, int]:
    """Return days late by tag, given by senior."""
    days = dict.fromkeys(Tag, 0)
    for senior_id, waiting in late.items():
        days[data.senior[senior_id].tag] += waiting
    return days


def _late(morning: Morning, after: Mapping[str, int]) -> tuple[LateSenior, ...]:
    more = {
        senior_id: days - morning.days_late.get(senior_id, 0)
        for senior_id, days in after.items()
    }
    found = [
        LateSenior(senior_id=key, tag=morning.data.senior[key].tag, days=days)
        for key, days in more.items()
        if days > 0
    ]
    tags = list(Tag)
    found.sort(key=lambda one: (tags.index(one.tag), -one.days, one.senior_id))
    return tuple(found)


def _moved(morning: Morning, answer: Answer) -> int:
    """Return how many visits get another day or person beside those of the day."""
    return sum(
        change.kind in MOVED
        and change.before is not None
        and not (change.before.date == morning.day and change.senior_id in answer.lost)
        for change in differences(morning.plan, answer.plan)
    )
