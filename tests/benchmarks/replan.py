"""Measures what a sick call costs: seconds, stops moved, days late.

    .venv/bin/python tests/benchmarks/replan.py [FOLDER] [--absences 20] [--out FILE]

Plans the folder's community once, publishes that, and takes one carer after another off
one day: the busiest, then the busiest of each role in turn, on the first days of the
plan. Each time a plan is asked for in both ways that there are: the proposal a
coordinator gets in the morning of the first day, and `qixiu plan --from` with a limit
of a second. All in one process, as a service has it: nothing is loaded or compiled
while the clock runs. Seconds of processors tell on a busy machine.
"""

import argparse
import csv
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from scheduler.changes.happenings import CarerAbsent, Happening
from scheduler.changes.proposing import propose
from scheduler.check.case import Case
from scheduler.check.totals import days_late
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_time
from scheduler.domain.words import Role, Tag
from scheduler.planning import DEFAULT_DAYS, make_plan, read_problem
from scheduler.simulate.bundled import FIRST_DAY, FIXTURE

MORNING = parse_time("07:40")
DAYS_WITH_ABSENCES = 5
"""Absences lie on the first so many days, as sick calls do."""

Way = Callable[[Problem, Plan, CarerAbsent, argparse.Namespace], Plan]


class Absence(NamedTuple):
    """One carer who does not come on one day, and the stops without a carer by it."""

    carer_id: str
    role: Role
    day: date
    stops: int

    @property
    def told(self) -> CarerAbsent:
        """As a coordinator tells it."""
        return CarerAbsent(
            carer_id=self.carer_id,
            since=str(self.day),
            until=str(self.day + timedelta(days=1)),
        )


class Row(NamedTuple):
    """What came of one absence.

    Attributes
    ----------
    seconds, processor_seconds
        To the checked plan.
    lost
        Published stops of the absent carer.
    moved
        All other published stops with another carer or on another day.
    red_by_day, orange_by_day, green_by_day
        Days late more than published, by the end of the absent carer's day.
    red, orange, green
        The same by the end of the plan.
    """

    way: str
    date: date
    carer_id: str
    role: Role
    seconds: float
    processor_seconds: float
    lost: int
    moved: int
    red_by_day: int
    orange_by_day: int
    green_by_day: int
    red: int
    orange: int
    green: int


def main() -> None:
    """Measure, and print a table."""
    options = _options()
    problem = read_problem(options.data, options.date, options.days).problem
    published = make_plan(problem, seed=options.seed)
    absences = _absences(problem, published, options.absences)
    for way in WAYS.values():
        way(problem, published, absences[0].told, options)
    gc.freeze()  # as the service does: nobody looks through all modules for garbage
    rows = [
        _measured(name, problem, published, absence, options)
        for absence in absences
        for name in WAYS
    ]
    _show(rows)
    if options.out is not None:
        _write(options.out, rows)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=FIXTURE)
    parser.add_argument("--date", type=date.fromisoformat, default=FIRST_DAY)
    parser.add_argument("--days", type=int, default=DEFAULT_DAYS)
    parser.add_argument("--absences", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=float, default=1.0, help="of plan --from")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def _absences(problem: Problem, plan: Plan, count: int) -> list[Absence]:
    """Return the absences, none twice: on each day the busiest, then by role."""
    chosen: dict[Absence, None] = {}
    days = [problem.first_day + timedelta(days=n) for n in range(DAYS_WITH_ABSENCES)]
    by_day = {day: list(_in_turn(_at_work(problem, plan, day))) for day in days}
    for turn in range(max(map(len, by_day.values()))):
        for day in days:
            chosen |= dict.fromkeys(by_day[day][turn : turn + 1])
    return list(chosen)[:count]


def _at_work(problem: Problem, plan: Plan, day: date) -> list[Absence]:
    """Return everybody whom the plan sends out on a day, the busiest first."""
    stops: dict[str, int] = defaultdict(int)
    for route in plan.routes:
        if route.date == day:
            stops[route.carer_id] += len(route.stops)
    found = [
        Absence(who, problem.carer[who].role, day, count)
        for who, count in stops.items()
    ]
    return sorted(found, key=lambda one: (-one.stops, one.carer_id))


def _in_turn(absences: Sequence[Absence]) -> Iterator[Absence]:
    """Yield the first of all, then the first left of each role, and so on."""
    left = list(absences)
    yield from left[:1]
    del left[:1]
    while left:
        for role in Role:
            first = next((one for one in left if one.role is role), None)
            if first is not None:
                yield first
                left.remove(first)


def _proposal(
    problem: Problem, published: Plan, told: CarerAbsent, options: argparse.Namespace
) -> Plan:
    return propose(problem, published, told, MORNING, seed=options.seed).plan


def _plan_from(
    problem: Problem, published: Plan, told: Happening, options: argparse.Namespace
) -> Plan:
    return make_plan(
        told.applied(problem),
        seed=options.seed,
        time_limit=options.limit,
        published=published,
        firmly=True,
    )


WAYS: dict[str, Way] = {"proposal": _proposal, "plan --from": _plan_from}


def _measured(
    way: str,
    problem: Problem,
    published: Plan,
    absence: Absence,
    options: argparse.Namespace,
) -> Row:
    wall, began = time.monotonic(), time.process_time()
    plan = WAYS[way](problem, published, absence.told, options)
    seconds, processors = time.monotonic() - wall, time.process_time() - began
    after = absence.told.applied(problem)
    by_day = _arising(problem, after, published, plan, absence.day)
    by_the_end = _arising(problem, after, published, plan, problem.last_day)
    return Row(
        way,
        absence.day,
        absence.carer_id,
        absence.role,
        round(seconds, 2),
        round(processors, 2),
        absence.stops,
        _moved(published, plan, absence),
        *by_day,
        *by_the_end,
    )


def _moved(published: Plan, plan: Plan, absence: Absence) -> int:
    def stops(of: Plan) -> set[tuple[str, date, str]]:
        return {(stop.senior_id, r.date, r.carer_id) for r, stop in of.stops()}

    gone = absence.day, absence.carer_id
    return sum(where[1:] != gone for where in stops(published) - stops(plan))


def _arising(
    problem: Problem, after: Problem, published: Plan, plan: Plan, last_day: date
) -> list[int]:
    """Return by tag the days late by the end of a day that are not as published."""
    before = _late_by(problem, published, last_day)
    now = _late_by(after, plan, last_day)
    return [now[tag] - before[tag] for tag in Tag]


def _late_by(problem: Problem, plan: Plan, last_day: date) -> dict[Tag, int]:
    days = (last_day - plan.first_day).days + 1
    routes = tuple(route for route in plan.routes if route.date <= last_day)
    part = plan.replace(days=days, routes=routes)
    return dict(days_late(Case.of(problem, part)))


def _show(rows: Sequence[Row]) -> None:
    table = Table(
        box=None,
        title=f"{len(rows) // len(WAYS)} absences; days late more than published",
    )
    for heading in (
        "way",
        "seconds, median",
        "worst",
        "of processors",
        "worst",
        "lost",
        "others moved",
        "late by that night",
        "late by the end",
    ):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    for way in WAYS:
        table.add_row(way, *_sums([row for row in rows if row.way == way]))
    Console(width=120).print(table)


def _sums(rows: Sequence[Row]) -> Iterator[str]:
    for seconds in zip(*((r.seconds, r.processor_seconds) for r in rows), strict=True):
        yield f"{statistics.median(seconds):.2f}"
        yield f"{max(seconds):.2f}"
    yield f"{sum(row.lost for row in rows)}"
    yield f"{sum(row.moved for row in rows)}"
    yield _late([row[-6:-3] for row in rows])
    yield _late([row[-3:] for row in rows])


def _late(rows: Sequence[Sequence[int]]) -> str:
    """Return days late in all, red / orange / green."""
    return " / ".join(str(sum(column)) for column in zip(*rows, strict=True))


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
