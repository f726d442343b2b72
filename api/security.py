"""Who may do what: tokens, roles, and limits on how often."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from api.errors import ForbiddenError, UnauthorisedError
from api.limits import Limits
from api.services.callers import Caller, UserRole
from api.services.service import Service
from api.services.users import caller_of
from scheduler.errors import Text

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token made with `qixiu user add`",
)


async def service_of(request: Request) -> Service:
    """Return the running service."""
    service: Service = request.app.state.service
    return service


Desk = Annotated[Service, Depends(service_of)]


def reading(desk: Desk) -> Iterator[Session]:
    """Return a session that sees one moment and changes nothing."""
    with desk.database.reading() as session:
        yield session


def writing(desk: Desk) -> Iterator[Session]:
    """Return a session whose changes are all committed before the answer is sent."""
    with desk.database.writing() as session:
        yield session


Reading = Annotated[Session, Depends(reading, scope="function")]
Writing = Annotated[Session, Depends(writing, scope="function")]
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def caller(request: Request, desk: Desk, credentials: Credentials) -> Caller:
    """Return who is calling; wrong tokens and too many changes are refused."""
    limits: Limits = request.app.state.limits
    address = request.client.host if request.client else ""
    limits.refuse_after_failures(address)
    found = None
    if credentials is not None:
        with desk.database.reading() as session:
            found = caller_of(session, desk.clock.now(), credentials.credentials)
    if found is None:
        if credentials is not None:
            limits.count_failure(address)
        raise UnauthorisedError(_NO_TOKEN)
    if request.method not in SAFE_METHODS:
        limits.count_write(found.user_id)
    return found


_NO_TOKEN = Text(
    "请带上有效的令牌（qixiu user add 生成）：Authorization: Bearer …",
    "a valid token is needed (made with qixiu user add): Authorization: Bearer …",
)


def allow(*roles: UserRole) -> Callable[[Caller], Awaitable[Caller]]:
    """Return a dependency that lets only users of these roles in."""

    async def allowed(user: Annotated[Caller, Depends(caller)]) -> Caller:
        if user.role not in roles:
            raise ForbiddenError(
                Text(
                    f"您的角色（{user.role}）不能这样做",
                    f"users of the role {user.role} may not do this",
                )
            )
        return user

    return allowed


Anybody = Annotated[Caller, Depends(caller)]
Coordinator = Annotated[Caller, Depends(allow(UserRole.COORDINATOR))]
"""Only the coordinator."""

Overseer = Annotated[Caller, Depends(allow(UserRole.COORDINATOR, UserRole.AUDITOR))]
"""The coordinator or an auditor."""

Manager = Annotated[Caller, Depends(allow(UserRole.COORDINATOR, UserRole.ORGANISATION))]
"""The coordinator, or an organisation within its own."""

Viewer = Annotated[
    Caller,
    Depends(allow(UserRole.COORDINATOR, UserRole.ORGANISATION, UserRole.AUDITOR)),
]
"""Whoever may look at all plans: coordinator, organisation within its own, auditor."""

Worker = Annotated[
    Caller,
    Depends(allow(UserRole.COORDINATOR, UserRole.ORGANISATION, UserRole.CARER)),
]
"""Whoever works with seniors: coordinator, organisation, carer."""
