"""Tiny communities, planned by trying everything: what the best of all plans has."""

from collections.abc import Iterator
from itertools import combinations

from builders import carer, day, problem, roster, senior
from hypothesis import strategies as st

from scheduler.domain.problem import Problem
from scheduler.domain.words import Status, Tag
from scheduler.solver.kernel.instance import Instance

Clock = tuple[int, int]
"""A senior's earliest next day and due day."""


def least_late(instance: Instance, staffed: set[int], capacity: int) -> tuple[int, ...]:
    """Return the fewest days late, red before orange before green, by trying all."""
    clocks = tuple(zip(instance.first_ok.tolist(), instance.due.tolist(), strict=True))
    best: dict[tuple[Clock, ...], tuple[int, ...]] = {clocks: (0, 0, 0)}
    for on in range(instance.days):
        following: dict[tuple[Clock, ...], tuple[int, ...]] = {}
        for clocks, late in best.items():
            ready = [s for s, (opens, _) in enumerate(clocks) if opens <= on]
            for group in _groups(ready, capacity if on in staffed else 0):
                after, more = _visited(instance, clocks, group, on)
                total = _sum(late, more)
                following[after] = min(total, following.get(after, total))
        best = following
    return min(
        _sum(late, _open_late(instance, clocks)) for clocks, late in best.items()
    )


def fewest_by_lateness(
    instance: Instance, staffed: set[int], capacity: int
) -> dict[tuple[int, ...], int]:
    """Return the fewest visits for all days late by tag that any plan has."""
    clocks = tuple(zip(instance.first_ok.tolist(), instance.due.tolist(), strict=True))
    fewest = {(clocks, (0, 0, 0)): 0}
    for on in range(instance.days):
        following: dict[tuple[tuple[Clock, ...], tuple[int, ...]], int] = {}
        for (clocks, late), visits in fewest.items():
            ready = [s for s, (opens, _) in enumerate(clocks) if opens <= on]
            for group in _groups(ready, capacity if on in staffed else 0):
                after, more = _visited(instance, clocks, group, on)
                end = after, _sum(late, more)
                made = visits + len(group)
                following[end] = min(made, following.get(end, made))
        fewest = following
    found: dict[tuple[int, ...], int] = {}
    for (clocks, late), visits in fewest.items():
        total = _sum(late, _open_late(instance, clocks))
        found[total] = min(visits, found.get(total, visits))
    return found


def _sum(late: tuple[int, ...], more: list[int]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(late, more, strict=True))


def _groups(ready: list[int], most: int) -> Iterator[tuple[int, ...]]:
    for size in range(min(most, len(ready)) + 1):
        yield from combinations(ready, size)


def _visited(
    instance: Instance, clocks: tuple[Clock, ...], group: tuple[int, ...], on: int
) -> tuple[tuple[Clock, ...], list[int]]:
    after, late = list(clocks), [0, 0, 0]
    for one in group:
        late[instance.urgency[one]] += max(0, on - clocks[one][1])
        after[one] = on + int(instance.gap[one]), on + int(instance.interval[one])
    return tuple(after), late


def _open_late(instance: Instance, clocks: tuple[Clock, ...]) -> list[int]:
    late = [0, 0, 0]
    for one, (_, due) in enumerate(clocks):
        late[instance.urgency[one]] += max(0, instance.days - due)
    return late


@st.composite
def tiny(draw) -> tuple[Problem, set[int], int]:
    """Return a community, the days on which its one carer works, and visits a day."""
    days = draw(st.integers(3, 6))
    count = draw(st.integers(2, 4))
    capacity = draw(st.integers(1, count))
    staffed = draw(st.sets(st.integers(0, days - 1), min_size=1))
    seniors = [
        senior(
            f"S{number}",
            draw(st.sampled_from(list(Tag))),
            last_visit=draw(st.sampled_from([None, *(day(-n) for n in range(1, 9))])),
            status=draw(st.sampled_from([*[Status.ACTIVE] * 4, Status.AWAY])),
            status_until=day(draw(st.integers(-2, 7))),
        )
        for number in range(count)
    ]
    of = problem(
        seniors,
        [carer(max_visits_per_day=capacity)],
        roster=roster(days=[day(on) for on in sorted(staffed)]),
        days=days,
    )
    return of, staffed, capacity


def fewest_late(
    instance: Instance, staffed: set[int], capacity: int, through: int
) -> int:
    """Return how many seniors go late within so many days at least, by trying all.

    Whoever could not be seen in time from the start does not count.
    """
    clocks = tuple(zip(instance.first_ok.tolist(), instance.due.tolist(), strict=True))
    ends = {(clocks, frozenset[int]())}
    for on in range(through):
        ends = {
            _seen(instance, clocks, late, group, on)
            for clocks, late in ends
            for group in _groups(
                [s for s, (opens, _) in enumerate(clocks) if opens <= on],
                capacity if on in staffed else 0,
            )
        }
    counted = {
        s for s in range(instance.seniors) if instance.first_ok[s] <= instance.due[s]
    }
    return min(len(late & counted) for _, late in ends)


def _seen(
    instance: Instance,
    clocks: tuple[Clock, ...],
    late: frozenset[int],
    group: tuple[int, ...],
    on: int,
) -> tuple[tuple[Clock, ...], frozenset[int]]:
    """Return the clocks after a day's visits, and whoever is late at its end."""
    after, _ = _visited(instance, clocks, group, on)
    overdue = {s for s, (_, due) in enumerate(after) if due <= on}
    return after, late | overdue
