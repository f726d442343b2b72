"""An instance as it is published; times and distances are minutes of one day."""

from typing import Annotated, Literal

from pydantic import Field

from scheduler.bench.hhcrsp.published import Published

Minutes = Annotated[float, Field(ge=0)]


class RequiredCaregiver(Published):
    """One of a patient's services: what somebody has to be able to do, and how long."""

    service: str
    duration: Minutes


class Synchronization(Published):
    """How a patient's two services are tied together.

    Attributes
    ----------
    distance
        Where they are sequential: the second starts so much after the first, at least
        and at most.
    """

    type: Literal["simultaneous", "sequential"]
    distance: tuple[Minutes, Minutes] | None = None


class Patient(Published):
    """Who is visited.

    Attributes
    ----------
    time_window
        A service starts at its beginning or later; later than its end is tardy.
    required_caregivers
        One service, or two in order.
    synchronization
        Only where there are two.
    """

    id: str
    time_window: tuple[float, float]
    required_caregivers: tuple[RequiredCaregiver, ...]
    synchronization: Synchronization | None = None


class Caregiver(Published):
    """Who visits, and the services they may give."""

    id: str
    abilities: tuple[str, ...]


class Instance(Published):
    """A day.

    Attributes
    ----------
    distances
        Minutes from row to column: the base, then the patients in order.
    """

    patients: tuple[Patient, ...]
    caregivers: tuple[Caregiver, ...]
    distances: tuple[tuple[Minutes, ...], ...]
