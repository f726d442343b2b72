"""Who works when, and by which policy: read, and changed by the coordinator."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong
from api.services.audit import note
from api.services.callers import Caller
from api.services.people_check import Warnings, checked_roster, policy_warnings
from api.services.scope import unknown_carer
from api.services.service import Service
from api.store.community import policy_of, roster_of, save_policy, save_roster
from api.store.tables import CarerRow
from scheduler.domain.policy import Policy
from scheduler.domain.roster import RosterRow
from scheduler.errors import Text
from scheduler.files.policy_in import contradictions


def read_roster(
    desk: Service, session: Session, caller: Caller, carer_id: str
) -> tuple[RosterRow, ...]:
    """Return a carer's roster rows, in the order they were written.

    Raises
    ------
    NotFoundError
        If there is no carer of this id in scope.
    """
    desk.scope(session, caller).must_have_carer(carer_id)
    _must_exist(session, carer_id)
    subject = f"carer {carer_id}"
    desk.reads.note(desk.clock.now(), caller.user_id, "roster.read", subject)
    return _rows_of(session, carer_id)


def put_roster(
    desk: Service,
    session: Session,
    caller: Caller,
    carer_id: str,
    rows: Sequence[RosterRow],
) -> tuple[tuple[RosterRow, ...], Warnings]:
    """Return a carer's new roster, and what to look at.

    Parameters
    ----------
    rows
        All rows; a carer id left empty is the carer's.

    Raises
    ------
    NotFoundError
        If there is no carer of this id.
    InvalidError
        If anything is wrong with it; with all of it.
    """
    _must_exist(session, carer_id)
    _refuse_other_carers(rows, carer_id)
    own = [RosterRow(**dict(row) | {"carer_id": carer_id}) for row in rows]
    read, warnings = checked_roster(session, desk.today(session), carer_id, own)
    before = [_written(row) for row in _rows_of(session, carer_id)]
    after = [_written(row) for row in read]
    if before != after:
        save_roster(session, carer_id, read)
        note(
            session,
            desk.clock.now(),
            caller.user_id,
            "roster.change",
            f"carer {carer_id}",
            removed=[row for row in before if row not in after],
            added=[row for row in after if row not in before],
        )
    return read, warnings


def _must_exist(session: Session, carer_id: str) -> None:
    if session.get(CarerRow, carer_id) is None:
        raise unknown_carer(carer_id)


def _refuse_other_carers(rows: Sequence[RosterRow], carer_id: str) -> None:
    wrong = [
        Wrong(
            f"/rows/{place}/carer_id",
            Text(f"应为 {carer_id}，或不填", f"should be {carer_id}, or left out"),
            row.carer_id,
        )
        for place, row in enumerate(rows)
        if row.carer_id not in ("", carer_id)
    ]
    if wrong:
        raise InvalidError.of(wrong)


def _rows_of(session: Session, carer_id: str) -> tuple[RosterRow, ...]:
    return tuple(row for row in roster_of(session) if row.carer_id == carer_id)


def _written(row: RosterRow) -> str:
    return f"{row.day} {row.span} {row.kind}"


def put_policy(
    desk: Service, session: Session, caller: Caller, policy: Policy
) -> tuple[Policy, Warnings]:
    """Return the new policy, and what it makes odd.

    Raises
    ------
    InvalidError
        If it contradicts itself; with all contradictions.
    """
    wrong = [*_contradictions(policy)]
    if wrong:
        raise InvalidError.of(wrong)
    warnings = policy_warnings(session, desk.today(session), policy)
    before, after = _flat(policy_of(session)), _flat(policy)
    changed = {
        key: [before.get(key), after.get(key)]
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    }
    if changed:
        save_policy(session, policy)
        now = desk.clock.now()
        note(session, now, caller.user_id, "policy.change", "policy", changed=changed)
    return policy, warnings


def _contradictions(policy: Policy) -> Iterator[Wrong]:
    for key in contradictions(policy):
        yield Wrong("/" + key.key.replace(".", "/"), key.says, key.value)
    try:
        ZoneInfo(policy.community.timezone)
    except (KeyError, OSError, ValueError):
        yield Wrong("/community/timezone", _NO_ZONE, policy.community.timezone)


_NO_ZONE = Text(
    "没有这个时区；应如 Asia/Shanghai", "no such time zone; should be Asia/Shanghai"
)


def _flat(policy: Policy) -> Mapping[str, Any]:
    """Return the policy's values by dotted key."""
    return dict(_keys(policy.model_dump(mode="json"), ""))


def _keys(values: Mapping[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value
