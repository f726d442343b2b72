"""How far the making of a plan is, as a sentence."""

from api.store.tables import JobRow
from scheduler.errors import Text


def job_says(job: JobRow, position: int | None, running: int) -> Text:
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
