"""A solution as it is published."""

from scheduler.bench.hhcrsp.published import Published


class Location(Published):
    """A stop: whose it is, which service, when that starts and ends.

    Attributes
    ----------
    arrival_time
        The start of the service, not the caregiver's arrival.
    """

    patient_id: str
    service_id: str
    arrival_time: float
    departure_time: float


class Route(Published):
    """One caregiver's stops in order."""

    caregiver_id: str
    locations: tuple[Location, ...]


class Solution(Published):
    """The routes of a day."""

    routes: tuple[Route, ...]
