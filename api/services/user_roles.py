"""Which role a new user may have, and what goes with it."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.callers import UserRole
from api.store.tables import CarerRow
from scheduler.errors import Finding, InputError, Text

LISTED = 20
"""Known values that are shown beside an unknown one."""


def checked_role(
    session: Session, name: str, role: str, organisation: str, carer_id: str
) -> UserRole:
    """Return the role of a user to be added.

    Raises
    ------
    scheduler.errors.InputError
        If there is no such role, it does not fit the organisation or the carer, or
        the user has no name.
    """
    if role not in list(UserRole):
        words = ", ".join(UserRole)
        says = Text(f"应为其中之一：{words}", f"should be one of: {words}")
        raise InputError([Finding("--role", says, value=role)])
    known = UserRole(role)
    wrong = [
        *([] if name.strip() else [Finding("NAME", _NO_NAME)]),
        *_wrong(
            "--organisation",
            organisation,
            known is UserRole.ORGANISATION,
            session.scalars(select(CarerRow.organisation).distinct()),
        ),
        *_wrong(
            "--carer",
            carer_id,
            known is UserRole.CARER,
            session.scalars(select(CarerRow.carer_id)),
        ),
    ]
    if wrong:
        raise InputError(wrong)
    return known


def _wrong(
    option: str, value: str, needed: bool, listed: Iterable[str]
) -> Iterator[Finding]:
    """Return what is wrong with an option that goes with one role only."""
    if value and not needed:
        yield Finding(option, _OTHER_ROLE, value=value)
    elif needed and not value:
        yield Finding(option, _NEEDED)
    elif needed and value not in (known := sorted(filter(None, listed))):
        yield Finding(option, _not_listed(known), value=value)


def _not_listed(known: Sequence[str]) -> Text:
    if not known:
        return Text(
            "人员表还是空的；请先导入资料（qixiu db import）",
            "there are no carers yet; import the data first (qixiu db import)",
        )
    more = ", ".join(known[:LISTED])
    return Text(f"人员表里没有；有的是：{more}", f"no carer has it; there are: {more}")


_NO_NAME = Text("请写明是谁", "say who it is")
_OTHER_ROLE = Text("与这个角色无关，请去掉", "does not go with this role; leave it out")
_NEEDED = Text("这个角色必须填写", "is needed for this role")
