"""Where a visit that somebody asks for is put before the rest is planned."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.changes.loads import Load, Loads, Wanted
from scheduler.changes.run import Run
from scheduler.changes.taking import places
from scheduler.domain.plan import Plan, Route, VisitKey
from scheduler.domain.times import Span
from scheduler.domain.words import Tag

URGENCY = tuple(Tag)


@dataclass(frozen=True)
class Asked:
    """How a visit that is put in beforehand is to be timed.

    Attributes
    ----------
    windows
        Within which it is made.
    soon
        Whether as early as may be, rather than with the least work.
    """

    windows: tuple[Span, ...]
    soon: bool


@dataclass(frozen=True, eq=False)
class Put:
    """A carer's shifts of a day with the visit in them.

    Attributes
    ----------
    start
        When the visit then begins, in seconds since midnight.
    more
        Seconds of work that it adds.
    gives_up
        A visit that makes room; None: none need.
    """

    loads: tuple[Load, ...]
    start: int
    more: int
    gives_up: VisitKey | None = None


def puts(loads: Loads, day: date, wanted: Wanted) -> Iterator[Put]:
    """Return every place of a day where the visit fits and nothing else is given up."""
    for (carer_id, on), own in loads.of.items():
        if on == day:
            carer = loads.problem.carer[carer_id]
            before = sum(load.worked for load in own)
            for option in places(loads, carer, own, wanted):
                yield _put(option, wanted, before)


def puts_with_room_made(
    loads: Loads, day: date, wanted: Wanted, kept: Collection[VisitKey]
) -> Iterator[Put]:
    """Return places where the visit fits if one visit that is not red is given up.

    Parameters
    ----------
    kept
        Visits that are not given up.
    """
    for (carer_id, on), own in loads.of.items():
        if on != day:
            continue
        carer = loads.problem.carer[carer_id]
        before = sum(load.worked for load in own)
        for number, load in enumerate(own):
            for place, stop in enumerate(load.stops):
                key = VisitKey(stop.senior_id, day)
                if stop.tag is Tag.RED or stop.partners or key in kept:
                    continue
                less = (*own[:number], load.without(place), *own[number + 1 :])
                for option in places(loads, carer, less, wanted):
                    put = _put(option, wanted, before)
                    yield Put(put.loads, put.start, put.more, key)


def soonest(found: Iterator[Put]) -> Put | None:
    """Return the place with the earliest start, then the least work."""
    return min(found, key=lambda put: (put.start, put.more), default=None)


def cheapest(found: Iterator[Put]) -> Put | None:
    """Return the place with the least work, then the earliest start."""
    return min(found, key=lambda put: (put.more, put.start), default=None)


def with_loads(plan: Plan, loads: Sequence[Load]) -> Plan:
    """Return the plan with these shifts of their carers in place of what they had."""
    changed = {(load.duty.carer.carer_id, load.day) for load in loads}
    routes = [r for r in plan.routes if (r.carer_id, r.date) not in changed]
    return plan.replace(
        routes=(*routes, *(route_of(load) for load in loads if load.stops))
    )


def route_of(load: Load) -> Route:
    """Return a shift with its visits as a route; due dates are as they were."""
    run = Run(load.duty, load.stops, load.calls)
    return run.timed() or run.forced()


def _put(option: tuple[Load, ...], wanted: Wanted, before: int) -> Put:
    who = wanted.senior.senior_id
    load = next(one for one in option if who in {stop.senior_id for stop in one.stops})
    more = sum(one.worked for one in option) - before
    return Put(option, load.start(who), more)
