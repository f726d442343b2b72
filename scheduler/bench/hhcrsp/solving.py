"""Our engine on a published instance: its arrays in, a solution out."""

import numpy as np

from scheduler.bench.hhcrsp.instance import Instance, Patient
from scheduler.bench.hhcrsp.solution import Location, Route, Solution
from scheduler.solver.synchronised import instance as arrays
from scheduler.solver.synchronised.pace import Pace
from scheduler.solver.synchronised.solve import solve
from scheduler.solver.synchronised.state import Stop


def solved(instance: Instance, seed: int, pace: Pace) -> Solution:
    """Return a solution of an instance; who stays at the base has no route."""
    return solution_of(instance, solve(arrays_of(instance), seed, pace))


def arrays_of(instance: Instance) -> arrays.Instance:
    """Return what the engine takes: caregivers as vehicles, services as tasks."""
    clients = [_client(patient, instance) for patient in instance.patients]
    travel = np.array(instance.distances, float)
    return arrays.new_instance(clients, travel, len(instance.caregivers))


def solution_of(instance: Instance, routes: list[list[Stop]]) -> Solution:
    """Return what is published, from each vehicle's stops."""
    services = [
        (patient.id, need.service, need.duration)
        for patient in instance.patients
        for need in patient.required_caregivers
    ]
    return Solution(
        routes=tuple(
            Route(
                caregiver_id=carer.id,
                locations=tuple(
                    _location(services[stop.task], stop.start) for stop in stops
                ),
            )
            for carer, stops in zip(instance.caregivers, routes, strict=True)
            if stops
        )
    )


def _client(patient: Patient, instance: Instance) -> arrays.Client:
    opens, closes = patient.time_window
    needs = patient.required_caregivers
    tasks = tuple(
        arrays.Task(need.duration, _who_can(need.service, instance), lag)
        for need, lag in zip(needs, _lags(patient), strict=False)
    )
    return arrays.Client(opens, closes, tasks)


def _lags(patient: Patient) -> tuple[float, float]:
    """Return how long after each service the other one starts, at least."""
    tie = patient.synchronization
    if tie is None or tie.type == "simultaneous" or tie.distance is None:
        return 0.0, 0.0
    least, most = tie.distance
    return least, -most


def _who_can(service: str, instance: Instance) -> tuple[int, ...]:
    return tuple(
        number
        for number, carer in enumerate(instance.caregivers)
        if service in carer.abilities
    )


def _location(service: tuple[str, str, float], start: float) -> Location:
    patient, kind, duration = service
    return Location(
        patient_id=patient,
        service_id=kind,
        arrival_time=start,
        departure_time=start + duration,
    )
