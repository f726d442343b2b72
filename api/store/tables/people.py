"""Users, their tokens, the audit trail, and answers already given."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.store.tables.base import Number, Row, one_of

ROLES = ("coordinator", "organisation", "carer", "auditor")


class UserRow(Row):
    """Somebody who may call the service.

    Attributes
    ----------
    organisation
        Of a user of the role ``organisation``; else empty.
    carer_id
        Of a user of the role ``carer``; else empty.
    """

    __tablename__ = "users"
    __table_args__ = (one_of("role", ROLES),)

    user_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    role: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")
    carer_id: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class TokenRow(Row):
    """A bearer token, of which only the SHA-256 is kept."""

    __tablename__ = "tokens"

    token_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(
        ForeignKey("users.user_id", ondelete="CASCADE"), index=True
    )
    digest: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AuditRow(Row):
    """One entry of the trail: who did what to which record, when.

    Entries are only ever added; the database itself refuses to change one, and to
    remove one before its time.

    Attributes
    ----------
    actor
        User id, or ``command line``, or ``service``.
    detail
        What was there before a correction, how many records were read; no names.
    """

    __tablename__ = "audit"

    audit_id: Mapped[int] = mapped_column(Number, primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(index=True)
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class AnswerRow(Row):
    """The answer to a request with an ``Idempotency-Key``, to be given again."""

    __tablename__ = "answers"

    user_id: Mapped[str] = mapped_column(
        ForeignKey("users.user_id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    operation: Mapped[str]
    request_digest: Mapped[str]
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)
