"""One senior through time: what was, what is open, what comes next and why."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.cases import CaseKind
from scheduler.domain.times import TimeToMinute
from scheduler.domain.words import Outcome, Status, Tag

TIMELINE: dict[str, Any] = {
    "senior_id": "S017",
    "name": "王秀兰",
    "tag": "orange",
    "status": "active",
    "status_until": None,
    "interval_days": 5,
    "last_valid_visit": "2026-11-21",
    "due": "2026-11-26",
    "days_late": 0,
    "next": {
        "plan_id": "P261123-0f1e2d3c4b",
        "date": "2026-11-25",
        "start": "08:44",
        "end": "08:59",
        "carers": [{"carer_id": "C03", "name": "李桂芳"}],
        "pinned": False,
        "why_then": ["到期 11-26，提前 1 天"],
        "why_them": ["C03 李桂芳：过去 28 天来过 3 次；是老人希望的人"],
    },
    "unserved": None,
    "faces": [
        {
            "carer_id": "C03",
            "name": "李桂芳",
            "visits": 3,
            "last": "2026-11-21",
        }
    ],
    "visits": [
        {
            "visit_id": 4711,
            "date": "2026-11-21",
            "carer_id": "C03",
            "carer_name": "李桂芳",
            "outcome": "completed",
            "minutes": 15,
        }
    ],
    "changes": [
        {
            "at": "2026-11-10T09:12:00+08:00",
            "action": "senior.change",
            "by": "U1a2b3c4d",
            "fields": ["tag"],
            "values": {"tag": ["green", "orange"]},
        }
    ],
    "cases": [
        {
            "case_id": "K261123-0f1e2d3c4b",
            "kind": "no_answer",
            "reported_at": "2026-11-23T09:40:00+08:00",
            "deadline": "2026-11-23T10:10:00+08:00",
        }
    ],
}


class Face(BaseModel):
    """Somebody whom the senior has met in the last 28 days."""

    carer_id: str
    name: str
    visits: int = Field(description="Valid visits in these days")
    last: dt.date


class PastVisit(BaseModel):
    """What came of a visit."""

    visit_id: int
    date: dt.date
    carer_id: str
    carer_name: str
    outcome: Outcome
    minutes: int | None


class RecordChange(BaseModel):
    """A change of the record: a pause, another tag, another wish."""

    at: dt.datetime
    action: str
    by: str = Field(description="User id, `command line` or `service`")
    fields: list[str]
    values: dict[str, list[Any]] = Field(
        description="Before and after, of those fields that name nobody"
    )


class OpenCase(BaseModel):
    """A case that nobody has ended."""

    case_id: str
    kind: CaseKind
    reported_at: dt.datetime
    deadline: dt.datetime


class Visitor(BaseModel):
    """Who comes."""

    carer_id: str
    name: str


class NextVisit(BaseModel):
    """The next visit of the published plan, and why it is as it is."""

    plan_id: str
    date: dt.date
    start: TimeToMinute
    end: TimeToMinute
    carers: list[Visitor]
    pinned: bool = Field(description="Whether a person has fixed it")
    why_then: list[str] = Field(description="Facts, in the language asked for")
    why_them: list[str] = Field(description="Facts on each who comes")


class Timeline(BaseModel):
    """One senior through time."""

    model_config = ConfigDict(json_schema_extra={"example": TIMELINE})

    senior_id: str
    name: str
    tag: Tag
    status: Status
    status_until: dt.date | None
    interval_days: int
    last_valid_visit: dt.date | None
    due: dt.date | None = Field(
        description="Null while paused with an open end, and for those who have ended"
    )
    days_late: int = Field(description="By today; 0 if not late")
    next: NextVisit | None
    unserved: str | None = Field(
        description="Why the published plan has no visit in time, if it says so"
    )
    faces: list[Face] = Field(description="The most familiar first")
    visits: list[PastVisit] = Field(description="The last 100, the newest first")
    changes: list[RecordChange] = Field(description="The last 50, the newest first")
    cases: list[OpenCase] = Field(description="The oldest first")
