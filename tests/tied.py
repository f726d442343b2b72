"""Tiny days of the published problem, and the best of all their solutions."""

from collections.abc import Iterator
from itertools import pairwise, permutations, product

from hypothesis import strategies as st

from scheduler.bench.hhcrsp.instance import (
    Caregiver,
    Instance,
    Patient,
    RequiredCaregiver,
    Synchronization,
)
from scheduler.bench.hhcrsp.solution import Location, Route, Solution

NEVER = 10_000.0
"""Nothing that can be done at all starts as late as this."""


def patient(id="p1", window=(0, 100), needs=(("s1", 10),), tie=None) -> Patient:
    """Return a patient; ``tie`` is "simultaneous", or the least and greatest gap."""
    gap = None if tie is None or isinstance(tie, str) else tie
    kind = "simultaneous" if gap is None else "sequential"
    return Patient(
        id=id,
        time_window=window,
        required_caregivers=tuple(
            RequiredCaregiver(service=service, duration=minutes)
            for service, minutes in needs
        ),
        synchronization=tie and Synchronization(type=kind, distance=gap),
    )


def day(patients, distances, abilities=(("s1",), ("s2",))) -> Instance:
    """Return a day; carers c1, c2, … have the abilities given."""
    return Instance(
        patients=tuple(patients),
        caregivers=tuple(
            Caregiver(id=f"c{number}", abilities=able)
            for number, able in enumerate(abilities, 1)
        ),
        distances=tuple(tuple(map(float, row)) for row in distances),
    )


def routes(**of) -> Solution:
    """Return routes such as ``c1=[("p1", "s1", 20, 30)]``: patient, service, times."""
    return Solution(
        routes=tuple(
            Route(
                caregiver_id=carer,
                locations=tuple(
                    Location(
                        patient_id=whose,
                        service_id=what,
                        arrival_time=starts,
                        departure_time=ends,
                    )
                    for whose, what, starts, ends in stops
                ),
            )
            for carer, stops in of.items()
        )
    )


@st.composite
def days(draw, most=3) -> Instance:
    """Draw a day that has a solution: c1 and c2 can do everything, c3 less."""
    minutes = st.integers(0, 30)
    patients = []
    for number in range(draw(st.integers(1, most))):
        opens = draw(st.integers(0, 60))
        needs = [("s1", draw(minutes)), ("s2", draw(minutes))]
        least = draw(st.integers(0, 20))
        ties = [None, "simultaneous", (least, least + draw(st.integers(0, 40)))]
        tie = draw(st.sampled_from(ties))
        patients.append(
            patient(
                f"p{number}",
                (opens, opens + draw(st.integers(0, 30))),
                needs if tie else needs[:1],
                tie,
            )
        )
    row = st.lists(
        st.integers(1, 20), min_size=len(patients) + 1, max_size=len(patients) + 1
    )
    able = ("s1", "s2")
    distances = [draw(row) for _ in range(len(patients) + 1)]
    distances[0][0] = 0
    return day(patients, distances, (able, able, draw(st.sampled_from([(), ("s2",)]))))


def least_cost(instance: Instance) -> float:
    """Return the least cost of all solutions, by trying each."""
    tasks = [
        (number, need)
        for number, one in enumerate(instance.patients)
        for need in range(len(one.required_caregivers))
    ]
    return min(
        _cost(instance, order)
        for crews in product(range(len(instance.caregivers)), repeat=len(tasks))
        if _allowed(instance, tasks, crews)
        for order in _orders(tasks, crews, len(instance.caregivers))
    )


def _allowed(instance, tasks, crews) -> bool:
    doing = dict(zip(tasks, crews, strict=True))
    return all(
        instance.patients[number].required_caregivers[need].service
        in instance.caregivers[crew].abilities
        and not (need == 1 and doing[number, 0] == crew)
        for (number, need), crew in doing.items()
    )


def _orders(tasks, crews, count) -> Iterator[tuple]:
    mine = [
        [task for task, crew in zip(tasks, crews, strict=True) if crew == one]
        for one in range(count)
    ]
    return product(*(permutations(of) for of in mine))


def _cost(instance, order) -> float:
    starts = _starts(instance, order)
    if starts is None:
        return NEVER
    late = [
        max(0.0, start - instance.patients[number].time_window[1])
        for (number, _), start in starts.items()
    ]
    travel = sum(
        instance.distances[here][there]
        for route in order
        for here, there in pairwise([0, *(number + 1 for number, _ in route), 0])
    )
    return (travel + sum(late) + max(late)) / 3


def _starts(instance, order) -> dict | None:
    """Return the least starts that satisfy everything; None if there are none."""
    starts = {
        task: float(instance.patients[task[0]].time_window[0])
        for route in order
        for task in route
    }
    rules = [*_driving(instance, order), *_ties(instance)]
    for before, _, _ in rules:
        if before is not None and before not in starts:
            return None
    changed = True
    while changed:
        changed = False
        for before, after, least in rules:
            start = least + (0.0 if before is None else starts[before])
            if start > starts[after]:
                starts[after], changed = start, True
                if start >= NEVER:
                    return None
    return starts


def _driving(instance, order) -> Iterator[tuple]:
    for route in order:
        for before, after in pairwise([None, *route]):
            leg = instance.distances[before[0] + 1 if before else 0][after[0] + 1]
            yield before, after, leg + _lasts(instance, before)


def _lasts(instance, task) -> float:
    if task is None:
        return 0.0
    number, need = task
    return instance.patients[number].required_caregivers[need].duration


def _ties(instance) -> Iterator[tuple]:
    for number, one in enumerate(instance.patients):
        if one.synchronization is not None:
            least, most = one.synchronization.distance or (0.0, 0.0)
            yield (number, 0), (number, 1), least
            yield (number, 1), (number, 0), -most
