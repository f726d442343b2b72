"""The queue of plans to be made: claimed, heard of, finished or given back.

Whoever works on a plan holds a ticket, good for one start; what an earlier start still
writes is not taken. So no plan is made twice, nor stays ``running`` for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.services.audit import SERVICE, note
from api.services.plans import fill
from api.store.tables import JobRow, PlanRow
from scheduler.errors import Language, Text
from scheduler.planning import Made
from scheduler.solver.progress import Progress

MOST_STARTS = 3
"""After this many starts that all died, there is no further one."""


class Ticket(NamedTuple):
    """One start of the making of one plan."""

    plan_id: str
    attempt: int


class Running(NamedTuple):
    """A start that is under way, and when its process was last heard of."""

    ticket: Ticket
    heartbeat_at: datetime | None


def queued(session: Session) -> list[str]:
    """Return the ids of the plans that wait, in the order of their turn."""
    return list(
        session.scalars(
            select(JobRow.plan_id)
            .where(JobRow.status == "queued")
            .order_by(JobRow.queued_at, JobRow.plan_id)
        )
    )


def running(session: Session) -> list[Running]:
    """Return what is under way, the oldest first."""
    rows = session.execute(
        select(JobRow.plan_id, JobRow.attempt, JobRow.heartbeat_at)
        .where(JobRow.status == "running")
        .order_by(JobRow.started_at, JobRow.plan_id)
    )
    return [Running(Ticket(key, attempt), at) for key, attempt, at in rows]


def claim(session: Session, now: datetime, plan_id: str) -> Ticket | None:
    """Return the ticket for a waiting plan; None if somebody else was quicker."""
    claimed = session.execute(
        update(JobRow)
        .where(JobRow.plan_id == plan_id, JobRow.status == "queued")
        .values(
            status="running",
            attempt=JobRow.attempt + 1,
            started_at=now,
            heartbeat_at=now,
        )
        .returning(JobRow.attempt)
    ).scalar_one_or_none()
    return None if claimed is None else Ticket(plan_id, claimed)


def stop_asked(session: Session, ticket: Ticket) -> bool | None:
    """Return whether to stop with the best so far; None if the ticket is void."""
    return session.scalar(select(JobRow.stop_requested).where(*_holds(ticket)))


def beat(session: Session, now: datetime, tickets: Iterable[Ticket]) -> None:
    """Write that the processes of some tickets live."""
    for ticket in tickets:
        _write(session, ticket, heartbeat_at=now)


def tell(session: Session, ticket: Ticket, progress: Progress) -> bool:
    """Write how far it is; False if the ticket is void."""
    return _write(
        session,
        ticket,
        phase_zh=progress.phase.zh,
        phase_en=progress.phase.en,
        late_days=_plain(progress.late_days),
        cost=progress.cost,
        seconds_left=progress.seconds_left,
    )


def finish(
    session: Session,
    now: datetime,
    ticket: Ticket,
    made: Made,
    base_plan_id: str | None,
) -> bool:
    """Write the plan as a draft; False if the ticket is void, then nothing is written.

    Parameters
    ----------
    base_plan_id
        The newest published plan when the making began.
    """
    done = _write(session, ticket, status="done", finished_at=now, seconds_left=0.0)
    if done:
        row = session.get_one(PlanRow, ticket.plan_id)
        fill(row, made.plan)
        row.base_plan_id = base_plan_id
        row.late_bound = _plain(made.late_bound)
        row.visits_bound = made.visits_bound
        note(session, now, SERVICE, "plan.make", f"plan {ticket.plan_id}")
    return done


def fail(session: Session, now: datetime, ticket: Ticket, error: ApiError) -> bool:
    """Write why no plan comes of it; False if the ticket is void."""
    failed = _write(
        session, ticket, status="failed", finished_at=now, error=_in_both(error)
    )
    if failed:
        session.get_one(PlanRow, ticket.plan_id).status = "failed"
        subject = f"plan {ticket.plan_id}"
        note(session, now, SERVICE, "plan.fail", subject, error=error.error)
    return failed


def give_back(session: Session, now: datetime, ticket: Ticket) -> bool:
    """Put a start that has died back into the queue; False if the ticket is void.

    After the last start, or where a stop was asked for, the plan has failed.
    """
    asked = stop_asked(session, ticket)
    if asked:
        return fail(session, now, ticket, ApiError(_STOPPED, error="stopped"))
    if ticket.attempt >= MOST_STARTS:
        return fail(session, now, ticket, ApiError(_DIED, error="died"))
    return _write(session, ticket, status="queued", seconds_left=None)


_STOPPED = Text(
    "已按要求停止，当时还没有可用的计划",
    "stopped as asked, before there was a plan",
)
_DIED = Text(
    f"计算进程 {MOST_STARTS} 次意外结束，没有排出计划；请检查内存，再试一次",
    f"the computation ended unexpectedly {MOST_STARTS} times and no plan came of it; "
    "see to the memory and try again",
)


def _holds(ticket: Ticket) -> Sequence[Any]:
    return (
        JobRow.plan_id == ticket.plan_id,
        JobRow.attempt == ticket.attempt,
        JobRow.status == "running",
    )


def _write(session: Session, ticket: Ticket, **values: Any) -> bool:
    result = session.execute(update(JobRow).where(*_holds(ticket)).values(**values))
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


def _plain(days: Mapping[Any, int] | None) -> dict[str, int] | None:
    return None if days is None else {str(tag): count for tag, count in days.items()}


def _in_both(error: ApiError) -> dict[str, Any]:
    """Return an error as it is kept: one envelope for each language."""
    return {
        language.value: error.envelope(language).model_dump(mode="json")
        for language in Language
    }
