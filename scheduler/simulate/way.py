"""A carer under way on one planned route."""

from dataclasses import dataclass, field

from scheduler.domain.plan import Route, Stop
from scheduler.domain.times import Span
from scheduler.domain.travel import TravelTimes


@dataclass
class Way:
    """How far a carer has come on a route.

    Attributes
    ----------
    before
        The same carer's way in the shift before; None in the first of the day.
    stops
        Where the carer has been, as it went.
    """

    route: Route
    travel: TravelTimes
    before: "Way | None" = None
    stops: list[Stop] = field(default_factory=list)

    @property
    def ready(self) -> int:
        """When the carer can set out for the next stop, seconds since midnight."""
        if self.stops:
            return self.stops[-1].end
        return max(self.route.leave, self.before.back if self.before else 0)

    @property
    def back(self) -> int:
        """When the carer is home, if no stop follows; 0 if they never left."""
        if self.stops:
            last = self.stops[-1].senior_id
            return self.ready + self.travel.legs(self.route.carer_id, [last])[-1]
        return self.before.back if self.before else 0

    def arrival(self, senior_id: str) -> int:
        """Return when the carer would be at a senior's door."""
        return self.ready + self._legs(senior_id)[0]

    def is_home_in_time(self, senior_id: str, end: int) -> bool:
        """Return whether a visit that ends then leaves time for the way home."""
        return end + self._legs(senior_id)[1] <= self.route.shift_end

    def go(self, stop: Stop, span: Span) -> None:
        """Go to the door of a stop and be there for a span."""
        leg, arrive = self._legs(stop.senior_id)[0], self.arrival(stop.senior_id)
        times = {"arrive": arrive, "start": span.start, "end": span.end}
        self.stops.append(stop.replace(travel_seconds=leg, **times))

    def gone(self) -> Route:
        """Return the route as it was gone; it has a stop."""
        first, last = self.stops[0], self.stops[-1]
        return self.route.replace(
            leave=first.arrive - first.travel_seconds,
            back=self.back,
            travel_seconds=sum(stop.travel_seconds for stop in self.stops)
            + self.back
            - last.end,
            stops=tuple(self.stops),
        )

    def _legs(self, senior_id: str) -> tuple[int, int]:
        """Return the seconds from here to a senior's door, and from there home."""
        here = [stop.senior_id for stop in self.stops[-1:]]
        *_, leg, home = self.travel.legs(self.route.carer_id, [*here, senior_id])
        return leg, home
