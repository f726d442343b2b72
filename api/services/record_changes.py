"""What the audit trail says of a changed record: which fields, and what they were."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api.services.audit import note
from scheduler.domain.frozen import Frozen

PERSONAL = frozenset(
    {"name", "phone", "notes", "lat", "lon", "building", "unit", "floor", "room"}
)
"""Fields of which the trail says that they changed, but not what stood there."""


def note_change(
    session: Session,
    now: datetime,
    actor: str,
    action: str,
    subject: str,
    before: Frozen,
    after: Frozen,
) -> None:
    """Add an entry on the fields that differ, if any do.

    The entry's ``fields`` names them; of those that tell nobody who the person is,
    it has the values before and after.
    """
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in new if new[name] != old[name]]
    if changed:
        values: dict[str, Any] = {
            name: [old[name], new[name]] for name in changed if name not in PERSONAL
        }
        note(session, now, actor, action, subject, fields=changed, **values)
