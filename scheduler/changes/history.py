"""The part of today's routes that has begun, as it stands in the new plan."""

from collections.abc import Sequence

from scheduler.changes.moment import Course
from scheduler.domain.plan import Route, Stop
from scheduler.domain.problem import Problem


def history_route(problem: Problem, course: Course) -> Route | None:
    """Return the route with nothing after what has begun, None if nothing stays.

    The route itself where all of it has begun and stays.
    """
    if not course.kept:
        return None
    if course.kept == course.route.stops:
        return course.route
    home = legs_home(problem, course)
    return with_legs(problem, course.route, course.kept, course.kept[-1].end + home)


def with_legs(
    problem: Problem, route: Route, stops: Sequence[Stop], back: int
) -> Route:
    """Return the route with these stops, and the travel seconds of their legs."""
    legs = problem.travel.legs(route.carer_id, [stop.senior_id for stop in stops])
    pairs = zip(stops, legs, strict=False)
    return route.replace(
        stops=tuple(
            stop if stop.travel_seconds == leg else stop.replace(travel_seconds=leg)
            for stop, leg in pairs
        ),
        travel_seconds=sum(legs),
        back=back,
    )


def legs_home(problem: Problem, course: Course) -> int:
    """Return the seconds home from the last begun stop that stays."""
    return problem.travel.legs(course.route.carer_id, [course.kept[-1].senior_id])[-1]
