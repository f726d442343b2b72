"""Visits that people hold already, put one by one into an empty state."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, product
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.kernel.instance import (
    ANY_WINDOW,
    NOT_PINNED,
    NOT_QUALIFIED,
    QUALIFIED,
    Instance,
)
from scheduler.solver.kernel.state import State, empty_state
from scheduler.solver.timetable import Timetable, fixed_starts, timetable, together

Crew = tuple[int, ...]
"""The vehicles that make one visit: as many as carers come."""


class Held(NamedTuple):
    """A visit to be kept if it can be.

    Attributes
    ----------
    start
        Of the first carer, in seconds since midnight.
    starts
        Of each vehicle that makes it so far; the order of the routes.
    crews
        Who may make it, the first choice first; in each the first carer first.
    pinned
        Whether a person has fixed it: then it may stand anywhere in the route.
    """

    senior: int
    day: int
    start: int
    starts: Mapping[int, int]
    crews: tuple[Crew, ...]
    pinned: bool


class Begun(NamedTuple):
    """Where a search begins.

    Attributes
    ----------
    instance
        With the pinned visits that the state has.
    """

    instance: Instance
    state: State

    def worth(self, visit: Held) -> int:
        """Return 2 for a pin kept in its window, 1 for one kept, else 0."""
        kept = int(self.instance.pinned[visit.senior, visit.day])
        if kept == NOT_PINNED:
            return 0
        return 1 if kept == ANY_WINDOW else 2


def begun(instance: Instance, visits: Iterable[Held]) -> Begun:
    """Return the state with every visit for which there is room when its turn comes."""
    pinned = instance.pinned.copy()
    beginning = _Beginning(instance._replace(pinned=pinned))
    for _, of_a_day in groupby(visits, attrgetter("day")):
        for visit in beginning.left_of(list(of_a_day)):
            beginning.keep(visit)
    timed = np.maximum(instance.timed, (pinned >= 0).any(axis=1))
    return Begun(instance._replace(pinned=pinned, timed=timed), beginning.state)


class _Beginning:
    """A state that is filled; its instance's pins with it."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.state = empty_state(instance)
        self._begins: dict[tuple[int, int], int] = {}

    def left_of(self, visits: Sequence[Held]) -> list[Held]:
        """Return the visits of a day without the routes that could be kept whole.

        Most can be, and one look at a route is quicker than one at each of its visits.
        """
        tied = {v for one in visits if not _is_simple(one) for v in sum(one.crews, ())}
        routes: dict[int, list[Held]] = defaultdict(list)
        for visit in visits:
            if _is_simple(visit) and visit.crews[0][0] not in tied:
                routes[visit.crews[0][0]].append(visit)
        whole = {
            vehicle for vehicle, row in routes.items() if self._whole(vehicle, row)
        }
        return [
            one for one in visits if not _is_simple(one) or one.crews[0][0] not in whole
        ]

    def _whole(self, vehicle: int, visits: Sequence[Held]) -> bool:
        """Put a route's visits in and return True, or False if they do not all fit."""
        state, day, stops = self.state, visits[0].day, [one.senior for one in visits]
        carer = self.instance.vehicle_carer[vehicle]
        made = state.made[carer, day] + len(stops)
        if (
            state.length[vehicle]
            or len(stops) >= state.route.shape[1]
            or made > self.instance.max_visits[carer, day]
            or not all(self._allowed((vehicle,), senior) for senior in stops)
        ):
            return False
        pins = self.instance.pinned
        pins[stops, day] = [self._windows(one)[0] for one in visits]
        times = timetable(self.instance, vehicle, stops, [-1] * len(stops))
        if times is None or self._overworked(vehicle, times):
            pins[stops, day] = NOT_PINNED
            return False
        self._work(vehicle, times)
        state.route[vehicle, : len(stops)] = stops
        state.length[vehicle] = len(stops)
        state.made[carer, day] = made
        state.visit[stops, day, 0] = vehicle
        self._begins |= {(one.senior, vehicle): one.starts[vehicle] for one in visits}
        return True

    def keep(self, visit: Held) -> None:
        """Put a visit in, unless it may not be made or there is no room."""
        pins, senior, day = self.instance.pinned, visit.senior, visit.day
        crews = [crew for crew in visit.crews if self._allowed(crew, senior)]
        if not crews:
            return
        for window in self._windows(visit):
            pins[senior, day] = window
            for crew in crews:
                if any(self._fits(visit, crew, at) for at in self._places(visit, crew)):
                    for vehicle in crew:
                        self._begins[senior, vehicle] = visit.starts[vehicle]
                    return
        pins[senior, day] = NOT_PINNED

    def _windows(self, visit: Held) -> tuple[int, ...]:
        """Return what the visit may be bound to, the first choice first."""
        if not visit.pinned:
            return (NOT_PINNED,)
        count = int(self.instance.windows[visit.senior])
        opens = self.instance.opens[visit.senior, :count]
        closes = self.instance.closes[visit.senior, :count]
        off = np.maximum(opens - visit.start, visit.start - closes)
        own = (int(np.argmin(off)),) if count else ()
        return (*own, ANY_WINDOW)

    def _places(self, visit: Held, crew: Crew) -> Iterator[tuple[int, ...]]:
        """Return where in the routes: by the held start; a pin, elsewhere as well."""
        usual = tuple(self._place(visit, vehicle) for vehicle in crew)
        yield usual
        if visit.pinned:
            lengths = [range(int(self.state.length[v]) + 1) for v in crew]
            yield from (places for places in product(*lengths) if places != usual)

    def _place(self, visit: Held, vehicle: int) -> int:
        mine = visit.starts[vehicle], visit.senior
        stops = self.state.route[vehicle, : self.state.length[vehicle]].tolist()
        return sum((self._begins[who, vehicle], who) <= mine for who in stops)

    def _fits(self, visit: Held, crew: Crew, places: tuple[int, ...]) -> bool:
        """Insert a visit into its routes and return True, or False if there is no room.

        Its start is any in its windows if one carer comes.
        """
        for starts in self._starts(visit, crew, places):
            times = [
                self._times(visit, vehicle, place, start)
                for vehicle, place, start in zip(crew, places, starts, strict=True)
            ]
            fitting = [table for table in times if table is not None]
            if len(fitting) == len(crew) and not any(
                self._overworked(vehicle, table)
                for vehicle, table in zip(crew, fitting, strict=True)
            ):
                self._insert(visit, crew, places, starts, fitting)
                return True
        return False

    def _starts(
        self, visit: Held, crew: Crew, places: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        """Return when carers might begin; -1, whenever it fits, for one alone."""
        if len(crew) == 1:
            yield (-1,)
            return
        instance, senior, day = self.instance, visit.senior, visit.day
        held = visit.starts[crew[0]], visit.starts[crew[1]]
        if together(instance, senior, day, held) == held:
            yield held
        pinned = (-1, ANY_WINDOW if instance.ordered[senior] else -1)
        alone = [
            (self._times(visit, vehicle, place, start), place)
            for vehicle, place, start in zip(crew, places, pinned, strict=True)
        ]
        starts = [table.starts[place] for table, place in alone if table is not None]
        if len(starts) == len(crew):
            found = together(instance, senior, day, (starts[0], starts[1]))
            if found is not None:
                yield found

    def _times(
        self, visit: Held, vehicle: int, place: int, start: int
    ) -> Timetable | None:
        """Return the times of the route with the visit in it, None if too late."""
        stops = self.state.route[vehicle, : self.state.length[vehicle]].tolist()
        fixed = fixed_starts(self.instance, self.state, vehicle)
        stops.insert(place, visit.senior)
        fixed.insert(place, start)
        return timetable(self.instance, vehicle, stops, fixed)

    def _insert(
        self,
        visit: Held,
        crew: Crew,
        places: tuple[int, ...],
        starts: tuple[int, ...],
        times: list[Timetable],
    ) -> None:
        state, instance, day = self.state, self.instance, visit.day
        state.fixed[visit.senior, day] = starts[0]
        if instance.ordered[visit.senior]:
            state.follow[visit.senior, day] = starts[1]
        for slot, (vehicle, place) in enumerate(zip(crew, places, strict=True)):
            carer = instance.vehicle_carer[vehicle]
            self._work(vehicle, times[slot])
            _insert_stop(state.route[vehicle], place, visit.senior)
            state.length[vehicle] += 1
            state.made[carer, day] += 1
            state.visit[visit.senior, day, slot] = vehicle

    def _work(self, vehicle: int, times: Timetable) -> None:
        """Note how long a route takes by now."""
        state, instance = self.state, self.instance
        carer = instance.vehicle_carer[vehicle]
        more = times.back - times.leave - state.work[vehicle]
        state.work[vehicle] += more
        state.week_work[carer, instance.week[instance.vehicle_day[vehicle]]] += more
        state.carer_work[carer] += more

    def _allowed(self, crew: Crew, senior: int) -> bool:
        instance, state = self.instance, self.state
        carers = instance.vehicle_carer[list(crew)]
        day = int(instance.vehicle_day[crew[0]])
        gap = int(instance.gap[senior])
        near = state.visit[senior, max(0, day - gap + 1) : day + gap, 0]
        able = instance.qualified[senior, carers]
        return bool(
            len(set(carers.tolist())) == len(crew)
            and (able > NOT_QUALIFIED).all()
            and (able == QUALIFIED).any()
            and (not instance.ordered[senior] or instance.may_follow[senior, carers[1]])
            and day >= instance.first_ok[senior]
            and (near < 0).all()
            and (state.made[carers, day] < instance.max_visits[carers, day]).all()
            and (state.length[list(crew)] + 1 < state.route.shape[1]).all()
        )

    def _overworked(self, vehicle: int, times: Timetable) -> bool:
        instance, state = self.instance, self.state
        carer = instance.vehicle_carer[vehicle]
        week = instance.week[instance.vehicle_day[vehicle]]
        work = np.int64(times.back - times.leave)
        total = state.week_work[carer, week] - state.work[vehicle] + work
        return bool(total > instance.max_work[carer, week])


def _insert_stop(route: NDArray[np.int64], place: int, senior: int) -> None:
    route[place + 1 :] = route[place:-1].copy()
    route[place] = senior


def _is_simple(visit: Held) -> bool:
    """Return whether one carer, and nobody else, may keep the visit."""
    return [len(crew) for crew in visit.crews] == [1]
