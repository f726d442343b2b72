"""Plans as they are asked for and answered."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.errors import ErrorEnvelope
from api.schemas.pages import Page
from api.schemas.texts import Note
from scheduler.domain.plan import Kpis, Route, Unserved
from scheduler.domain.times import PlannedDay
from scheduler.domain.words import Tag

MOST_DAYS = 92
LARGEST_SEED = 2**31 - 1
LONGEST_SECONDS = 3_600

PlanStatus = Literal["pending", "draft", "published", "superseded", "failed"]
JobStatus = Literal["queued", "running", "done", "failed"]


class PlanWish(BaseModel):
    """What kind of plan is wanted; everything may be left out."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"first_day": "2026-11-23", "days": 14, "time_limit": 10}
        },
    )

    first_day: PlannedDay | None = Field(
        default=None,
        description="Default today as long as no shift has begun, then tomorrow",
    )
    days: int = Field(default=14, ge=1, le=MOST_DAYS)
    seed: int = Field(default=0, ge=0, le=LARGEST_SEED)
    time_limit: float | None = Field(
        default=None,
        ge=0.1,
        le=LONGEST_SECONDS,
        description="Seconds of solving; default by size, 15 for a usual community",
    )
    keep: bool = Field(
        default=True,
        description="Keep what can be kept of the published plan; else begin afresh",
    )
    reason: Note = Field(default="", description="Why it is made; no names")


class JobState(BaseModel):
    """How far the making of a plan is."""

    status: JobStatus
    says: str = Field(description="The same as a sentence")
    attempt: int = Field(description="How often it was started; 1 unless one died")
    position: int | None = Field(description="Place in the queue, from 1; else null")
    waits_for: list[str] = Field(description="Ids of the plans being made meanwhile")
    phase: str = Field(description="What is being done")
    late_days: dict[Tag, int] | None = Field(description="Of the best plan so far")
    cost: float | None = Field(description="Likewise, in seconds of travel")
    seconds_left: float | None
    stop_requested: bool
    queued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    error: ErrorEnvelope | None = Field(description="Why no plan came of it")


_HEAD: dict[str, Any] = {
    "plan_id": "P261123-5e6f708192",
    "status": "published",
    "version": 7,
    "first_day": "2026-11-23",
    "last_day": "2026-12-06",
    "days": 14,
    "reason": "",
    "base_plan_id": None,
    "created_at": "2026-11-23T07:30:00+08:00",
    "created_by": "U1a2b3c4d",
    "published_at": "2026-11-23T07:40:00+08:00",
    "published_by": "U1a2b3c4d",
    "kpis": {
        "visits": 2291,
        "late_days": {"red": 0, "orange": 0, "green": 3},
        "on_time_share": {"red": 1.0, "orange": 1.0, "green": 0.998},
        "travel_minutes": 2950.5,
        "service_minutes": 37010.0,
        "carers_used": 24,
        "new_faces": 12,
        "overdue_now": 3,
        "bound": None,
    },
    "late_bound": {"red": 0, "orange": 0, "green": 2},
    "visits_bound": 2275,
    "job": None,
}

ROUTE_EXAMPLE: dict[str, Any] = {
    "date": "2026-11-23",
    "carer_id": "C03",
    "shift_start": "08:30",
    "shift_end": "11:30",
    "leave": "08:41:00",
    "back": "09:07:30",
    "travel_seconds": 390,
    "stops": [
        {
            "senior_id": "S017",
            "tag": "red",
            "arrive": "08:44:10",
            "start": "08:44:10",
            "end": "09:04:10",
            "travel_seconds": 190,
            "due": "2026-11-24",
            "with": [],
        }
    ],
}


class PlanHead(BaseModel):
    """A plan without its routes."""

    model_config = ConfigDict(json_schema_extra={"example": _HEAD})

    plan_id: str
    status: PlanStatus
    version: int | None = Field(description="Counts published plans from 1")
    first_day: date
    last_day: date
    days: int
    reason: str
    base_plan_id: str | None = Field(
        description="The newest published plan when this one was made"
    )
    created_at: datetime
    created_by: str
    published_at: datetime | None
    published_by: str | None
    kpis: Kpis | None
    late_bound: dict[Tag, int] | None = Field(
        description="Days late that no plan can avoid; null if nothing was proved"
    )
    visits_bound: int | None = Field(
        description="The fewest visits of any plan that is no later; null likewise"
    )
    job: JobState | None = Field(
        description="How it is made; null where no solver made it"
    )


class PlansPage(Page[PlanHead]):
    """A page of plans, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"items": [_HEAD], "next": None}}
    )


class PlanAnswer(PlanHead):
    """A plan with its routes, as far as the caller may see them."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": _HEAD | {"day": None, "routes": [ROUTE_EXAMPLE], "unserved": []}
        }
    )

    day: date | None = Field(description="The one day that was asked for, or null: all")
    routes: list[Route]
    unserved: list[Unserved]


class PinAnswer(BaseModel):
    """A visit that a person has fixed."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "senior_id": "S017",
                "date": "2026-11-25",
                "carer_ids": ["C05"],
            }
        }
    )

    senior_id: str
    date: date
    carer_ids: list[str]


class PinList(BaseModel):
    """The visits that people have fixed, from today on."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "pins": [
                    {
                        "senior_id": "S017",
                        "date": "2026-11-25",
                        "carer_ids": ["C05"],
                    }
                ]
            }
        }
    )

    pins: list[PinAnswer]


class Published(BaseModel):
    """A plan that now holds."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "plan_id": "P261123-5e6f708192",
                "version": 8,
                "published_at": "2026-11-23T07:41:00+08:00",
                "lost_pins": [],
            }
        }
    )

    plan_id: str
    version: int
    published_at: datetime
    lost_pins: list[PinAnswer] = Field(
        description="Fixed visits that this plan does not keep; they are fixed no more"
    )
