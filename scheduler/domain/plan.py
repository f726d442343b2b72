"""The Plan: routes for a run of days, and who is left unserved, with reasons.

Field names and their JSON are those of plan.json in the contract.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, Self

from pydantic import ConfigDict, Field

from scheduler.domain.frozen import Frozen
from scheduler.domain.roster import Shift
from scheduler.domain.times import MOST_DAYS, PlannedDay, TimeToMinute, TimeToSecond
from scheduler.domain.words import Tag


class Stop(Frozen):
    """One visit in one carer's route; times are seconds since midnight.

    Attributes
    ----------
    arrive
        When the carer is at the door; the visit may start later.
    travel_seconds
        From the place before to this one.
    due
        When the senior's turn that this visit ends was due.
    partners
        Ids of the other carers of a two-person visit; ``with`` in JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    senior_id: str
    tag: Tag
    arrive: TimeToSecond
    start: TimeToSecond
    end: TimeToSecond
    travel_seconds: int = Field(ge=0)
    due: date
    partners: tuple[str, ...] = Field(default=(), alias="with")


class Route(Frozen):
    """What one carer does in one shift.

    Attributes
    ----------
    leave, back
        From and to the carer's base.
    travel_seconds
        All legs, out and home included.
    """

    date: date
    carer_id: str
    shift_start: TimeToMinute
    shift_end: TimeToMinute
    leave: TimeToSecond
    back: TimeToSecond
    travel_seconds: int = Field(ge=0)
    stops: tuple[Stop, ...]

    @classmethod
    def in_shift(
        cls,
        shift: Shift,
        leave: int,
        back: int,
        legs: Iterable[int],
        stops: Iterable[Stop],
    ) -> Self:
        """Return the route driven in a shift.

        Parameters
        ----------
        legs
            Seconds of travel to each stop, and home.
        """
        return cls(
            date=shift.date,
            carer_id=shift.carer_id,
            shift_start=shift.span.start,
            shift_end=shift.span.end,
            leave=leave,
            back=back,
            travel_seconds=sum(legs),
            stops=tuple(stops),
        )


class Unserved(Frozen):
    """A senior who is due within the planned days and gets no visit.

    Attributes
    ----------
    days_late
        By the end of the plan, as if visited on the day after it.
    reason
        One of the fixed keys.
    says
        The reason as a sentence for the coordinator.
    remedy
        The cheapest change that would serve them; None where there is none.
    """

    senior_id: str
    tag: Tag
    due: date
    days_late: int = Field(ge=0)
    reason: str
    says: str
    remedy: str | None = None


class Kpis(Frozen):
    """What a plan achieves, as counted by the checker; see the contract, section 4."""

    visits: int
    late_days: Mapping[Tag, int]
    on_time_share: Mapping[Tag, float]
    travel_minutes: float
    service_minutes: float
    carers_used: int
    new_faces: int
    overdue_now: int
    bound: float | None = None


class Engine(Frozen):
    """Who made the plan, and how long it took."""

    name: str
    version: str
    seconds: float


class VisitKey(NamedTuple):
    """One visit, however many carers make it."""

    senior_id: str
    date: date


class Plan(Frozen):
    """The routes of all carers for a run of days.

    Attributes
    ----------
    data_hash
        Fingerprint of the problem the plan was made for.
    kpis
        None until the checker has counted them.
    """

    format: Literal[1] = 1
    plan_id: str
    status: str = "draft"
    first_day: PlannedDay
    days: int = Field(ge=1, le=MOST_DAYS)
    data_hash: str
    seed: int = 0
    engine: Engine
    routes: tuple[Route, ...]
    unserved: tuple[Unserved, ...] = ()
    kpis: Kpis | None = None

    @property
    def last_day(self) -> date:
        """The last planned day."""
        return self.first_day + timedelta(days=self.days - 1)

    def stops(self) -> Iterator[tuple[Route, Stop]]:
        """Return every stop with its route, in the order of the routes."""
        for route in self.routes:
            for stop in route.stops:
                yield route, stop

    def visits(self) -> Mapping[VisitKey, tuple[tuple[Route, Stop], ...]]:
        """Return the stops of each visit: one, or one for each carer of two."""
        grouped: dict[VisitKey, list[tuple[Route, Stop]]] = {}
        for route, stop in self.stops():
            key = VisitKey(stop.senior_id, route.date)
            grouped.setdefault(key, []).append((route, stop))
        return {key: tuple(stops) for key, stops in grouped.items()}


def new_plan_id(
    first_day: date, data_hash: str, routes: Iterable[Route], after: str = ""
) -> str:
    """Return an id that only this plan of these data has.

    Parameters
    ----------
    after
        Id of the plan that it was made from by hand: a way there and back ends in
        another plan. Empty where it was made from nothing.
    """
    digest = hashlib.sha256(data_hash.encode())
    digest.update(after.encode())
    for route in routes:
        digest.update(route.model_dump_json().encode())
    return f"{first_day:%Y%m%d}-{digest.hexdigest()[:8]}"
