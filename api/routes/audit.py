"""Who did what to which record, when."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.schemas.audit import AuditTrail
from api.schemas.pages import After, Limit
from api.schemas.texts import Instant
from api.security import Desk, Overseer, Reading
from api.services.audit_read import audit_trail

router = APIRouter(tags=["audit"])

_PLAIN = r"^[^\x00-\x1f\x7f]+$"


@router.get(
    "/audit",
    operation_id="list_audit_entries",
    summary="Who did what to which record, when",
)
def list_audit_entries(
    caller: Overseer,
    desk: Desk,
    reading: Reading,
    actor: Annotated[
        str | None,
        Query(
            max_length=64,
            pattern=_PLAIN,
            description="User id, `command line` or `service`",
        ),
    ] = None,
    action: Annotated[
        str | None,
        Query(
            max_length=64,
            pattern=r"^[a-z_.]+$",
            description="`plan.publish`, or `plan` for all that was done to plans",
        ),
    ] = None,
    subject: Annotated[
        str | None,
        Query(
            max_length=128,
            pattern=_PLAIN,
            description="`senior S017`, `plan P261123-…`: a kind and an id",
        ),
    ] = None,
    since: Annotated[Instant | None, Query(description="With its offset")] = None,
    after: After = None,
    limit: Limit = 100,
) -> AuditTrail:
    """Return entries of the trail, the newest first.

    Every read of a person's record, every print, export and change is there; no entry
    has a name in it, and none is ever changed.
    """
    return audit_trail(
        desk,
        reading,
        caller,
        actor=actor,
        action=action,
        subject=subject,
        since=since,
        after=after,
        limit=limit,
    )
