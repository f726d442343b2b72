"""The tokens there are: listed without their secrets, and revoked."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.audit import COMMAND_LINE, note
from api.services.callers import UserRole
from api.services.users import SEPARATOR
from api.store.tables import TokenRow, UserRow
from scheduler.errors import Finding, InputError, Text


class TokenState(Enum):
    """Whether a token still opens the door."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"

    @property
    def says(self) -> Text:
        """The state as a word for the reader."""
        return _STATES[self]


_STATES = {
    TokenState.VALID: Text("有效", "valid"),
    TokenState.EXPIRED: Text("已到期", "expired"),
    TokenState.REVOKED: Text("已撤销", "revoked"),
}


@dataclass(frozen=True)
class Entry:
    """A user and one of the user's tokens, without its secret."""

    user_id: str
    name: str
    role: UserRole
    organisation: str
    carer_id: str
    token_id: str
    expires_at: datetime
    state: TokenState


def entries(session: Session, now: datetime) -> tuple[Entry, ...]:
    """Return all users with their tokens, oldest first; the reading is audited."""
    rows = session.execute(
        select(UserRow, TokenRow)
        .join(TokenRow, TokenRow.user_id == UserRow.user_id)
        .order_by(UserRow.created_at, UserRow.user_id, TokenRow.created_at)
    )
    found = tuple(_entry(user, token, now) for user, token in rows)
    note(session, now, COMMAND_LINE, "user.list", "users", tokens=len(found))
    return found


def _entry(user: UserRow, token: TokenRow, now: datetime) -> Entry:
    state = TokenState.EXPIRED if token.expires_at <= now else TokenState.VALID
    return Entry(
        user_id=user.user_id,
        name=user.name,
        role=UserRole(user.role),
        organisation=user.organisation,
        carer_id=user.carer_id,
        token_id=token.token_id,
        expires_at=token.expires_at,
        state=state if token.revoked_at is None else TokenState.REVOKED,
    )


def revoke(session: Session, now: datetime, which: str) -> tuple[str, ...]:
    """Return the ids of the tokens revoked: one, or all that a user still has.

    Parameters
    ----------
    which
        A user's id, a token's id, or a whole token.

    Raises
    ------
    scheduler.errors.InputError
        If there is no such user or token.
    """
    token_id = which.partition(SEPARATOR)[0]
    of_it = (TokenRow.token_id == token_id) | (TokenRow.user_id == which)
    tokens = session.scalars(select(TokenRow).where(of_it)).all()
    if not tokens:
        raise InputError([Finding("users", _NO_SUCH_USER, value=token_id)])
    revoked = [token for token in tokens if token.revoked_at is None]
    for token in revoked:
        token.revoked_at = now
        subject = f"token {token.token_id}"
        note(session, now, COMMAND_LINE, "token.revoke", subject, user=token.user_id)
    return tuple(token.token_id for token in revoked)


_NO_SUCH_USER = Text(
    "没有这个用户或令牌；qixiu user list 列出全部",
    "no such user or token; qixiu user list shows them all",
)
