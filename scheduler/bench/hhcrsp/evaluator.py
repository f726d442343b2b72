"""What a solution costs and which rules it breaks, whoever made it.

Written from the published rules alone; it has never met the solver.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from scheduler.bench.hhcrsp.instance import Instance, Patient
from scheduler.bench.hhcrsp.solution import Location, Route, Solution
from scheduler.errors import Text

TOLERANCE = 1e-6
"""Minutes that are put down to rounding."""

Done = dict[tuple[str, str], list[tuple[str, Location]]]
"""By patient and service: who does it, and the stop."""


class Judgement(NamedTuple):
    """What a solution is worth, in minutes; the cost of one with breaches is idle.

    Attributes
    ----------
    breaches
        Every broken rule as a sentence.
    """

    travel: float
    total_tardiness: float
    largest_tardiness: float
    breaches: tuple[Text, ...]

    @property
    def cost(self) -> float:
        """A third of the three together."""
        return (self.travel + self.total_tardiness + self.largest_tardiness) / 3


def judge(instance: Instance, solution: Solution) -> Judgement:
    """Return the cost of a solution, and all rules it breaks."""
    strangers = tuple(_strangers(instance, solution))
    if strangers:
        return Judgement(0.0, 0.0, 0.0, strangers)
    tardiness = [
        max(0.0, stop.arrival_time - patient.time_window[1])
        for patient, stop in _stops(instance, solution)
    ]
    return Judgement(
        travel=sum(_travel(instance, route) for route in solution.routes),
        total_tardiness=sum(tardiness),
        largest_tardiness=max(tardiness, default=0.0),
        breaches=(
            *_early_or_short(instance, solution),
            *_impossible_legs(instance, solution),
            *_unable(instance, solution),
            *_not_once(instance, solution),
            *_untied(instance, solution),
        ),
    )


def _strangers(instance: Instance, solution: Solution) -> Iterator[Text]:
    """Return whatever the instance does not know, or knows only once."""
    patients = {patient.id for patient in instance.patients}
    carers = {carer.id for carer in instance.caregivers}
    for route in solution.routes:
        if route.caregiver_id not in carers:
            yield Text(
                f"没有人员 {route.caregiver_id}",
                f"there is no caregiver {route.caregiver_id}",
            )
        for stop in route.locations:
            if stop.patient_id not in patients:
                yield Text(
                    f"没有患者 {stop.patient_id}",
                    f"there is no patient {stop.patient_id}",
                )
    for carer, times in Counter(r.caregiver_id for r in solution.routes).items():
        if times > 1:
            yield Text(
                f"人员 {carer} 有 {times} 条路线，应最多一条",
                f"caregiver {carer} has {times} routes; should have one at most",
            )


def _stops(
    instance: Instance, solution: Solution
) -> Iterator[tuple[Patient, Location]]:
    patients = {patient.id: patient for patient in instance.patients}
    for route in solution.routes:
        for stop in route.locations:
            yield patients[stop.patient_id], stop


def _travel(instance: Instance, route: Route) -> float:
    return sum(
        instance.distances[here][there]
        for here, there in pairwise(_places(instance, route))
    )


def _places(instance: Instance, route: Route) -> list[int]:
    """Return the rows of the distances that a route goes through, base to base."""
    rows = {patient.id: row for row, patient in enumerate(instance.patients, 1)}
    return [0, *(rows[stop.patient_id] for stop in route.locations), 0]


def _early_or_short(instance: Instance, solution: Solution) -> Iterator[Text]:
    for patient, stop in _stops(instance, solution):
        opens = patient.time_window[0]
        if stop.arrival_time < opens - TOLERANCE:
            yield Text(
                f"{_named(stop).zh}在 {stop.arrival_time} 开始，早于 {opens}",
                f"{_named(stop).en} starts at {stop.arrival_time}, before {opens}",
            )
        lasts = stop.departure_time - stop.arrival_time
        for need in patient.required_caregivers:
            if need.service == stop.service_id and lasts < need.duration - TOLERANCE:
                yield Text(
                    f"{_named(stop).zh}只有 {lasts}，应为 {need.duration}",
                    f"{_named(stop).en} lasts {lasts}; should last {need.duration}",
                )


def _impossible_legs(instance: Instance, solution: Solution) -> Iterator[Text]:
    for route in solution.routes:
        leaves = 0.0
        legs = pairwise(_places(instance, route))
        for (here, there), stop in zip(legs, route.locations, strict=False):
            arrives = leaves + instance.distances[here][there]
            if stop.arrival_time < arrives - TOLERANCE:
                yield Text(
                    f"{_named(stop).zh}在 {stop.arrival_time} 开始，"
                    f"而 {route.caregiver_id} 最早 {arrives} 到",
                    f"{_named(stop).en} starts at {stop.arrival_time}, but "
                    f"{route.caregiver_id} can be there at {arrives} at the earliest",
                )
            leaves = stop.departure_time


def _unable(instance: Instance, solution: Solution) -> Iterator[Text]:
    abilities = {carer.id: carer.abilities for carer in instance.caregivers}
    for route in solution.routes:
        for stop in route.locations:
            if stop.service_id not in abilities[route.caregiver_id]:
                yield Text(
                    f"{_named(stop).zh}：{route.caregiver_id} 不能提供",
                    f"{_named(stop).en}: {route.caregiver_id} cannot do it",
                )


def _not_once(instance: Instance, solution: Solution) -> Iterator[Text]:
    """Return what is asked for and not done once, and what is done unasked."""
    asked = {
        (patient.id, need.service)
        for patient in instance.patients
        for need in patient.required_caregivers
    }
    times = Counter(
        (stop.patient_id, stop.service_id)
        for route in solution.routes
        for stop in route.locations
    )
    for patient, service in sorted(asked | set(times)):
        right = int((patient, service) in asked)
        if times[patient, service] != right:
            yield Text(
                f"患者 {patient} 的 {service} 有 {times[patient, service]} 次，"
                f"应为 {right} 次",
                f"{service} of patient {patient} is done {times[patient, service]} "
                f"times; should be {right}",
            )


def _untied(instance: Instance, solution: Solution) -> Iterator[Text]:
    done = _done(solution)
    for patient in instance.patients:
        if patient.synchronization is None:
            continue
        first, second = (
            done.get((patient.id, need.service), [])
            for need in patient.required_caregivers
        )
        if len(first) == len(second) == 1:
            (one, before), (other, after) = first[0], second[0]
            if one == other:
                yield Text(
                    f"患者 {patient.id} 的两项服务都由 {one} 提供，应为两人",
                    f"{one} does both services of patient {patient.id}; "
                    "they should be two",
                )
            yield from _apart(patient, after.arrival_time - before.arrival_time)


def _done(solution: Solution) -> Done:
    done: Done = {}
    for route in solution.routes:
        for stop in route.locations:
            service = stop.patient_id, stop.service_id
            done.setdefault(service, []).append((route.caregiver_id, stop))
    return done


def _apart(patient: Patient, minutes: float) -> Iterator[Text]:
    """Return whether two services start too near to each other, or too far apart."""
    tie = patient.synchronization
    sequential = tie is not None and tie.type == "sequential"
    least, most = (tie.distance if tie and sequential else None) or (0.0, 0.0)
    if not least - TOLERANCE <= minutes <= most + TOLERANCE:
        yield Text(
            f"患者 {patient.id} 的第二项服务在第一项之后 {minutes} 开始，"
            f"应为 {least} 至 {most}",
            f"the second service of patient {patient.id} starts {minutes} after the "
            f"first; should be from {least} to {most}",
        )


def _named(stop: Location) -> Text:
    return Text(
        f"患者 {stop.patient_id} 的 {stop.service_id} ",
        f"{stop.service_id} of patient {stop.patient_id}",
    )
