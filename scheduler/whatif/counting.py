"""From planned days to their figures."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import pairwise

from scheduler.check.case import Case
from scheduler.check.faces import new_faces
from scheduler.check.totals import travel_seconds
from scheduler.domain.people import Carer
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import Tag
from scheduler.whatif.figures import CarerFigures, DayFigures, Figures, TagFigures
from scheduler.whatif.lateness import Late, StageCase
from scheduler.whatif.stages import Planned


def count(planned: Planned, seed: int) -> Figures:
    """Return the figures of planned days."""
    return _Count(planned, seed).figures()


class _Count:
    """The stages of one run, indexed for counting."""

    def __init__(self, planned: Planned, seed: int) -> None:
        self._seed = seed
        self._bound = planned.late_bound
        last = len(planned.stages) - 1
        self._stages = [
            StageCase(Case.of(stage.problem, stage.plan), place == 0, place == last)
            for place, stage in enumerate(planned.stages)
        ]

    def figures(self) -> Figures:
        """Return everything counted."""
        cases = [stage.case for stage in self._stages]
        late = Counter(self._tag[one.senior_id] for one in self._late)
        inherited = self._inherited()
        tags = {tag: self._tag_figures(tag, late[tag], inherited[tag]) for tag in Tag}
        late_seniors = Counter(one.senior_id for one in self._late)
        faces = [len(carers) for carers in self._met.values()]
        return Figures(
            seed=self._seed,
            tags=tags,
            visits=sum(1 for case in cases for _ in case.all_visits()),
            travel=sum(map(travel_seconds, cases)) / MINUTE_SECONDS,
            service=sum(map(_service, cases)) / MINUTE_SECONDS,
            carers_used=sum(carer.visits > 0 for carer in self._carers),
            new_faces=sum(1 for case in cases for _ in new_faces(case)),
            faces=sum(faces) / len(faces) if faces else 0.0,
            unfair=self._unfair(),
            days=self._days(),
            carers=self._carers,
            late_seniors=dict(sorted(late_seniors.items())),
            late_tags={key: self._tag[key] for key in sorted(late_seniors)},
            unserved=self._unserved,
            late_bound=self._proved(late),
        )

    @cached_property
    def _late(self) -> tuple[Late, ...]:
        return tuple(late for stage in self._stages for late in stage.late())

    @cached_property
    def _tag(self) -> Mapping[str, Tag]:
        """Return each senior's tag: the first they had, in whose column they stand."""
        return {
            senior.senior_id: senior.tag
            for stage in reversed(self._stages)
            for senior in stage.problem.seniors
        }

    @cached_property
    def _met(self) -> Mapping[str, set[str]]:
        """Return who visited whom."""
        met: dict[str, set[str]] = defaultdict(set)
        for stage in self._stages:
            for visit in stage.case.all_visits():
                met[visit.senior.senior_id].update(visit.carer_ids)
        return met

    @cached_property
    def _unserved(self) -> tuple[str, ...]:
        last = self._stages[-1]
        return tuple(
            senior_id
            for senior_id, turns in last.case.turns.items()
            if turns.still_open.due <= last.problem.last_day
            and senior_id not in self._met
        )

    def _inherited(self) -> Counter[Tag]:
        days: Counter[Tag] = Counter()
        for before, stage in pairwise([None, *self._stages]):
            assert stage is not None
            for senior_id, waiting in stage.inherited(before).items():
                days[self._tag[senior_id]] += waiting
        return days

    def _tag_figures(self, tag: Tag, late_days: int, inherited: int) -> TagFigures:
        on_time = owed = 0
        for stage in self._stages:
            for senior_id, turns in stage.case.turns.items():
                if self._tag[senior_id] is tag:
                    on_time += sum(taken.days_late == 0 for taken in turns.taken)
                    owed += len(turns.taken)
                    open_due = turns.still_open.due
                    owed += stage.is_last and open_due <= stage.problem.last_day
        return TagFigures(
            late_days=late_days,
            inherited=inherited,
            on_time=on_time,
            owed=owed,
            unserved=sum(self._tag[key] is tag for key in self._unserved),
        )

    def _days(self) -> tuple[DayFigures, ...]:
        there: Counter[date] = Counter()
        used: Counter[date] = Counter()
        late: dict[date, Counter[Tag]] = defaultdict(Counter)
        for stage in self._stages:
            for shift in stage.problem.shifts:
                there[shift.date] += shift.span.seconds
            for route in stage.plan.routes:
                used[route.date] += route.back - route.leave
        for one in self._late:
            late[one.date][self._tag[one.senior_id]] += 1
        first, last = self._stages[0].problem.first_day, self._stages[-1].problem
        days = (last.last_day - first).days + 1
        dates = [date.fromordinal(first.toordinal() + offset) for offset in range(days)]
        return tuple(
            DayFigures(
                date=day,
                there=there[day] / MINUTE_SECONDS,
                used=used[day] / MINUTE_SECONDS,
                late={tag: late[day][tag] for tag in Tag},
            )
            for day in dates
        )

    @cached_property
    def _carers(self) -> tuple[CarerFigures, ...]:
        there: Counter[str] = Counter()
        used: Counter[str] = Counter()
        visits: Counter[str] = Counter()
        people: dict[str, Carer] = {}
        for stage in self._stages:
            people |= stage.problem.carer
            for shift in stage.problem.shifts:
                there[shift.carer_id] += shift.span.seconds
            for route in stage.plan.routes:
                used[route.carer_id] += route.back - route.leave
                visits[route.carer_id] += len(route.stops)
        return tuple(
            CarerFigures(
                carer_id=carer_id,
                role=people[carer_id].role,
                there=there[carer_id] / MINUTE_SECONDS,
                used=used[carer_id] / MINUTE_SECONDS,
                visits=visits[carer_id],
            )
            for carer_id in sorted(people)
        )

    def _unfair(self) -> float:
        """Return the minutes of work above each carer's fair share, as the contract."""
        work = sum(carer.used for carer in self._carers)
        there = sum(carer.there for carer in self._carers) or 1.0
        return sum(max(0.0, c.used - work * c.there / there) for c in self._carers)

    def _proved(self, late: Mapping[Tag, int]) -> dict[Tag, int]:
        """Return the bound down to the first tag that stays above it."""
        proved: dict[Tag, int] = {}
        for tag, days in (self._bound or {}).items():
            proved[tag] = days
            if late[tag] > days:
                break
        return proved


def _service(case: Case) -> int:
    return sum(max(0, stop.end - stop.start) for _, stop, _ in case.stops())
