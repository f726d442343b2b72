"""Visits of two carers, one after the other: planned, kept, and as many as can be."""

from collections.abc import Iterator
from itertools import permutations, product

import pytest
from builders import LEG, carer, day, plan, problem, roster, route, senior, stop
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted
from states import broken_rules, searched

from scheduler.check.referee import check
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS, format_minute
from scheduler.solver.arrays import to_instance
from scheduler.solver.published import from_plan
from scheduler.solver.solve import solve

BRIEF = 0.2
"""Seconds that are enough for a handful of seniors."""

HELPER = carer("H", "helper")
NURSE = carer("N", "social_worker", skills=("nurse",))
VISIT = VisitKey("S1", day(0))


def made(of: Problem, **options) -> Plan:
    """Return a plan that breaks no rule."""
    found = solve(of, time_limit=BRIEF, **options).plan
    assert check(of, found).violations == ()
    return found


def starts(of: Plan) -> list[tuple[str, str]]:
    """Return who starts when, the first one first."""
    return sorted(
        (format_minute(at.start), by.carer_id) for by, at in of.visits()[VISIT]
    )


def nursed(after: str = "30-60", **changes) -> Problem:
    """Return one senior whom a helper washes before a nurse comes."""
    fields = {"windows": ["09:00-12:00"], "second_skills": ("nurse",)} | changes
    return problem([senior(after=after, **fields)], [HELPER, NURSE])


class TestOneVisit:
    """The smallest case, by hand."""

    def test_the_helper_at_nine_the_nurse_half_an_hour_later(self):
        """As early as the windows and the lag allow."""
        assert starts(made(nursed())) == [("09:00", "H"), ("09:30", "N")]

    @pytest.mark.parametrize(
        ("hours", "expected"),
        [
            ("09:39-12:00", [("09:00", "H"), ("09:40", "N")]),
            ("10:19-12:00", [("09:20", "H"), ("10:20", "N")]),
        ],
    )
    def test_the_nurse_is_on_duty_later(self, hours, expected):
        """The helper waits no longer than the lag asks."""
        of = nursed().replace(roster=(*roster("H"), *roster("N", hours=hours)))
        assert starts(made(of)) == expected

    def test_each_in_a_window_of_their_own(self):
        """From one to two hours apart: the helper before noon, the nurse after."""
        of = nursed("60-120", windows=["11:00-11:30", "13:00-14:00"])
        assert starts(made(of)) == [("11:00", "H"), ("13:00", "N")]

    @pytest.mark.parametrize("after", ["0-0", "5-5"])
    def test_somebody_must_have_what_the_second_needs(self, after):
        """Without a nurse nobody comes."""
        of = nursed(after).replace(carers=[HELPER, carer("N", "social_worker")])
        assert not made(of).routes

    def test_at_once_where_that_is_asked(self):
        """A lag of nothing: both start together, whoever has the skill."""
        assert starts(made(nursed("0-0"))) == [("09:00", "H"), ("09:00", "N")]

    def test_no_lag_fits_into_a_short_shift(self):
        """The nurse leaves before half an hour is over."""
        hours = roster("N", hours="08:30-09:40")
        assert not made(nursed().replace(roster=(*roster("H"), *hours))).routes

    def test_a_wish_moves_both(self):
        """Both stops count: the helper as late as lets the nurse come within it."""
        of = nursed(prefer_windows=["10:00-11:00"])
        assert starts(made(of)) == [("10:00", "H"), ("10:30", "N")]


class TestEveryPlanIsGood:
    """The referee finds nothing, whatever the problem."""

    @settings(deadline=None, derandomize=True, max_examples=25)
    @given(st.randoms(use_true_random=False))
    def test_on_planted_problems(self, rng):
        """Whoever plans from nothing keeps the rules that a planted plan keeps."""
        made(planted(rng)[0])

    @settings(deadline=None, derandomize=True, max_examples=25)
    @given(st.randoms(use_true_random=False), st.booleans())
    def test_on_published_plans(self, rng, pinned):
        """Every visit of a good plan is kept, searched on or not, pinned or not."""
        of, held = planted(rng)
        instance = to_instance(of, held)
        keys = frozenset(held.visits()) if pinned else frozenset()
        begun = from_plan(of, instance, held, keys)
        assert (begun.state.visit[..., 0] >= 0).sum() == len(held.visits())
        assert not broken_rules(of, begun.instance, begun.state)
        world = searched(begun.instance, begun.state)
        assert not broken_rules(of, begun.instance, world.best)


def pair(first: str, second: str, of: Problem) -> Plan:
    """Return a plan in which H comes first and N second."""
    return plan(
        route(stop("S1", first, partners=("N",)), carer_id="H"),
        route(stop("S1", second, partners=("H",)), carer_id="N"),
        of=of,
    )


class TestPublished:
    """What people hold is kept: both carers, who is first, and both starts."""

    def test_the_starts_are_kept(self):
        """Though it could be earlier."""
        of = nursed()
        assert starts(made(of, published=pair("10:00", "10:45", of))) == [
            ("10:00", "H"),
            ("10:45", "N"),
        ]

    def test_a_new_lag_moves_the_second(self):
        """They were to start together; now the nurse comes later."""
        of = nursed()
        kept = made(of, published=pair("10:00", "10:00", of))
        assert {who for _, who in starts(kept)} == {"H", "N"}

    def test_the_other_way_round_where_only_that_is_allowed(self):
        """The nurse came first, without the skill being asked of the second."""
        of = nursed()
        held = plan(
            route(stop("S1", "09:00", partners=("H",)), carer_id="N"),
            route(stop("S1", "09:40", partners=("N",)), carer_id="H"),
            of=of,
        )
        assert [who for _, who in starts(made(of, published=held))] == ["H", "N"]

    @pytest.mark.parametrize(
        "windows", [["09:00-12:00"], ["09:50-10:20", "10:30-11:30"]]
    )
    def test_a_pin_keeps_both(self, windows):
        """In one window, or each in their own."""
        of = nursed(windows=windows)
        held = pair("10:00", "10:45", of)
        begun = from_plan(of, to_instance(of, held), held, {VISIT})
        assert begun.instance.pinned[0, 0] == 0
        kept = made(of, published=held, pinned=frozenset({VISIT}))
        assert starts(kept) == [("10:00", "H"), ("10:45", "N")]


STEP = 5 * MINUTE_SECONDS


@st.composite
def small_days(draw) -> Problem:
    """Return two or three carers on short shifts, and seniors of all kinds."""
    team = [
        carer(f"C{n}", "helper", skills=("nurse",) if draw(st.booleans()) else ())
        for n in range(draw(st.integers(2, 3)))
    ]
    hours = st.sampled_from(["09:00-10:00", "09:00-11:00", "09:30-10:30"])
    lags = st.sampled_from([None, "0-0", "0-20", "15-15", "20-60", "30-45"])
    people = []
    for number in range(draw(st.integers(1, 3))):
        after = draw(lags)
        skills = ("nurse",) if after and draw(st.booleans()) else ()
        windows = draw(
            st.sampled_from([["09:00-11:00"], ["09:00-09:50", "10:00-11:00"]])
        )
        needed = {} if after else {"carers_needed": draw(st.integers(1, 2))}
        people.append(
            senior(
                f"S{number}",
                "orange",
                after=after,
                second_skills=skills,
                windows=windows,
                **needed,
            )
        )
    shifts = [row for one in team for row in roster(one.carer_id, hours=draw(hours))]
    return problem(people, team, roster=shifts)


def most_served(of: Problem) -> int:
    """Return how many can be visited: every crew and every order is tried."""
    crews = [[(), *_crews(of, number)] for number in range(len(of.seniors))]
    best = 0
    for chosen in product(*crews):
        served = sum(bool(crew) for crew in chosen)
        if served > best and any(
            _can_be_driven(of, chosen, orders) for orders in _orders(of, chosen)
        ):
            best = served
    return best


def _crews(of: Problem, number: int) -> Iterator[tuple[str, ...]]:
    who = of.seniors[number]
    for crew in permutations(of.carers, who.carers_needed):
        if who.after is None and list(crew) != sorted(crew, key=lambda c: c.carer_id):
            continue
        if who.after is None or set(who.second_skills) <= set(crew[1].skills):
            yield tuple(one.carer_id for one in crew)


def _orders(of: Problem, chosen: tuple) -> Iterator[dict[str, tuple[int, ...]]]:
    mine = {
        one.carer_id: [n for n, crew in enumerate(chosen) if one.carer_id in crew]
        for one in of.carers
    }
    for orders in product(*(permutations(own) for own in mine.values())):
        yield dict(zip(mine, orders, strict=True))


def _can_be_driven(
    of: Problem, chosen: tuple, orders: dict[str, tuple[int, ...]]
) -> bool:
    """Return whether starts exist: put off what comes too soon until nothing does."""
    shifts = {shift.carer_id: shift.span for shift in of.shifts}
    times = {(n, who): 0 for who, own in orders.items() for n in own}
    while True:
        before = dict(times)
        for who, own in orders.items():
            ready = shifts[who].start
            for n in own:
                long = of.visit_seconds(of.seniors[n])
                soonest = max(times[n, who], ready + LEG)
                times[n, who] = _in_window(of, n, soonest)
                ready = times[n, who] + long
            if own and ready + LEG > shifts[who].end:
                return False
        for n, crew in enumerate(chosen):
            if len(crew) == 2:
                lag = of.seniors[n].after
                least, most = (lag.least_seconds, lag.most_seconds) if lag else (0, 0)
                one, other = (n, crew[0]), (n, crew[1])
                times[other] = max(times[other], times[one] + least)
                times[one] = max(times[one], times[other] - most)
        if times == before:
            return True


def _in_window(of: Problem, number: int, time: int) -> int:
    who = of.seniors[number]
    last = [(w.start, w.end - of.visit_seconds(who)) for w in of.windows(who)]
    return min((max(time, a) for a, b in last if max(time, a) <= b), default=1 << 20)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(small_days())
def test_as_many_are_served_as_can_be(of):
    """Compared with every crew, order and start of a tiny day."""
    found = made(of)
    assert len(found.visits()) == most_served(of)
