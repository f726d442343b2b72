"""Who is in the database and not in the files that are brought in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.services.plans_in_force import PublishedPlans
from api.store.community import carers_of, policy_of
from api.store.tables import (
    CarerRow,
    CaseRow,
    FollowUpRow,
    PinRow,
    SeniorRow,
    VisitRow,
)
from scheduler.domain.people import Carer, Senior
from scheduler.domain.words import Status
from scheduler.errors import Finding, InputError, Text
from scheduler.files.community import CommunityFiles

MOST_LEAVE = 0.5
"""Share of the seniors in the programme that one import may let leave."""


@dataclass(frozen=True)
class Leavers:
    """Who is in the database and not in the files.

    Attributes
    ----------
    seniors
        Those of whom something is recorded, as they stay: ended.
    carers
        Those with stops ahead, as they stay: without shifts.
    removed_seniors, removed_carers
        Ids of the others, of whom nothing stays but their ids in the records.
    """

    seniors: tuple[Senior, ...]
    carers: tuple[Carer, ...]
    removed_seniors: tuple[str, ...]
    removed_carers: tuple[str, ...]


def leavers(
    session: Session, now: datetime, files: CommunityFiles, known: Mapping[str, Senior]
) -> Leavers:
    """Return who leaves if these files are brought in.

    Parameters
    ----------
    known
        The seniors in the database, by id.

    Raises
    ------
    scheduler.errors.InputError
        If too many would leave.
    """
    listed = {senior.senior_id for senior in files.seniors}
    seniors = [senior for key, senior in known.items() if key not in listed]
    _refuse_another_community(known.values(), seniors)
    employed = {carer.carer_id for carer in files.carers}
    carers = [c for c in carers_of(session) if c.carer_id not in employed]
    ahead = _ahead(session, now) if seniors or carers else set()
    remembered = _remembered(session) | ahead if seniors else set()
    return Leavers(
        tuple(_ended(s, employed) for s in seniors if s.senior_id in remembered),
        tuple(_idle(carer, files) for carer in carers if carer.carer_id in ahead),
        tuple(s.senior_id for s in seniors if s.senior_id not in remembered),
        tuple(c.carer_id for c in carers if c.carer_id not in ahead),
    )


def let_go(session: Session, left: Leavers) -> None:
    """Remove the leavers of whom nothing stays, and the pins of the others."""
    gone = SeniorRow.senior_id.in_(left.removed_seniors)
    session.execute(delete(SeniorRow).where(gone))
    session.execute(delete(CarerRow).where(CarerRow.carer_id.in_(left.removed_carers)))
    ended = [senior.senior_id for senior in left.seniors]
    session.execute(delete(PinRow).where(PinRow.senior_id.in_(ended)))


def _refuse_another_community(
    known: Iterable[Senior], missing: Iterable[Senior]
) -> None:
    before = sum(senior.status is not Status.ENDED for senior in known)
    left = sum(senior.status is not Status.ENDED for senior in missing)
    if left > before * MOST_LEAVE:
        raise InputError([Finding("seniors", _another_community(left, before))])


def _another_community(left: int, before: int) -> Text:
    return Text(
        f"数据库里有 {before} 位老人，其中 {left} 位不在这份资料里："
        "是不是另一个社区的？另一个社区请用另一个数据库；确实退出的老人请列在表里，状态填“结束”",
        f"{left} of the {before} seniors in the database are not in these files: are "
        "they of another community? Use another database for it; seniors who have "
        "left are to be listed with the status 'ended'",
    )


def _ahead(session: Session, now: datetime) -> set[str]:
    """Return the ids of all seniors and carers with stops from today on."""
    today = now.astimezone(ZoneInfo(policy_of(session).community.timezone)).date()
    plan = PublishedPlans().on(session, today)
    return {
        person
        for route, stop in (plan.stops() if plan else ())
        if route.date >= today
        for person in (route.carer_id, stop.senior_id)
    }


def _remembered(session: Session) -> set[str]:
    return {
        senior_id
        for table in (VisitRow, CaseRow, FollowUpRow)
        for senior_id in session.scalars(select(table.senior_id).distinct())
    }


def _ended(senior: Senior, employed: set[str]) -> Senior:
    """Return the senior as ended, with wishes only for carers who are there."""
    return senior.replace(
        status=Status.ENDED,
        status_until=None,
        prefer=tuple(key for key in senior.prefer if key in employed),
        avoid=tuple(key for key in senior.avoid if key in employed),
    )


def _idle(carer: Carer, files: CommunityFiles) -> Carer:
    """Return the carer as one of whom the new travel table need say nothing."""
    if files.travel_rows is None:
        return carer
    return carer.replace(lat=None, lon=None, mode=files.carers[0].mode)
