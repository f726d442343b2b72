"""A community's files brought into the database, empty or filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.audit import note
from api.services.community_visits import add_missing_visits
from api.services.leavers import Leavers, leavers, let_go
from api.services.record_changes import note_change
from api.store.bulk import put_carers, put_roster, put_seniors
from api.store.community import carers_of, save_policy, save_travel, seniors_of
from scheduler.domain.frozen import Frozen
from scheduler.files.community import CommunityFiles
from scheduler.travel.estimate import estimate
from scheduler.travel.table import from_rows


@dataclass(frozen=True)
class Imported:
    """What came of an import.

    Attributes
    ----------
    visits
        Visits added.
    visits_known
        Visits that were there already.
    visits_otherwise
        Visits that are recorded otherwise; what is recorded stands.
    leavers
        Who was in the database and is not in the files.
    """

    seniors: int
    carers: int
    visits: int
    visits_known: int
    visits_otherwise: int
    leavers: Leavers


def import_community(
    session: Session, now: datetime, actor: str, files: CommunityFiles
) -> Imported:
    """Return what came of bringing a community's files into the database.

    People, roster, policy and travel times are afterwards as the files say, in place
    of what stood there. Visits are added to those recorded: one that is there already
    is not doubled, and one that is recorded otherwise stays as recorded, since it may
    have been corrected.

    Nobody of whom something is recorded is lost: a senior who is not in the files,
    but has visits, cases, follow-ups or stops ahead, stays with the status ``ended``;
    a carer with stops ahead stays without shifts, until another plan is in force.
    Plans, cases, users and the audit trail are not touched.

    Parameters
    ----------
    actor
        Who imports, for the audit trail.

    Raises
    ------
    scheduler.errors.InputError
        If more than half of the seniors in the programme are not in the files, which
        looks like another community; or if travel times cannot be told for somebody.
        Nothing is to be kept of the session then.
    """
    before = {senior.senior_id: senior for senior in seniors_of(session)}
    employed = {carer.carer_id: carer for carer in carers_of(session)}
    left = leavers(session, now, files, before)
    seniors = (*files.seniors, *left.seniors)
    carers = (*files.carers, *left.carers)
    if files.travel_rows is None:
        estimate(files.policy, seniors, carers)
    else:
        from_rows(files.travel_rows, seniors, carers)
    save_policy(session, files.policy)
    save_travel(session, files.travel_rows)
    put_seniors(session, seniors)
    put_carers(session, carers)
    put_roster(session, files.roster)
    let_go(session, left)
    added, known, otherwise = add_missing_visits(session, now, files.records)
    session.expire_all()
    done = Imported(
        len(files.seniors), len(files.carers), added, known, otherwise, left
    )
    _note(session, now, actor, done)
    if before:
        people = {senior.senior_id: senior for senior in seniors}
        _note_changes(session, now, actor, "senior", before, people)
        staff = {carer.carer_id: carer for carer in carers}
        _note_changes(session, now, actor, "carer", employed, staff)
    return done


def _note(session: Session, now: datetime, actor: str, done: Imported) -> None:
    note(
        session,
        now,
        actor,
        "community.import",
        "community",
        seniors=done.seniors,
        carers=done.carers,
        visits=done.visits,
        visits_known=done.visits_known,
        visits_otherwise=done.visits_otherwise,
        seniors_ended=[senior.senior_id for senior in done.leavers.seniors],
        seniors_removed=list(done.leavers.removed_seniors),
        carers_without_shifts=[carer.carer_id for carer in done.leavers.carers],
        carers_removed=list(done.leavers.removed_carers),
    )


def _note_changes(
    session: Session,
    now: datetime,
    actor: str,
    kind: str,
    before: Mapping[str, Frozen],
    after: Mapping[str, Frozen],
) -> None:
    """Note who came and who changed, as if each had been written by itself."""
    for key, person in after.items():
        subject = f"{kind} {key}"
        if key in before:
            action, old = f"{kind}.change", before[key]
            note_change(session, now, actor, action, subject, old, person)
        else:
            note(session, now, actor, f"{kind}.add", subject)
