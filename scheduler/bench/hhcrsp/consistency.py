"""What has to fit together in an instance, beyond the form of its parts."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from scheduler.bench.hhcrsp.instance import Instance, Patient
from scheduler.errors import Text
from scheduler.files.json_in import Location


class Misfit(NamedTuple):
    """One thing that does not fit: where, what stands there, what would be right."""

    location: Location
    value: object
    says: Text


def misfits(instance: Instance) -> Iterator[Misfit]:
    """Return all that does not fit together."""
    yield from _twice("patients", [patient.id for patient in instance.patients])
    yield from _twice("caregivers", [carer.id for carer in instance.caregivers])
    yield from _distances(instance)
    for number, patient in enumerate(instance.patients):
        here = "patients", number
        for misfit in chain(
            _window(patient),
            _number(patient),
            _tie(patient),
            _able(patient, instance),
        ):
            yield misfit._replace(location=here + misfit.location)


def _twice(where: str, ids: list[str]) -> Iterator[Misfit]:
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if one in seen:
            says = Text("编号重复，应各不相同", "is used twice; ids should differ")
            yield Misfit((where, number, "id"), one, says)
        seen.add(one)


def _distances(instance: Instance) -> Iterator[Misfit]:
    places = len(instance.patients) + 1
    rows = len(instance.distances)
    if rows != places:
        says = Text(
            f"有 {rows} 行，应为 {places} 行：机构和每位患者各一行",
            f"has {rows} rows; should have {places}, the base and each patient",
        )
        yield Misfit(("distances",), None, says)
    for number, row in enumerate(instance.distances):
        if len(row) != places:
            says = Text(
                f"有 {len(row)} 个数，应为 {places} 个",
                f"has {len(row)} numbers; should have {places}",
            )
            yield Misfit(("distances", number), None, says)
    if instance.distances and instance.distances[0][:1] not in ((), (0.0,)):
        says = Text("机构到自身应为 0", "the base should be 0 away from itself")
        yield Misfit(("distances", 0, 0), instance.distances[0][0], says)


def _window(patient: Patient) -> Iterator[Misfit]:
    opens, closes = patient.time_window
    if opens > closes:
        says = Text("结束应不早于开始", "should not end before it begins")
        yield Misfit(("time_window",), patient.time_window, says)


def _number(patient: Patient) -> Iterator[Misfit]:
    if len(patient.required_caregivers) not in (1, 2):
        says = Text("应为一项或两项服务", "should be one service or two")
        yield Misfit(("required_caregivers",), None, says)


def _tie(patient: Patient) -> Iterator[Misfit]:
    tie, needs = patient.synchronization, patient.required_caregivers
    here: Location = ("synchronization",)
    if tie is None:
        if len(needs) == 2:
            says = Text(
                "有两项服务，应有 synchronization：simultaneous 或 sequential",
                "is missing: two services are simultaneous or sequential",
            )
            yield Misfit(here, None, says)
        return
    if len(needs) == 1:
        says = Text(
            "只有一项服务，不应有 synchronization",
            "should not be there: there is only one service",
        )
        yield Misfit(here, tie.type, says)
    if tie.type == "sequential" and tie.distance is None:
        says = Text("缺少 distance，例如 [30, 60]", "has no distance, such as [30, 60]")
        yield Misfit(here, tie.type, says)
    if tie.distance is not None and tie.distance[0] > tie.distance[1]:
        says = Text(
            "最小间隔应不大于最大间隔",
            "the least distance should not be more than the greatest",
        )
        yield Misfit((*here, "distance"), tie.distance, says)


def _able(patient: Patient, instance: Instance) -> Iterator[Misfit]:
    services = [need.service for need in patient.required_caregivers]
    able = [_who_can(service, instance) for service in services]
    for number, service in enumerate(services):
        here = "required_caregivers", number, "service"
        if not able[number]:
            says = Text(
                "没有人能提供这项服务，应列在某人的 abilities 中",
                "nobody can do this; it should be among somebody's abilities",
            )
            yield Misfit(here, service, says)
        elif service in services[:number]:
            says = Text(
                "两项服务应不同", "should be another service than the patient's first"
            )
            yield Misfit(here, service, says)
    if all(able) and len(set().union(*able)) < len(able):
        says = Text(
            "两项服务只有同一人能提供，应由两人提供",
            "only one person can do either; two different ones should be able to",
        )
        yield Misfit(("required_caregivers",), services, says)


def _who_can(service: str, instance: Instance) -> set[str]:
    carers: Iterable[str] = (
        carer.id for carer in instance.caregivers if service in carer.abilities
    )
    return set(carers)
