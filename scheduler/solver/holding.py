"""Which published stops a new plan holds, and how dear moving the others is."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import day_of
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.published import from_plan
from scheduler.solver.run import FIRM

DAY_PART = 0.9
"""What moving a stop costs, as a part of the cheapest day late: a day saved pays for
one stop, and neither travel nor a known face does."""


class _Visit(NamedTuple):
    """A published visit, and when the turn was due that it ends; in planned days."""

    day: int
    due: int
    key: VisitKey


def holding_firmly(instance: Instance) -> Instance:
    """Return the instance in which a stop moves only where a day late is saved for it.

    The policy's own price, where it is higher, stays.
    """
    late = instance.late[instance.late > 0.0]
    if not len(late):
        return instance
    dearer = DAY_PART * float(late.min()) / FIRM
    return instance._replace(stability_weight=max(instance.stability_weight, dearer))


def far_from_losses(
    problem: Problem, instance: Instance, published: Plan
) -> frozenset[VisitKey]:
    """Return the published visits of seniors whom nothing that has changed concerns.

    Concerned is who has a visit on a day on which a visit is lost, or on which somebody
    falls due, by data that have changed, and is late: only there is room to be made.
    """
    number = {s.senior_id: i for i, s in enumerate(problem.seniors)}
    rows: dict[int, list[_Visit]] = {who: [] for who in number.values()}
    for key, stops in sorted(published.visits().items()):
        day = day_of(problem, key.date)
        if key.senior_id in number and 0 <= day < problem.days:
            due = day_of(problem, stops[0][1].due)
            rows[number[key.senior_id]].append(_Visit(day, due, key))
    state = from_plan(problem, instance, published).state
    unserved = {number.get(one.senior_id) for one in published.unserved}
    days: set[int] = set()
    for who, row in rows.items():
        lost = {visit.day for visit in row if state.visit[who, visit.day, 0] < 0}
        days |= lost or _newly_late(instance, who, row, known=who in unserved)
    near = {who for who, row in rows.items() if days & {visit.day for visit in row}}
    return frozenset(
        visit.key for who, row in rows.items() if who not in near for visit in row
    )


def _newly_late(
    instance: Instance, who: int, row: Sequence[_Visit], *, known: bool
) -> set[int]:
    """Return the days on which a senior falls due, and is late, as not published."""
    due, late = int(instance.due[who]), set()
    for visit in row:
        if due < visit.day and due != visit.due:
            late.add(max(0, due))
        due = visit.day + int(instance.interval[who])
    if not row and not known and due < instance.days:
        late.add(max(0, due))
    return late
