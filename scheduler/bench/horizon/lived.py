"""The figures of one life: a row of the benchmark."""

import statistics
from collections import Counter, defaultdict
from typing import Self

from scheduler.bench.horizon.fewest import fewest_visits
from scheduler.domain.frozen import Frozen
from scheduler.domain.words import Tag
from scheduler.planning import inherited_late_days
from scheduler.simulate.days import Life
from scheduler.simulate.tally import as_plan, tally


class Run(Frozen):
    """Which community is lived through how; two equal runs are one.

    Attributes
    ----------
    seconds
        Of solving, each day.
    """

    community: str
    way: str
    seed: int
    days: int
    seconds: float


class Lived(Run):
    """What came of it.

    Attributes
    ----------
    late_…, inherited_…
        Days late, and those of them that stood before any visit could be made.
    on_time_…
        Shares.
    fewest
        Visits that interval arithmetic demands.
    travel_minutes
        All of them.
    carers_a_senior
        Mean of those visited.
    spread
        Standard deviation over carers of the share of their hours that is worked.
    """

    late_red: int
    late_orange: int
    late_green: int
    inherited_red: int
    inherited_orange: int
    inherited_green: int
    on_time_red: float
    on_time_orange: float
    on_time_green: float
    visits: int
    fewest: int
    travel_minutes: float
    new_faces: int
    carers_a_senior: float
    spread: float

    @classmethod
    def of(cls, run: Run, life: Life) -> Self:
        """Return the figures of a life."""
        kpis, inherited = tally(life), inherited_late_days(life.problem)
        by_tag = {
            **{f"late_{tag}": kpis.late_days[tag] for tag in Tag},
            **{f"inherited_{tag}": inherited[tag] for tag in Tag},
            **{f"on_time_{tag}": round(kpis.on_time_share[tag], 4) for tag in Tag},
        }
        return cls(
            **run.model_dump(),
            **by_tag,
            visits=kpis.visits,
            fewest=fewest_visits(life.problem),
            travel_minutes=kpis.travel_minutes,
            new_faces=kpis.new_faces,
            carers_a_senior=round(_carers_a_senior(life), 3),
            spread=round(_spread(life), 4),
        )

    @property
    def run(self) -> Run:
        """Which run it is."""
        return Run(**{name: getattr(self, name) for name in Run.model_fields})

    def arising(self, tag: Tag) -> int:
        """Return the days late that were not inherited."""
        late: int = getattr(self, f"late_{tag}") - getattr(self, f"inherited_{tag}")
        return late


def _carers_a_senior(life: Life) -> float:
    faces: dict[str, set[str]] = defaultdict(set)
    for route, stop in as_plan(life).stops():
        faces[stop.senior_id].add(route.carer_id)
    return statistics.mean(map(len, faces.values())) if faces else 0.0


def _spread(life: Life) -> float:
    there: Counter[str] = Counter()
    for shift in life.problem.shifts:
        there[shift.carer_id] += shift.span.seconds
    worked: Counter[str] = Counter()
    for route in life.routes:
        worked[route.carer_id] += route.back - route.leave
    shares = [worked[carer_id] / seconds for carer_id, seconds in there.items()]
    return statistics.pstdev(shares) if shares else 0.0
