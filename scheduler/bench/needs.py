"""What a day asks for that not every rival can express."""

from collections import Counter
from enum import StrEnum

from scheduler.bench.task import Task
from scheduler.errors import Text


class Need(StrEnum):
    """Something a day may ask for."""

    TWO_CARERS = "two_carers"
    ONE_BY_ONE = "one_by_one"
    LIMIT_OVER_SHIFTS = "limit_over_shifts"
    WEEKLY_MINUTES = "weekly_minutes"


SAYS = {
    Need.TWO_CARERS: Text("两人同时上门的走访", "visits of two carers who meet"),
    Need.ONE_BY_ONE: Text(
        "两人先后上门的走访", "visits of two carers who come one after the other"
    ),
    Need.LIMIT_OVER_SHIFTS: Text(
        "同一人一天多个班次合计的上限", "a limit over several shifts of one carer"
    ),
    Need.WEEKLY_MINUTES: Text("每周分钟上限", "a limit on minutes a week"),
}


def needs(task: Task) -> frozenset[Need]:
    """Return what the day asks for."""
    found = set()
    for senior in {task.problem.seniors[call.senior] for call in task.calls}:
        if senior.carers_needed > 1:
            found.add(Need.ONE_BY_ONE if senior.after else Need.TWO_CARERS)
    shifts = Counter(vehicle.carer for vehicle in task.vehicles)
    for one in task.vehicles:
        limited = one.most_calls is not None or one.most_seconds is not None
        if limited and shifts[one.carer] > 1:
            found.add(Need.LIMIT_OVER_SHIFTS)
        if one.most_seconds is not None:
            found.add(Need.WEEKLY_MINUTES)
    return frozenset(found)
