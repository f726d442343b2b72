"""What came of visits: as it is recorded, corrected and read."""

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.schemas.follow_ups import FollowUp, NewFollowUp
from api.schemas.pages import Page
from api.schemas.texts import LongNote, Note, PersonId, Sentence
from scheduler.domain.words import Outcome

MOST_ENTRIES = 500
"""Visits that one request may record."""

Attempt = Annotated[int, Field(ge=1, le=9_999)]
Minutes = Annotated[int, Field(ge=0, le=1_440)]

_CHECKLIST: dict[str, Any] = {
    "health": {"ok": True},
    "safety": {"ok": False, "note": "煤气有异味"},
}
_ENTRY: dict[str, Any] = {
    "senior_id": "S017",
    "date": "2026-11-23",
    "carer_id": "C03",
    "outcome": "completed",
    "minutes": 18,
    "checklist": _CHECKLIST,
    "follow_ups": [
        {
            "what": "请燃气公司上门",
            "owner": "张主任",
            "deadline": "2026-11-25T17:00:00+08:00",
        }
    ],
}
VISIT: dict[str, Any] = {
    "visit_id": 4711,
    "senior_id": "S017",
    "date": "2026-11-23",
    "carer_id": "C03",
    "attempt": 1,
    "outcome": "completed",
    "minutes": 18,
    "checklist": _CHECKLIST,
    "note": "",
    "recorded_at": "2026-11-23T11:42:10+08:00",
    "recorded_by": "U1a2b3c4d",
}
_RECORDED: dict[str, Any] = {
    "recorded": 1,
    "already": 0,
    "visit_ids": [4711],
    "case_ids": [],
}


class Block(BaseModel):
    """What was noticed of one thing."""

    model_config = ConfigDict(extra="forbid")

    ok: bool
    note: Note = ""


class Checklist(BaseModel):
    """The five things to look at; those left out were not looked at."""

    model_config = ConfigDict(extra="forbid")

    health: Block | None = Field(default=None, description="Speech, mobility, illness")
    mind: Block | None = Field(default=None, description="Mood, thinking, stress")
    safety: Block | None = Field(default=None, description="Gas, water, electricity")
    hygiene: Block | None = Field(default=None, description="Person and home")
    environment: Block | None = Field(default=None, description="Rooms, neighbours")


class _Result(BaseModel):
    """What one carer's try came to."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome = Field(
        description="Only `completed` and `partial` reset the senior's clock"
    )
    minutes: Minutes | None = Field(default=None, description="Time spent")
    checklist: Checklist = Checklist()
    note: LongNote = ""

    @model_validator(mode="after")
    def _nobody_went(self) -> Self:
        if self.outcome is Outcome.MISSED and (
            self.minutes or self.checklist.model_fields_set
        ):
            raise ValueError(
                "没去（missed）就没有时长和检查项；"
                "a missed visit has no minutes and no checklist"
            )
        return self


class VisitEntry(_Result):
    """One carer's try at one senior's home on one day."""

    senior_id: PersonId
    date: dt.date
    carer_id: PersonId
    attempt: Attempt = Field(
        default=1, description="Counts the carer's tries there on that day"
    )
    follow_ups: list[NewFollowUp] = Field(default_factory=list, max_length=10)


class VisitEntries(BaseModel):
    """One or many results; all of them are recorded, or none."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"visits": [_ENTRY]}}
    )

    visits: list[VisitEntry] = Field(min_length=1, max_length=MOST_ENTRIES)


class Recorded(BaseModel):
    """What became of the results."""

    model_config = ConfigDict(json_schema_extra={"example": _RECORDED})

    recorded: int = Field(description="Results that are new")
    already: int = Field(description="Results that were there already, word for word")
    visit_ids: list[int] = Field(description="In the order of the request")
    case_ids: list[str] = Field(description="Cases that were opened by it at once")


class Correction(BaseModel):
    """The fields that were wrong, as they are right, and why; the others stay."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"outcome": "no_answer", "minutes": None, "why": "录错一行"}
        },
    )

    senior_id: PersonId | None = None
    date: dt.date | None = None
    carer_id: PersonId | None = None
    attempt: Attempt | None = None
    outcome: Outcome | None = None
    minutes: Minutes | None = Field(
        default=None, description="`null` takes the minutes out"
    )
    checklist: Checklist | None = None
    note: LongNote | None = None
    why: Sentence

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that are to change, as JSON holds them."""
        sent = self.model_dump(mode="json", exclude={"why"}, exclude_unset=True)
        return {
            name: value
            for name, value in sent.items()
            if value is not None or name == "minutes"
        }


class Visit(BaseModel):
    """One carer's try at one senior's home on one day, as it is recorded."""

    model_config = ConfigDict(json_schema_extra={"example": VISIT})

    visit_id: int
    senior_id: str
    date: dt.date
    carer_id: str
    attempt: int
    outcome: Outcome
    minutes: int | None
    checklist: Checklist
    note: str
    recorded_at: dt.datetime
    recorded_by: str = Field(description="User id; empty if it came from a file")


class Visits(Page[Visit]):
    """A day's results, in the order in which they were recorded."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"items": [VISIT], "next": None}}
    )


class Corrected(BaseModel):
    """What a visit's record said before it was corrected."""

    at: dt.datetime
    by: str = Field(description="User id")
    why: str
    before: dict[str, Any] = Field(description="The fields that were changed")


class VisitWhole(Visit):
    """A visit with all that hangs on it."""

    model_config = ConfigDict(
        json_schema_extra={"example": VISIT | {"follow_ups": [], "corrections": []}}
    )

    follow_ups: list[FollowUp]
    corrections: list[Corrected] = Field(description="The first one first")
