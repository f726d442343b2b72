"""The append-only trail: who did what to which record, when."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Any

from sqlalchemy.orm import Session

from api.store.database import Database
from api.store.tables import AuditRow

COMMAND_LINE = "command line"
SERVICE = "service"

WORDS = "words"
"""Under this key of an entry's detail stands free text; auditors do not get it."""

REMEMBERED = 4_096
"""Reads of which it is remembered that their minute has an entry."""


def note(
    session: Session, at: datetime, actor: str, action: str, subject: str, **detail: Any
) -> None:
    """Add an entry to the trail, in the session that makes the change.

    Parameters
    ----------
    actor
        User id, `COMMAND_LINE` or `SERVICE`.
    action
        What was done: ``plan.publish``, ``visit.correct``, ``senior.read``.
    subject
        What it was done to: ``senior S017``, ``plan P261123-…``.
    detail
        What a later reader needs; no names.
    """
    session.add(
        AuditRow(at=at, actor=actor, action=action, subject=subject, detail=detail)
    )


class ReadTrail:
    """The trail's entries on reads: one for each reader, record and minute."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._written: OrderedDict[tuple[str, ...], None] = OrderedDict()
        self._turn = Lock()

    def note(
        self, at: datetime, actor: str, action: str, subject: str, **detail: Any
    ) -> None:
        """Add an entry, unless this minute has it already."""
        key = (actor, action, subject, f"{at:%Y%m%d%H%M}")
        with self._turn:
            if key in self._written:
                return
            self._written[key] = None
            if len(self._written) > REMEMBERED:
                self._written.popitem(last=False)
        try:
            with self._database.noting() as session:
                note(session, at, actor, action, subject, **detail)
        except BaseException:
            with self._turn:
                self._written.pop(key, None)
            raise
