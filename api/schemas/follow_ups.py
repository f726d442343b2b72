"""What is to be done after a visit, by whom and until when."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.pages import Page
from api.schemas.texts import Instant, LongNote, Name, Sentence

FOLLOW_UP: dict[str, Any] = {
    "follow_up_id": 7,
    "senior_id": "S017",
    "visit_id": 4711,
    "what": "煤气阀门漏气，请燃气公司上门",
    "owner": "张主任",
    "deadline": "2026-11-25T17:00:00+08:00",
    "late": False,
    "opened_at": "2026-11-23T11:42:10+08:00",
    "opened_by": "U1a2b3c4d",
    "done_at": None,
    "done_by": None,
    "done_note": "",
}


class NewFollowUp(BaseModel):
    """Something to be done after a visit."""

    model_config = ConfigDict(extra="forbid")

    what: Sentence
    owner: Name = Field(description="Who sees to it: a named person or a carer id")
    deadline: Instant = Field(description="With its offset from UTC")


class FollowUpDone(BaseModel):
    """Who has done it, and what came of it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"by": "张主任", "note": "阀门已换"}},
    )

    by: Name
    note: LongNote = ""


class FollowUp(BaseModel):
    """Something to be done after a visit, and how it stands."""

    model_config = ConfigDict(json_schema_extra={"example": FOLLOW_UP})

    follow_up_id: int
    senior_id: str
    visit_id: int | None = Field(description="Visit in which it was noticed")
    what: str
    owner: str
    deadline: datetime
    late: bool = Field(description="Whether it is open after its deadline")
    opened_at: datetime
    opened_by: str
    done_at: datetime | None
    done_by: str | None = Field(description="The person who has done it")
    done_note: str


class FollowUps(Page[FollowUp]):
    """Open follow-ups, the most urgent first."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"items": [FOLLOW_UP], "next": None}}
    )
