"""How far the making of a plan is, in figures and as a sentence."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.schemas.plans import JobState
from api.services.plan_queue import queued, running
from api.store.tables import JobRow
from scheduler.errors import Language, Text


def job_state(
    session: Session, plan_id: str, zone: ZoneInfo, language: Language
) -> JobState | None:
    """Return how far the making of a plan is; None where no solver makes it."""
    job = session.get(JobRow, plan_id)
    if job is None:
        return None
    waits = job.status == "queued"
    position = queued(session).index(plan_id) + 1 if waits else None
    ahead = [one.ticket.plan_id for one in running(session)] if waits else []
    zh = language is Language.ZH
    return JobState(
        status=job.status,
        says=_says(job, position, len(ahead)).to(language),
        attempt=job.attempt,
        position=position,
        waits_for=ahead,
        phase=job.phase_zh if zh else job.phase_en,
        late_days=job.late_days,
        cost=job.cost,
        seconds_left=job.seconds_left,
        stop_requested=job.stop_requested,
        queued_at=job.queued_at.astimezone(zone),
        started_at=local(job.started_at, zone),
        finished_at=local(job.finished_at, zone),
        error=None if job.error is None else job.error[language.value],
    )


def local(instant: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return an instant as people's watches show it."""
    return None if instant is None else instant.astimezone(zone)


def _says(job: JobRow, position: int | None, running: int) -> Text:
    """Return the state of a job as a sentence.

    Parameters
    ----------
    position
        Place in the queue, from 1; None if it does not wait.
    running
        How many plans are being made meanwhile.
    """
    if position is not None:
        return _waits(position, running)
    if job.status == "done":
        return Text("已排好", "done")
    if job.status == "failed":
        return Text("没有排出计划", "no plan came of it")
    if job.stop_requested:
        return Text(
            "正在结束，保留到目前为止最好的计划", "ending with the best plan so far"
        )
    return Text(job.phase_zh or "正在开始", job.phase_en or "starting")


def _waits(position: int, running: int) -> Text:
    ahead = position - 1
    if not running and not ahead:
        return Text("即将开始", "about to start")
    return Text(
        f"排队等候：{running} 个计划正在计算，前面还有 {ahead} 个",
        f"waiting: {running} plans are being made, {ahead} more are ahead in the queue",
    )
