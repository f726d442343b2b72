"""Answers already given, for clients that ask again because they never heard one.

Look and remember in the one writing session of the request: writers go one after
another, so that of two equal requests at once the second finds the first's answer.
"""

import hashlib
import json
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.errors import ConflictError
from api.services.callers import Caller
from api.store.tables import AnswerRow
from scheduler.errors import Text

KEY_REUSED = "key_reused"


def remembered(
    session: Session, caller: Caller, key: str | None, operation: str, body: BaseModel
) -> AnswerRow | None:
    """Return the answer given to this request before; None if it is a new one.

    Parameters
    ----------
    key
        The request's ``Idempotency-Key``; None: the client sends none.
    operation
        What is asked for: its ``operation_id``, and the ids in its path.

    Raises
    ------
    ConflictError
        If the caller has used the key for another request.
    """
    if key is None:
        return None
    row = session.get(AnswerRow, (caller.user_id, key))
    if row is None:
        return None
    if (row.operation, row.request_digest) != (operation, _digest(body)):
        raise ConflictError(
            Text(
                f"Idempotency-Key {key} 已用于另一个请求，请换一个",
                f"Idempotency-Key {key} was used for another request; take a new one",
            ),
            error=KEY_REUSED,
        )
    return row


def remember(
    session: Session,
    at: datetime,
    caller: Caller,
    key: str | None,
    operation: str,
    body: BaseModel,
    answer: BaseModel,
    status: int,
) -> None:
    """Keep an answer, to be given again; without a key nothing is kept."""
    if key is None:
        return
    session.add(
        AnswerRow(
            user_id=caller.user_id,
            key=key,
            operation=operation,
            request_digest=_digest(body),
            status=status,
            body=answer.model_dump(mode="json"),
            at=at,
        )
    )


def _digest(body: BaseModel) -> str:
    """Return the SHA-256 of a request's body, the order of its keys aside."""
    plain = json.dumps(body.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()
