"""Cases: what they are, what is done about them, and how long it takes."""

import datetime as dt
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.pages import Page
from api.schemas.texts import Instant, LongNote, Name
from scheduler.domain.words import Outcome, Tag


class CaseKind(StrEnum):
    """Why something is not known of a senior; `api.services.cases_rules` says more."""

    NO_ANSWER = "no_answer"
    OUTCOME_MISSING = "outcome_missing"
    PAUSE_EXPIRED = "pause_expired"
    FOLLOW_UP_LATE = "follow_up_late"
    OVERDUE = "overdue"


class CaseStep(StrEnum):
    """What can be done, in the order in which it is tried; a note is no step."""

    KNOCK = "knock"
    PHONE = "phone"
    NEIGHBOUR = "neighbour"
    CONTACT = "contact"
    EMERGENCY = "emergency"
    NOTE = "note"


class CaseEnding(StrEnum):
    """What is known of the senior in the end."""

    SEEN = "seen"
    SPOKEN_TO = "spoken_to"
    WHEREABOUTS_CONFIRMED = "whereabouts_confirmed"


class CaseState(StrEnum):
    """Whether a person has written the end."""

    OPEN = "open"
    CLOSED = "closed"


class Leg(StrEnum):
    """A stretch of a case's time, from its report on."""

    DISPATCHED = "dispatched"
    ON_SITE = "on_site"
    RESOLVED = "resolved"


CASE: dict[str, Any] = {
    "case_id": "K261123-0f1e2d3c4b",
    "kind": "no_answer",
    "says": "上门无人应答，下落不明",
    "about": "2026-11-23 C03",
    "state": "open",
    "senior_id": "S017",
    "senior_name": "李某冬",
    "tag": "red",
    "owner": "张主任",
    "deadline": "2026-11-23T10:10:00+08:00",
    "late": False,
    "next_step": "contact",
    "reported_at": "2026-11-23T09:40:00+08:00",
    "dispatched_at": "2026-11-23T09:41:00+08:00",
    "on_site_at": "2026-11-23T09:48:00+08:00",
    "resolved_at": None,
    "ending": None,
    "ending_note": "",
    "confirmed_by": None,
    "closed_by": None,
}
STEP: dict[str, Any] = {
    "step": "knock",
    "by": "韩某川",
    "at": "2026-11-23T09:48:00+08:00",
    "result": "敲门无人应答，门下留条",
}


class NewStep(BaseModel):
    """What was done."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": STEP})

    step: CaseStep
    by: Name = Field(description="Who did it")
    at: Instant | None = Field(default=None, description="When; default now")
    result: LongNote = Field(default="", description="What came of it")
    dispatched_at: Instant | None = Field(
        default=None,
        description="When somebody was sent; default the first owner or step",
    )
    on_site_at: Instant | None = Field(
        default=None,
        description="When somebody was there; default the first knock, or the first "
        "talk with a neighbour",
    )


class NewOwner(BaseModel):
    """Who sees to a case from now on."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"owner": "张主任"}}
    )

    owner: Name


class NewEnding(BaseModel):
    """The end of a case, which a named person vouches for."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "ending": "whereabouts_confirmed",
                "confirmed_by": "女儿 李某",
                "note": "在女儿家，周五回来",
            }
        },
    )

    ending: CaseEnding
    confirmed_by: Name = Field(description="The person who saw or spoke to the senior")
    note: LongNote = ""


class Case(BaseModel):
    """A senior of whom something is not known, until a person writes the end."""

    model_config = ConfigDict(json_schema_extra={"example": CASE})

    case_id: str
    kind: CaseKind
    says: str = Field(description="What the kind means, in the language asked for")
    about: str = Field(description="What it hangs on: a day, a carer, a follow-up")
    state: CaseState
    senior_id: str
    senior_name: str
    tag: Tag
    owner: str = Field(description="Who sees to it; empty until somebody does")
    deadline: dt.datetime = Field(description="When the next word on it is owed")
    late: bool = Field(description="Whether it is open after its deadline")
    next_step: CaseStep | None = Field(
        description="What is to be done next; null: nothing but to write the end"
    )
    reported_at: dt.datetime
    dispatched_at: dt.datetime | None
    on_site_at: dt.datetime | None
    resolved_at: dt.datetime | None
    ending: CaseEnding | None
    ending_note: str
    confirmed_by: str | None
    closed_by: str | None = Field(description="User id of who wrote the end")


class Cases(Page[Case]):
    """Cases: open ones first, the most urgent first."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"items": [CASE], "next": None}}
    )


class TakenStep(BaseModel):
    """What was done about a case."""

    step: CaseStep
    by: str
    at: dt.datetime
    result: str


class VisitSince(BaseModel):
    """A visit that was recorded after the case was reported; it closes nothing."""

    visit_id: int
    date: dt.date
    carer_id: str
    outcome: Outcome


class CaseWhole(Case):
    """A case with all that was done, and how to reach the senior."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": CASE
            | {
                "senior_phone": "000-0000-0004",
                "steps": [STEP],
                "visits_since": [
                    {
                        "visit_id": 4712,
                        "date": "2026-11-23",
                        "carer_id": "C02",
                        "outcome": "completed",
                    }
                ],
            }
        }
    )

    senior_phone: str
    steps: list[TakenStep]
    visits_since: list[VisitSince]


class LegMinutes(BaseModel):
    """How long one leg took, over all cases that came so far."""

    count: int
    median: float | None = Field(description="Minutes; null if there is no such case")
    p90: float | None = Field(description="Nine in ten took no longer; minutes")


_LEG: dict[str, Any] = {"count": 2, "median": 12.5, "p90": 21.0}


class KindSummary(BaseModel):
    """The cases of one kind in numbers."""

    kind: CaseKind
    reported: int = Field(description="Cases reported since the day asked for")
    open: int = Field(description="Those of them that are open")
    legs: dict[Leg, LegMinutes] = Field(description="Minutes from the report on")


class CasesSummary(BaseModel):
    """All cases since a day in numbers, without any person."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "since": "2026-10-24",
                "kinds": [
                    {
                        "kind": "no_answer",
                        "reported": 3,
                        "open": 1,
                        "legs": {leg.value: _LEG for leg in Leg},
                    }
                ],
            }
        }
    )

    since: dt.date
    kinds: list[KindSummary] = Field(description="Every kind, in a fixed order")
