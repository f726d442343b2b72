"""The Problem: everything a plan is made from, cross-checked and immutable."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from scheduler.domain import clock
from scheduler.domain.frozen import Frozen
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy, TagRule
from scheduler.domain.records import VisitRecord, last_valid_dates
from scheduler.domain.roster import RosterRow, Shift, shifts_between
from scheduler.domain.times import MINUTE_SECONDS, MOST_DAYS, PlannedDay, Span
from scheduler.domain.travel import TravelTimes

_LATER_FIELDS = ("after", "second_skills", "prefer_windows")


def _seniors_in_order(seniors: tuple[Senior, ...]) -> tuple[Senior, ...]:
    return tuple(sorted(seniors, key=lambda senior: senior.senior_id))


def _carers_in_order(carers: tuple[Carer, ...]) -> tuple[Carer, ...]:
    return tuple(sorted(carers, key=lambda carer: carer.carer_id))


def _roster_in_order(rows: tuple[RosterRow, ...]) -> tuple[RosterRow, ...]:
    return tuple(
        sorted(rows, key=lambda row: (row.carer_id, str(row.day), row.span, row.kind))
    )


def _records_in_order(records: tuple[VisitRecord, ...]) -> tuple[VisitRecord, ...]:
    return tuple(sorted(records, key=_record_place))


def _record_place(record: VisitRecord) -> tuple[str, date, str, str, int]:
    minutes = -1 if record.minutes is None else record.minutes
    return record.senior_id, record.date, record.carer_id, record.outcome, minutes


class Problem(Frozen):
    """One community over a run of days.

    Rows are kept in the order of their ids, so that the order in a file never
    matters.

    Attributes
    ----------
    roster
        Who works when, as kept; `shifts` resolves it.
    records
        Visits already made.
    first_day
        First planned day.
    days
        How many days are planned.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    policy: Policy = Policy()
    seniors: Annotated[tuple[Senior, ...], AfterValidator(_seniors_in_order)]
    carers: Annotated[tuple[Carer, ...], AfterValidator(_carers_in_order)]
    roster: Annotated[tuple[RosterRow, ...], AfterValidator(_roster_in_order)] = ()
    records: Annotated[tuple[VisitRecord, ...], AfterValidator(_records_in_order)] = ()
    travel: TravelTimes
    first_day: PlannedDay
    days: int = Field(default=14, ge=1, le=MOST_DAYS)

    @model_validator(mode="after")
    def _ids_are_known(self) -> Self:
        problems = [
            *_repeated("senior", (s.senior_id for s in self.seniors)),
            *_repeated("carer", (c.carer_id for c in self.carers)),
            *_unknown_people(self),
            *_places_without_travel(self),
        ]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    @cached_property
    def senior(self) -> Mapping[str, Senior]:
        """Seniors by id."""
        return {senior.senior_id: senior for senior in self.seniors}

    @cached_property
    def carer(self) -> Mapping[str, Carer]:
        """Carers by id."""
        return {carer.carer_id: carer for carer in self.carers}

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Shifts of the planned days, sorted by date, carer and start."""
        return shifts_between(self.roster, self.first_day, self.days)

    @cached_property
    def first_turns(self) -> Mapping[str, clock.Turn]:
        """The turn open on the first day, by senior id; absent: paused or ended."""
        turns = {
            senior.senior_id: clock.first_turn(
                senior, self.rule(senior), self.last_visit(senior), self.first_day
            )
            for senior in self.seniors
        }
        return {key: turn for key, turn in turns.items() if turn is not None}

    @cached_property
    def _recorded(self) -> Mapping[str, date]:
        return last_valid_dates(self.records)

    @property
    def last_day(self) -> date:
        """The last planned day."""
        return self.first_day + timedelta(days=self.days - 1)

    def last_visit(self, senior: Senior) -> date | None:
        """Return the date of a senior's last valid visit, from either table."""
        return clock.last_visit(senior, self._recorded.get(senior.senior_id))

    def rule(self, senior: Senior) -> TagRule:
        """Return how the senior's tag is visited."""
        return self.policy.tags[senior.tag]

    def visit_seconds(self, senior: Senior) -> int:
        """Return how long a visit to the senior takes."""
        return self.policy.visit_minutes(senior) * MINUTE_SECONDS

    def windows(self, senior: Senior) -> tuple[Span, ...]:
        """Return the spans of every day inside which the senior may be visited."""
        return self.policy.windows(senior)

    def fingerprint(self) -> str:
        """Return the SHA-256 of every table and the policy, as 64 hex digits.

        The planned days do not count, nor the order of rows, nor travel times that
        were only estimated, nor the rarer wishes and their price where nobody has any.
        """
        return self._fingerprint

    @cached_property
    def _fingerprint(self) -> str:
        tables = self.model_dump(mode="json", exclude={"travel", "first_day", "days"})
        _leave_out_unused(tables)
        digest = hashlib.sha256(
            json.dumps(tables, sort_keys=True, ensure_ascii=False).encode()
        )
        if self.travel.from_file:
            digest.update(self.travel.seconds.tobytes())
        return digest.hexdigest()


def _leave_out_unused(tables: dict[str, Any]) -> None:
    """Take out what came later and is not used: older data keep their fingerprint."""
    if not any(senior["prefer_windows"] for senior in tables["seniors"]):
        del tables["policy"]["weights"]["prefer_minutes"]
    for senior in tables["seniors"]:
        for name in _LATER_FIELDS:
            if not senior[name]:
                del senior[name]


def _repeated(kind: str, ids: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    twice = [key for key in ids if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    return [f"{kind} {key} stands twice" for key in twice]


def _unknown_people(problem: Problem) -> list[str]:
    seniors, carers = problem.senior.keys(), problem.carer.keys()
    wrong = [
        f"roster: carer {row.carer_id} is not listed"
        for row in problem.roster
        if row.carer_id not in carers
    ]
    wrong += [
        f"record of {record.date}: senior {record.senior_id} is not listed"
        for record in problem.records
        if record.senior_id not in seniors
    ]
    return wrong


def _places_without_travel(problem: Problem) -> list[str]:
    travel = problem.travel
    wrong = []
    if travel.senior_ids != tuple(s.senior_id for s in problem.seniors):
        wrong.append("the travel table is not of these seniors in the order of ids")
    wrong += [
        f"carer {carer.carer_id} has no travel times"
        for carer in problem.carers
        if not travel.knows(carer.carer_id)
    ]
    return wrong
