"""A request with an ``Idempotency-Key`` is done once and answered the same again."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.services.answers import remember, remembered
from api.services.callers import Caller
from api.services.service import Service

Answer = TypeVar("Answer", bound=BaseModel)

OK = 200


def once(
    session: Session,
    service: Service,
    caller: Caller,
    key: str | None,
    operation: str,
    body: BaseModel,
    kind: type[Answer],
    work: Callable[[], Answer],
) -> Answer:
    """Return what the work answers, or what it answered when this was asked before.

    Parameters
    ----------
    key, operation, body
        As `api.services.answers.remembered` takes them.
    kind
        What is answered.

    Raises
    ------
    ConflictError
        If the caller has used the key for another request.
    """
    before = remembered(session, caller, key, operation, body)
    if before is not None:
        return kind.model_validate(before.body)
    answer = work()
    now = service.clock.now()
    remember(session, now, caller, key, operation, body, answer, OK)
    return answer
