"""Additional hours against days late: points that plans show, and the curve of them."""

from collections.abc import Iterable
from typing import NamedTuple

from scheduler.capacity.extra import Stretch
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


class Point(NamedTuple):
    """Hours against days late.

    Attributes
    ----------
    wanted
        Days late aimed at; None for the roster as it is.
    proved_hours
        Over the planned days; with fewer no plan has as few days late as wanted. None
        if it was not proved.
    stretches
        What is asked for in the plan shown.
    hours
        Of these, over the planned days.
    late_days
        That arise in the plan shown, beside those that stand.
    plan
        Made with invented carers for the stretches, passed by the referee.
    """

    wanted: int | None
    proved_hours: float | None
    stretches: tuple[Stretch, ...]
    hours: float
    late_days: int
    plan: Plan


class Staffing(NamedTuple):
    """What it takes that everyone is on time.

    Attributes
    ----------
    unavoidable
        Days late that arise however many are asked, as proved.
    curve
        From no additional hours to the fewest days late.
    """

    problem: Problem
    unavoidable: int
    curve: tuple[Point, ...]

    @property
    def reached(self) -> bool:
        """Whether a plan shows the fewest days late there can be."""
        return self.curve[-1].late_days <= self.unavoidable


def curve_of(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points by hours, without those that more hours leave no better."""
    curve: list[Point] = []
    for point in sorted(points, key=lambda point: (point.hours, point.late_days)):
        if not curve or point.late_days < curve[-1].late_days:
            curve.append(point)
    return tuple(curve)
