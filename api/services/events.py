"""What goes wrong on a day: reported, answered by a proposal, accepted or declined.

A report changes nothing but what it tells as a fact: a closed door goes on record and
opens a case. Data and plan change when the coordinator accepts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy.orm import Session

from api.clock import seconds_of_day
from api.errors import ConflictError, InvalidError, Wrong
from api.schemas.events import Decision
from api.services import plans
from api.services.audit import note
from api.services.callers import Caller
from api.services.event_rows import event_of, proposal_of
from api.services.pins import pinned_from, pins_of
from api.services.record_changes import note_change
from api.services.service import Service
from api.services.visits import record_closed_door
from api.store import community
from api.store.tables import EventRow
from api.store.tables.base import new_id
from scheduler.changes.happenings import Happening, NoAnswer
from scheduler.changes.objections import UnfitHappeningError
from scheduler.changes.proposal import Proposal
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.errors import Text

Propose = Callable[..., Proposal]
"""`scheduler.changes.proposing.propose`, or whoever calls it elsewhere."""

KINDS = {
    "carer_absent": "人员缺勤",
    "visit_overrun": "走访超时",
    "no_answer": "无人应答",
    "senior_paused": "老人暂停",
    "senior_resumed": "老人恢复",
    "urgent_visit": "紧急走访",
    "tag_changed": "三色调整",
}
"""The reason of a plan made for an event."""


@dataclass(frozen=True)
class Today:
    """The day as it stands: the published plan, what is known, what is fixed."""

    problem: Problem
    plan_id: str
    published: Plan
    results: tuple[VisitRecord, ...]
    pinned: frozenset[VisitKey]
    now: int
    zone: tzinfo | None


def report(
    desk: Service,
    caller: Caller,
    happening: Happening,
    by: str | None,
    propose: Propose,
) -> str:
    """Return the id of a new event with its proposal.

    Parameters
    ----------
    by
        Carer who is to take what has lost its carer; None: whoever does least harm.

    Raises
    ------
    ConflictError
        If no published plan holds today.
    InvalidError
        If the report does not fit the data; carries all problems.
    """
    with desk.database.reading() as session:
        day = _today(desk, session)
    proposal = _proposed(day, happening, by, propose)
    with desk.database.writing() as session:
        return _save(desk, session, caller, day, proposal)


def _proposed(
    day: Today, happening: Happening, by: str | None, propose: Propose
) -> Proposal:
    try:
        return propose(
            day.problem,
            day.published,
            happening,
            day.now,
            results=day.results,
            pinned=day.pinned,
            by=by,
        )
    except UnfitHappeningError as unfit:
        raise InvalidError.of(
            Wrong(finding.column or "", finding.says, finding.value)
            for finding in unfit.findings
        ) from unfit


def _today(desk: Service, session: Session) -> Today:
    local = desk.local_now(session)
    today = local.date()
    found = desk.plans.from_day(session, today)
    if found is None or not desk.plans.id_on(session, today):
        raise ConflictError(
            Text("今天没有已发布的计划", "no published plan holds today"),
            error="no_plan_today",
        )
    plan_id, published = found
    days = (published.last_day - today).days + 1
    return Today(
        problem=desk.problem(session, today, days),
        plan_id=plan_id,
        published=published,
        results=community.records_of(session, today, today),
        pinned=pinned_from(session, today),
        now=seconds_of_day(local),
        zone=local.tzinfo,
    )


def _save(
    desk: Service, session: Session, caller: Caller, day: Today, proposal: Proposal
) -> str:
    now, today = desk.clock.now(), day.problem.first_day
    event_id = new_id("E", today)
    happening = proposal.happening
    case_id = None
    if isinstance(happening, NoAnswer):
        case_id = record_closed_door(desk, session, caller, happening.record(today))
    plan_id = plans.new_draft(
        session,
        now,
        caller.user_id,
        proposal.plan,
        reason=KINDS[happening.kind],
        base_plan_id=day.plan_id,
        pins=pins_of(proposal.plan, proposal.pins),
    )
    session.add(
        EventRow(
            event_id=event_id,
            kind=happening.kind,
            status="proposed",
            happening=happening.model_dump(mode="json"),
            proposal=proposal.model_dump(mode="json", exclude={"plan", "happening"})
            | {"case_id": case_id},
            base_plan_id=day.plan_id,
            plan_id=plan_id,
            reported_at=now,
            reported_by=caller.user_id,
        )
    )
    note(session, now, caller.user_id, "event.report", f"event {event_id}")
    return event_id


def accept(desk: Service, session: Session, caller: Caller, event_id: str) -> Decision:
    """Return the decision after its changes were made and its plan published.

    Raises
    ------
    ConflictError
        If it was decided already, or the day has gone on so far that it no longer fits.
    """
    row = _open(session, event_id)
    proposal = proposal_of(session, row)
    day = _today(desk, session)
    _refuse_overtaken(row, proposal, day)
    _apply(desk, session, caller, proposal, day.problem)
    session.flush()
    _decide(desk, session, caller, row, "accepted")
    plan_id = proposal.plan.plan_id
    plans.publish(desk, session, caller, plan_id)
    return Decision(
        event_id=event_id,
        status="accepted",
        plan_id=plan_id,
        version=plans.plan_row(session, plan_id).version,
    )


def decline(desk: Service, session: Session, caller: Caller, event_id: str) -> Decision:
    """Return the decision after its proposal was put away; nothing changes.

    Raises
    ------
    ConflictError
        If it was decided already.
    """
    row = _open(session, event_id)
    plan_id, row.plan_id = row.plan_id, None
    session.flush()
    if plan_id is not None:
        plans.discard(session, plan_id)
    _decide(desk, session, caller, row, "declined")
    return Decision.of_declined(event_id)


def _open(session: Session, event_id: str) -> EventRow:
    row = event_of(session, event_id)
    if row.status != "proposed":
        raise ConflictError(
            Text(
                f"事件 {event_id} 已处理（{row.status}）",
                f"event {event_id} is {row.status} already",
            ),
            error="already_decided",
        )
    return row


def _refuse_overtaken(row: EventRow, proposal: Proposal, day: Today) -> None:
    """Refuse a proposal that comes too late for what it changes."""
    since = seconds_of_day(row.reported_at.astimezone(day.zone))
    before = _begun(day.published, day, since)
    after = _begun(proposal.plan, day, since)
    absent = getattr(proposal.happening, "carer_id", None)
    given_away = {key for key in before - after if key[0] != absent}
    if row.base_plan_id != day.plan_id or given_away or after - before:
        raise ConflictError(
            Text(
                "这个方案提出后情况已经变了，请重新报告一次",
                "things have moved on since this was proposed; please report it again",
            ),
            error="outdated",
        )


def _begun(plan: Plan, day: Today, since: int) -> set[tuple[str, str]]:
    """Return who was to begin which visits today since a time, by now."""
    return {
        (route.carer_id, stop.senior_id)
        for route, stop in plan.stops()
        if route.date == day.problem.first_day and since <= stop.start < day.now
    }


def _apply(
    desk: Service,
    session: Session,
    caller: Caller,
    proposal: Proposal,
    problem: Problem,
) -> None:
    """Write what the happening changes in the data."""
    now, changed = desk.clock.now(), proposal.applied(problem)
    for senior in changed.seniors:
        known = problem.senior[senior.senior_id]
        old = dict(known)
        fields = {name: value for name, value in senior if value != old[name]}
        if fields:
            community.change_senior(session, senior.senior_id, **fields)
            subject, action = f"senior {senior.senior_id}", "senior.change"
            note_change(session, now, caller.user_id, action, subject, known, senior)
    kept = set(problem.roster)
    community.add_to_roster(session, [r for r in changed.roster if r not in kept])


def _decide(
    desk: Service, session: Session, caller: Caller, row: EventRow, status: str
) -> None:
    now = desk.clock.now()
    row.status, row.decided_at, row.decided_by = status, now, caller.user_id
    note(session, now, caller.user_id, f"event.{status}", f"event {row.event_id}")
