"""Seniors and carers: read in scope, changed by the coordinator, all of it on trail."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import InvalidError, Wrong
from api.services.audit import note
from api.services.callers import Caller
from api.services.people_check import Warnings, checked_carer, checked_senior
from api.services.record_changes import note_change
from api.services.scope import unknown_carer, unknown_senior
from api.services.service import Service
from api.store.community import carer_of, save_carer, save_senior, senior_of
from api.store.tables import CarerRow, SeniorRow
from scheduler.domain.people import Carer, Senior
from scheduler.errors import Text
from scheduler.files.cells import clean, fold

Row = TypeVar("Row")


def seniors_page(
    desk: Service, session: Session, caller: Caller, after: str | None, limit: int
) -> tuple[list[Senior], str | None]:
    """Return seniors in scope by id, after one, and where the next page begins."""
    ids = desk.scope(session, caller).senior_ids
    rows, following = _page(session, SeniorRow, SeniorRow.senior_id, ids, after, limit)
    _note_list(desk, caller, "seniors", after, len(rows))
    return [senior_of(row) for row in rows], following


def carers_page(
    desk: Service, session: Session, caller: Caller, after: str | None, limit: int
) -> tuple[list[Carer], str | None]:
    """Return carers in scope by id, after one, and where the next page begins."""
    ids = desk.scope(session, caller).carer_ids
    rows, following = _page(session, CarerRow, CarerRow.carer_id, ids, after, limit)
    _note_list(desk, caller, "carers", after, len(rows))
    return [carer_of(row) for row in rows], following


def _page(
    session: Session,
    table: type[Row],
    key: Any,
    ids: frozenset[str] | None,
    after: str | None,
    limit: int,
) -> tuple[list[Row], str | None]:
    """Return the rows of a page, and the key after which the next one begins."""
    wanted = select(table).order_by(key).limit(limit + 1)
    if ids is not None:
        wanted = wanted.where(key.in_(ids))
    if after is not None:
        wanted = wanted.where(key > after)
    rows = list(session.scalars(wanted))
    if len(rows) <= limit:
        return rows, None
    return rows[:limit], str(getattr(rows[limit - 1], key.key))


def _note_list(
    desk: Service, caller: Caller, what: str, after: str | None, count: int
) -> None:
    subject = what if after is None else f"{what} after {after}"
    desk.reads.note(
        desk.clock.now(), caller.user_id, f"{what}.read", subject, count=count
    )


def read_senior(
    desk: Service, session: Session, caller: Caller, senior_id: str
) -> Senior:
    """Return a senior's record.

    Raises
    ------
    NotFoundError
        If there is none of this id in scope.
    """
    desk.scope(session, caller).must_have_senior(senior_id)
    row = session.get(SeniorRow, senior_id)
    if row is None:
        raise unknown_senior(senior_id)
    subject = f"senior {senior_id}"
    desk.reads.note(desk.clock.now(), caller.user_id, "senior.read", subject)
    return senior_of(row)


def read_carer(desk: Service, session: Session, caller: Caller, carer_id: str) -> Carer:
    """Return a carer's record.

    Raises
    ------
    NotFoundError
        If there is none of this id in scope.
    """
    desk.scope(session, caller).must_have_carer(carer_id)
    row = session.get(CarerRow, carer_id)
    if row is None:
        raise unknown_carer(carer_id)
    subject = f"carer {carer_id}"
    desk.reads.note(desk.clock.now(), caller.user_id, "carer.read", subject)
    return carer_of(row)


def put_senior(
    desk: Service, session: Session, caller: Caller, senior: Senior
) -> tuple[Senior, Warnings, bool]:
    """Return a senior's new record, what to look at, and whether the senior is new.

    Raises
    ------
    InvalidError
        If anything is wrong with the record; with all of it.
    """
    read, warnings = checked_senior(session, desk.today(session), senior)
    row = session.get(SeniorRow, senior.senior_id)
    subject, now = f"senior {senior.senior_id}", desk.clock.now()
    if row is None:
        note(session, now, caller.user_id, "senior.add", subject, tag=read.tag.value)
    else:
        action, before = "senior.change", senior_of(row)
        note_change(session, now, caller.user_id, action, subject, before, read)
    save_senior(session, read)
    return read, warnings, row is None


def put_carer(
    desk: Service, session: Session, caller: Caller, carer: Carer
) -> tuple[Carer, Warnings, bool]:
    """Return a carer's new record, what to look at, and whether the carer is new.

    Raises
    ------
    InvalidError
        If anything is wrong with the record; with all of it.
    """
    read, warnings = checked_carer(session, desk.today(session), carer)
    row = session.get(CarerRow, carer.carer_id)
    subject, now = f"carer {carer.carer_id}", desk.clock.now()
    if row is None:
        note(session, now, caller.user_id, "carer.add", subject, role=read.role.value)
    else:
        action, before = "carer.change", carer_of(row)
        note_change(session, now, caller.user_id, action, subject, before, read)
    save_carer(session, read)
    return read, warnings, row is None


def refuse_other_id(field: str, in_body: str, in_path: str) -> None:
    """Refuse a record that names another person than its address, or no plain id.

    Raises
    ------
    InvalidError
        If it does.
    """
    if in_body not in ("", in_path):
        says = Text(
            f"与地址里的编号 {in_path} 不同；可以不填",
            f"is not the id in the address, {in_path}; may be left out",
        )
        raise InvalidError.of([Wrong(f"/{field}", says, in_body)])
    if clean(in_path) != in_path or fold(in_path) != in_path:
        plain = fold(clean(in_path))
        says = Text(
            f"编号应写成 {plain}（半角，前后无空格）",
            f"an id is written plainly: {plain}",
        )
        raise InvalidError.of([Wrong(f"/{field}", says, in_path)])
