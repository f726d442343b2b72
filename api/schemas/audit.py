"""The trail: who did what to which record, when."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.pages import Page

ENTRY: dict[str, Any] = {
    "audit_id": 4711,
    "at": "2026-11-23T07:42:10+08:00",
    "actor": "U1a2b3c4d",
    "action": "plan.publish",
    "subject": "plan P261123-0f1e2d3c4b",
    "detail": {"version": 7},
}


class AuditEntry(BaseModel):
    """One entry; it is never changed."""

    audit_id: int
    at: dt.datetime
    actor: str = Field(description="User id, `command line` or `service`")
    action: str = Field(description="What was done, as `record.verb`")
    subject: str = Field(description="To which record, by its id")
    detail: dict[str, Any] = Field(description="What a later reader needs; no names")


class AuditTrail(Page[AuditEntry]):
    """Entries, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"items": [ENTRY], "next": "4711"}}
    )
