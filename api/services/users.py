"""Users and their bearer tokens: made, shown once, looked up, revoked."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.audit import COMMAND_LINE, note
from api.services.callers import Caller, UserRole
from api.store.tables import TokenRow, UserRow

TOKEN_DAYS = 365
SEPARATOR = "."


def add_user(
    session: Session,
    now: datetime,
    *,
    name: str,
    role: UserRole,
    organisation: str = "",
    carer_id: str = "",
    days: int = TOKEN_DAYS,
) -> tuple[str, str]:
    """Return the id of a new user, and the user's first token, shown only now."""
    user_id = f"U{secrets.token_hex(4)}"
    session.add(
        UserRow(
            user_id=user_id,
            name=name,
            role=role,
            organisation=organisation,
            carer_id=carer_id,
            created_at=now,
        )
    )
    session.flush()
    note(session, now, COMMAND_LINE, "user.add", f"user {user_id}", role=role.value)
    return user_id, add_token(session, now, user_id, days)


def add_token(session: Session, now: datetime, user_id: str, days: int) -> str:
    """Return a new token: its id, and a secret of which only a digest stays."""
    token_id, secret = f"q{secrets.token_hex(4)}", secrets.token_urlsafe(32)
    session.add(
        TokenRow(
            token_id=token_id,
            user_id=user_id,
            digest=_digest(secret),
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
    )
    note(session, now, COMMAND_LINE, "token.add", f"token {token_id}", user=user_id)
    return token_id + SEPARATOR + secret


def caller_of(session: Session, now: datetime, token: str) -> Caller | None:
    """Return whose token this is; None if nobody's, expired or revoked."""
    token_id, _, secret = token.partition(SEPARATOR)
    found = session.execute(
        select(TokenRow, UserRow)
        .join(UserRow, UserRow.user_id == TokenRow.user_id)
        .where(TokenRow.token_id == token_id)
    ).one_or_none()
    if found is None:
        return None
    row, user = found
    right = hmac.compare_digest(row.digest, _digest(secret))
    if not right or row.revoked_at is not None or row.expires_at <= now:
        return None
    return Caller(
        user_id=user.user_id,
        name=user.name,
        role=UserRole(user.role),
        organisation=user.organisation,
        carer_id=user.carer_id,
    )


def _digest(secret: str) -> str:
    """Return the SHA-256 of a secret of 256 random bits, which needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
