"""Cases open where there is cause: by the clock, and by what is recorded."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.schemas.cases import CaseKind
from api.services import cases_causes
from api.services.audit import SERVICE, note
from api.services.cases_causes import Cause, Look
from api.services.cases_clock import owed
from api.services.service import Service
from api.store.tables import CaseRow
from api.store.tables.base import new_id

CAUSES: Mapping[CaseKind, Callable[[Look], Iterator[Cause]]] = {
    CaseKind.NO_ANSWER: cases_causes.no_answer,
    CaseKind.OUTCOME_MISSING: cases_causes.outcome_missing,
    CaseKind.PAUSE_EXPIRED: cases_causes.pause_expired,
    CaseKind.FOLLOW_UP_LATE: cases_causes.follow_up_late,
    CaseKind.OVERDUE: cases_causes.overdue,
}

NEVER = datetime.min.replace(tzinfo=UTC)
FOR_EVER = datetime.max.replace(tzinfo=UTC)

AT_ONCE = (CaseKind.NO_ANSWER, CaseKind.FOLLOW_UP_LATE)
"""Kinds for which a recorded result can give cause."""


def open_due_cases(session: Session, service: Service, now: datetime) -> list[str]:
    """Return the ids of the cases that were opened: all for which there is cause now.

    Called again, it opens none. A senior has at most one open case of a kind, and
    none is opened for what a case that has ended dealt with already.
    """
    return _open(Look(session, service, now), tuple(CAUSES))


def open_cases_of(
    session: Session, service: Service, now: datetime, senior_ids: Collection[str]
) -> list[str]:
    """Return the ids of the cases opened for seniors of whom was just recorded."""
    if not senior_ids:
        return []
    return _open(Look(session, service, now, senior_ids), AT_ONCE)


def due_causes(look: Look, kinds: Iterable[CaseKind] = CAUSES) -> list[Cause]:
    """Return the oldest cause of each senior and kind that no case deals with."""
    oldest: dict[tuple[str, CaseKind], Cause] = {}
    for kind in kinds:
        attended = _attended(look.session, kind)
        for cause in CAUSES[kind](look):
            if attended.get(cause.senior_id, NEVER) < cause.moment:
                key = (cause.senior_id, kind)
                known = oldest.setdefault(key, cause)
                oldest[key] = min(known, cause, key=lambda one: one.moment)
    return list(oldest.values())


def _attended(session: Session, kind: CaseKind) -> dict[str, datetime]:
    """Return until when the cases of a kind deal with causes: open ones for ever."""
    rows = session.execute(
        select(
            CaseRow.senior_id,
            func.max(CaseRow.resolved_at),
            func.count() - func.count(CaseRow.resolved_at),
        )
        .where(CaseRow.kind == kind.value)
        .group_by(CaseRow.senior_id)
    )
    return {
        who: FOR_EVER if still_open or until is None else until
        for who, until, still_open in rows
    }


def _open(look: Look, kinds: Iterable[CaseKind]) -> list[str]:
    opened = [_opened(look, cause) for cause in due_causes(look, kinds)]
    look.session.add_all(opened)
    look.session.flush()
    for case in opened:
        note(
            look.session,
            look.now,
            SERVICE,
            "case.open",
            f"case {case.case_id}",
            senior=case.senior_id,
            kind=case.kind,
        )
    return [case.case_id for case in opened]


def _opened(look: Look, cause: Cause) -> CaseRow:
    tag = look.seniors[cause.senior_id].tag
    return CaseRow(
        case_id=new_id("K", look.today),
        senior_id=cause.senior_id,
        kind=cause.kind.value,
        about=cause.about,
        deadline=owed(cause.kind, tag, look.now, (), look.zone).deadline,
        reported_at=look.now,
    )
