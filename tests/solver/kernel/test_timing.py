"""The compiled times of a route are those of its timetable."""

from typing import NamedTuple

import numpy as np
import pytest
from builders import problem, roster, senior
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numba import njit
from states import put, world_of

from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, Span, parse_time
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.solver.arrays import to_instance
from scheduler.solver.kernel.compiled import OPTIONS
from scheduler.solver.kernel.handle import tables_of
from scheduler.solver.kernel.state import empty_state
from scheduler.solver.kernel.timing import retime, work_with
from scheduler.solver.kernel.world import World, as_world
from scheduler.solver.timetable import timetable


@njit(**OPTIONS)
def time_first_route(table, changed):
    """Work out the first vehicle's times, and say whether it can be driven."""
    world = as_world(table)
    return retime(world.instance, world.state, 0, changed)


@njit(**OPTIONS)
def work_of_first_route_with(table, senior, position, start):
    """Return the first vehicle's work with one more stop."""
    world = as_world(table)
    return work_with(world.instance, world.state, 0, senior, position, start)


class Day(NamedTuple):
    """One carer's day: the problem, and the common starts of two-person visits."""

    problem: Problem
    fixed: list[int]

    def world(self, stops: list[int]) -> World:
        """Return the world in which the carer makes these visits in this order."""
        instance = to_instance(self.problem)
        state = empty_state(instance)
        put(state, instance, 0, *stops)
        state.fixed[:, 0] = self.fixed
        return world_of(instance, state)

    def times(self, stops: list[int]):
        """Return the timetable of these visits."""
        fixed = [self.fixed[stop] for stop in stops]
        return timetable(to_instance(self.problem), 0, stops, fixed)


MINUTES = st.integers(0, 8 * 60)
SPANS = st.builds(
    lambda start, length: Span(60 * start, 60 * (start + length)),
    MINUTES,
    st.integers(1, 300),
)


@st.composite
def days(draw):
    """Return a day of up to five homes with any windows and any travel."""
    count = draw(st.integers(1, 5))
    pairs = draw(st.sets(st.integers(0, count - 1), max_size=2))
    seniors = [
        senior(
            f"S{number}",
            visit_minutes=draw(st.integers(1, 60)),
            windows=draw(st.lists(SPANS, max_size=3)) or [Span(0, 12 * 3600)],
            carers_needed=2 if number in pairs else 1,
        )
        for number in range(count)
    ]
    cells = draw(st.binary(min_size=(count + 1) ** 2, max_size=(count + 1) ** 2))
    span = Span(60 * draw(MINUTES), 60 * draw(st.integers(8 * 60 + 1, 14 * 60)))
    of = problem(
        seniors,
        roster=roster(hours=str(span)),
        travel=TravelTimes(
            senior_ids=tuple(s.senior_id for s in seniors),
            base_ids=(OFFICE,),
            seconds=10 * np.array([*cells], np.int32).reshape(1, count + 1, count + 1),
            carer_profile={"C1": 0},
            carer_base={"C1": OFFICE},
        ),
    )
    starts = {n: MINUTE_SECONDS * draw(st.integers(-1, 10 * 60)) for n in pairs}
    return Day(of, [max(-1, starts.get(n, -1)) for n in range(count)])


def routes_of(data, day: Day) -> list[int]:
    """Draw an order of some of the homes, no more than a shift could hold."""
    most = empty_state(to_instance(day.problem)).route.shape[1] - 1
    homes = data.draw(st.permutations(range(len(day.fixed))))
    return homes[: min(most, data.draw(st.integers(1, len(homes))))]


@settings(deadline=None, derandomize=True, max_examples=120)
@given(days(), st.data())
def test_compiled_times_and_timetable_agree(day, data):
    """Both find the same routes drivable, with the same way, return and work."""
    stops = routes_of(data, day)
    world, times = day.world(stops), day.times(stops)
    assert time_first_route(tables_of(world)[0], 0) == (times is not None)
    if times is None:
        return
    last = len(stops)
    assert world.state.travel[0] == sum(times.legs)
    assert world.state.depart[0, last] + world.state.leg[0, last] == times.back
    assert world.state.work[0] == times.back - times.leave
    assert (
        world.state.carer_work[0]
        == world.state.week_work[0, 0]
        == times.back - times.leave
    )


@settings(deadline=None, derandomize=True, max_examples=80)
@given(days(), st.data())
def test_a_visit_may_begin_as_late_as_is_said(day, data):
    """Nobody is late whose stops begin at their latest starts, one after another."""
    stops = routes_of(data, day)
    world = day.world(stops)
    assume(time_first_route(tables_of(world)[0], 0))
    instance, state, last = world.instance, world.state, len(stops)
    latest = state.latest[0, : last + 1]
    departs = latest[:-1] + instance.service[stops]
    assert (departs + state.leg[0, 1 : last + 1] <= latest[1:]).all()
    assert (state.depart[0, 1 : last + 1] <= departs).all()
    assert latest[-1] == instance.vehicle_end[0]


@settings(deadline=None, derandomize=True, max_examples=80)
@given(days(), st.data())
def test_times_from_the_changed_stop_on_are_those_from_the_first(day, data):
    """Retiming a part of a route changes nothing that was right."""
    stops = routes_of(data, day)
    world = day.world(stops)
    tables = tables_of(world)
    assume(time_first_route(tables[0], 0))
    before = [array.copy() for array in world.state]
    changed = data.draw(st.integers(0, len(stops)))
    assert time_first_route(tables[0], changed)
    assert all(np.array_equal(a, b) for a, b in zip(before, world.state, strict=True))


@settings(deadline=None, derandomize=True, max_examples=120)
@given(days(), st.data())
def test_work_with_a_stop_is_the_work_of_the_route_that_has_it(day, data):
    """What is foretold of an insertion is what comes, and nothing is left behind."""
    stops = routes_of(data, day)
    position = data.draw(st.integers(0, len(stops) - 1))
    rest = [*stops[:position], *stops[position + 1 :]]
    times, without = day.times(stops), day.world(rest)
    tables = tables_of(without)
    assume(times is not None and time_first_route(tables[0], 0))
    new = stops[position]
    work = work_of_first_route_with(tables[0], new, position, day.fixed[new])
    assert work == times.back - times.leave
    assert without.state.fixed[:, 0].tolist() == day.fixed


@pytest.mark.parametrize(
    ("windows", "arrive", "start"),
    [
        (("09:00-10:00",), "08:30", "09:00"),
        (("09:00-10:00",), "09:30", "09:30"),
        (("09:00-10:00", "13:00-14:00"), "09:50", "13:00"),
        (("09:00-09:10", "13:00-14:00"), "08:30", "13:00"),
        (("13:00-14:00", "09:00-10:00"), "08:30", "09:00"),
        (("09:00-12:00", "10:00-11:00"), "11:30", "11:30"),
    ],
)
def test_a_visit_begins_in_the_first_window_it_fits(windows, arrive, start):
    """Fifteen minutes after 09:50 do not fit before 10:00: the next window is taken."""
    began = parse_time(arrive) - 60
    of = problem(
        [senior(windows=windows)],
        roster=roster(hours=str(Span(began, parse_time("18:00")))),
    )
    times = timetable(to_instance(of), 0, [0], [-1])
    assert times is not None
    assert times.starts == [parse_time(start)]


def test_a_carer_leaves_as_late_as_the_return_allows():
    """Waiting is done at the base, not at the door; the return is the earliest."""
    of = problem([senior(windows=("09:00-10:00",))])
    times = timetable(to_instance(of), 0, [0], [-1])
    assert times is not None
    assert (times.leave, times.back) == (parse_time("08:59"), parse_time("09:16"))
