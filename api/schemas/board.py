"""The state of the day in one answer."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.cases import CaseKind
from scheduler.domain.times import TimeToMinute
from scheduler.domain.words import Tag

_NO_PEOPLE = "; null for auditors, who get numbers only"

TAG: dict[str, Any] = {
    "in_programme": 120,
    "paused": 4,
    "due": 41,
    "due_visited": 12,
    "visited": 14,
    "late": 1,
    "late_days": 2,
}
BOARD: dict[str, Any] = {
    "day": "2026-11-23",
    "as_of": "2026-11-23T10:05:00+08:00",
    "tags": {tag.value: TAG for tag in Tag},
    "plan": {
        "plan_id": "P261123-0f1e2d3c4b",
        "version": 7,
        "published_at": "2026-11-22T17:40:00+08:00",
        "first_day": "2026-11-23",
        "last_day": "2026-12-06",
    },
    "unserved": {
        "count": 1,
        "by_reason": {"no_qualified_carer": 1},
        "seniors": [
            {
                "senior_id": "S201",
                "name": "李某冬",
                "tag": "orange",
                "due": "2026-11-26",
                "days_late": 2,
                "reason": "no_qualified_carer",
                "says": "没有人员会方言",
                "remedy": None,
            }
        ],
    },
    "cases": [
        {
            "kind": "no_answer",
            "open": 1,
            "late": 0,
            "within_an_hour": 1,
            "within_a_day": 0,
            "older": 0,
            "oldest": "2026-11-23T09:40:00+08:00",
        }
    ],
    "stops": 128,
    "stops_done": 31,
    "carers_out": 17,
    "sheets_out": 3,
    "carers": [
        {
            "carer_id": "C03",
            "name": "李桂芳",
            "shifts": ["08:30-11:30"],
            "stops": 8,
            "done": 3,
            "next": {"senior_id": "S017", "name": "王秀兰", "start": "10:10"},
            "sheets_out": 1,
        }
    ],
    "without_outcome": 1,
    "without_outcome_seniors": [
        {"senior_id": "S044", "name": "赵某春", "carer_id": "C05", "end": "09:40"}
    ],
    "capacity": [
        {
            "day": "2026-11-23",
            "shift_hours": 92.0,
            "planned_hours": 61.5,
            "needed_hours": 40.2,
            "short_hours": 0.0,
        }
    ],
    "open_proposals": 0,
    "proposals": [],
}


class TagCounts(BaseModel):
    """The seniors of one tag today."""

    model_config = ConfigDict(json_schema_extra={"example": TAG})

    in_programme: int = Field(description="All but those who have ended")
    paused: int = Field(description="Of them, those who may not be visited today")
    due: int = Field(description="Due today or before, as the day began")
    due_visited: int = Field(description="Of those due, the ones seen at home today")
    visited: int = Field(description="Seen at home today, due or not")
    late: int = Field(description="Due before today and not seen yet")
    late_days: int = Field(description="Their days late, added up")


class PlanInForce(BaseModel):
    """The published plan that holds today."""

    plan_id: str
    version: int
    published_at: dt.datetime
    first_day: dt.date
    last_day: dt.date


class UnservedSenior(BaseModel):
    """A senior for whom the plan in force has no visit in time."""

    senior_id: str
    name: str
    tag: Tag
    due: dt.date
    days_late: int
    reason: str
    says: str
    remedy: str | None


class UnservedNow(BaseModel):
    """Whom the plan in force leaves out, and who has not been seen today either."""

    count: int
    by_reason: dict[str, int]
    seniors: list[UnservedSenior] | None = Field(
        description="The latest of them first" + _NO_PEOPLE
    )


class CasesOfKind(BaseModel):
    """The open cases of one kind, by age."""

    kind: CaseKind
    open: int
    late: int = Field(description="Those past their deadline")
    within_an_hour: int = Field(description="Reported within the last hour")
    within_a_day: int = Field(description="Reported before that, within 24 hours")
    older: int
    oldest: dt.datetime | None = Field(description="When the oldest was reported")


class NextStop(BaseModel):
    """Where a carer is expected next."""

    senior_id: str
    name: str
    start: TimeToMinute


class CarerToday(BaseModel):
    """How far a carer is."""

    carer_id: str
    name: str
    shifts: list[str]
    stops: int
    done: int = Field(description="Stops of which an outcome is recorded")
    next: NextStop | None = Field(description="First stop without one")
    sheets_out: int = Field(description="Sheets of the last days that are not back")


class StopWithoutOutcome(BaseModel):
    """A visit that should be over and of which nothing is recorded."""

    senior_id: str
    name: str
    carer_id: str
    end: TimeToMinute


class DayCapacity(BaseModel):
    """Hours of one day: those there are, and those that are asked for."""

    day: dt.date
    shift_hours: float = Field(description="On shift")
    planned_hours: float = Field(description="From leaving to coming back, as planned")
    needed_hours: float = Field(
        description="For the visits that fall due that day at the latest, their way "
        "included; what is overdue counts today"
    )
    short_hours: float = Field(
        description="By how much all hours needed until that day exceed all hours on "
        "shift until then: above 0 is a gap that no plan can close"
    )


class OpenProposal(BaseModel):
    """A change of plan that waits for the coordinator's word."""

    event_id: str
    kind: str
    reported_at: dt.datetime


class Board(BaseModel):
    """The state of the day."""

    model_config = ConfigDict(json_schema_extra={"example": BOARD})

    day: dt.date
    as_of: dt.datetime = Field(description="The minute for which it was counted")
    tags: dict[Tag, TagCounts]
    plan: PlanInForce | None
    unserved: UnservedNow
    cases: list[CasesOfKind] = Field(description="Every kind, in a fixed order")
    stops: int = Field(description="Planned today; a visit by two carers counts twice")
    stops_done: int
    carers_out: int = Field(description="Carers with stops today")
    sheets_out: int = Field(description="Sheets of the last days that are not back")
    carers: list[CarerToday] | None = Field(
        description="Carers on shift or with stops today" + _NO_PEOPLE
    )
    without_outcome: int = Field(
        description="Visits of today that should be over and have no outcome"
    )
    without_outcome_seniors: list[StopWithoutOutcome] | None = Field(
        description="The longest waiting first" + _NO_PEOPLE
    )
    capacity: list[DayCapacity] = Field(description="Today and the 13 days after")
    open_proposals: int
    proposals: list[OpenProposal] | None = Field(
        description="The oldest first; null for all but the coordinator"
    )
