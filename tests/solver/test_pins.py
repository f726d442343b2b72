"""Pins: what a person has fixed is kept before all else, as long as the data let it."""

from collections.abc import Collection
from random import Random

import numpy as np
import pytest
from builders import carer, day, plan, problem, roster, route, senior
from builders import stop as visit
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted
from states import broken_rules, searched

from scheduler.check.referee import check
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.times import parse_span, parse_time
from scheduler.solver.arrays import to_instance
from scheduler.solver.crew import everywhere
from scheduler.solver.kernel.instance import ANY_WINDOW, NOT_PINNED
from scheduler.solver.output import to_routes
from scheduler.solver.published import from_plan
from scheduler.solver.routes import rechosen
from scheduler.solver.solve import solve

BRIEF = 0.3
"""Seconds that are enough for a handful of seniors."""

FIRST = VisitKey("S1", day(0))


def crews(held: Plan) -> dict[VisitKey, set[str]]:
    """Return who makes each visit."""
    return {
        key: {route.carer_id for route, _ in stops}
        for key, stops in held.visits().items()
    }


def made(of: Problem, held: Plan, pinned: Collection[VisitKey]) -> Plan:
    """Return a new plan that breaks no rule."""
    new = solve(of, published=held, pinned=frozenset(pinned), time_limit=BRIEF).plan
    assert check(of, new).violations == ()
    return new


def begins(of: Plan, key: VisitKey) -> int:
    return of.visits()[key][0][1].start


class TestBeforeAllElse:
    """A pin outweighs whatever the weights say."""

    def test_before_a_wish(self):
        """The senior would rather see C2, the person in charge chose C1."""
        of = problem([senior(prefer=("C2",))], [carer("C1"), carer("C2")])
        held = plan(route(visit()), of=of)
        wishes = of.policy.weights.replace(prefer=1e6)
        of = of.replace(policy=of.policy.replace(weights=wishes))
        assert crews(made(of, held, ())) == {FIRST: {"C2"}}
        assert crews(made(of, held, [FIRST])) == {FIRST: {"C1"}}

    def test_before_lateness(self):
        """One visit fits a day: the pinned green one, not the red one that is due."""
        of = problem(
            [senior("S1", last_visit=day(-3)), senior("S2", "red")],
            [carer(max_visits_per_day=1)],
        )
        held = plan(route(visit("S1")), of=of)
        assert crews(made(of, held, ())) == {VisitKey("S2", day(0)): {"C1"}}
        assert crews(made(of, held, [FIRST])) == {FIRST: {"C1"}}

    def test_before_what_was_published(self):
        """Where there is room for one visit less, the pinned one stays."""
        of = problem(
            [senior("S1"), senior("S2", "red")], roster=roster(hours="08:00-08:35")
        )
        of = of.replace(
            seniors=[
                one.replace(windows=(parse_span("08:00-09:00"),)) for one in of.seniors
            ]
        )
        held = plan(route(visit("S2", "08:05"), visit("S1", "08:30")), of=of)
        assert crews(made(of, held, ())) == {VisitKey("S2", day(0)): {"C1"}}
        assert crews(made(of, held, [FIRST])) == {FIRST: {"C1"}}


class TestWindow:
    """A pinned visit stays in its half of the day."""

    AFTERNOON = parse_time("14:00")

    def test_it_does_not_slip_into_the_morning(self):
        """Without the pin the visit is made as soon as the shift begins."""
        held = plan(route(visit(start="15:00")), of=problem())
        assert begins(made(problem(), held, ()), FIRST) < self.AFTERNOON
        assert begins(made(problem(), held, [FIRST]), FIRST) >= self.AFTERNOON

    def test_it_is_not_pushed_into_the_afternoon(self):
        """Six visits fill the morning; with the pinned one in it, one is left out."""
        morning = [
            senior(f"S{n}", visit_minutes=29, windows=["08:30-11:30"])
            for n in range(2, 8)
        ]
        of = problem([senior("S1"), *morning])
        held = plan(route(visit(start="11:00")), of=of)
        assert made(of, held, ()).unserved == ()
        new = made(of, held, [FIRST])
        assert begins(new, FIRST) < self.AFTERNOON
        assert len(new.unserved) == 1

    def test_it_moves_where_its_own_window_is_lost(self):
        """The carer has the morning off now: same carer, same day, another time."""
        of = problem(roster=roster(hours="13:00-18:00"))
        held = plan(route(visit(start="09:00")), of=problem())
        new = made(of, held, [FIRST])
        assert crews(new) == {FIRST: {"C1"}}
        assert begins(new, FIRST) >= self.AFTERNOON

    def test_a_moved_window_is_followed(self):
        """The window nearest to the old time is the visit's own now."""
        of = problem([senior(windows=["12:00-13:00", "17:00-17:30"])])
        held = plan(route(visit(start="16:00")), of=problem())
        assert begins(made(of, held, [FIRST]), FIRST) >= parse_time("17:00")

    def test_two_carers_keep_their_time(self):
        """Both come when they were told to."""
        of = problem([senior(carers_needed=2)], [carer("C1"), carer("C2")])
        held = plan(
            route(visit(start="15:20", partners=("C2",))),
            route(visit(start="15:20", partners=("C1",)), carer_id="C2"),
            of=of,
        )
        new = made(of, held, [FIRST])
        assert crews(new) == {FIRST: {"C1", "C2"}}
        assert begins(new, FIRST) == parse_time("15:20")

    def test_pins_change_places_where_their_windows_did(self):
        """Who was first of the day may now only be seen last: both are kept."""
        of = problem([senior("S1"), senior("S2", windows=["14:00-14:30"])])
        held = plan(route(visit("S2", "09:00"), visit("S1", "15:00")), of=of)
        of = of.replace(roster=roster(hours="08:00-10:00;13:50-14:40"))
        pins = [VisitKey(who, day(0)) for who in ("S1", "S2")]
        assert crews(made(of, held, pins)).keys() == set(pins)


class TestLost:
    """Pins that the data do not allow any more are given up."""

    @pytest.mark.parametrize(
        "now",
        [
            problem([senior(status="hospital")]),
            problem([senior(avoid=("C1",))]),
            problem([senior(last_visit=day(-1))]),
            problem([senior("S2")]),
            problem(carers=[carer("C2")]),
            problem(carers=[carer(max_minutes_per_week=10)]),
            problem([senior(carers_needed=2)]),
            problem(roster=roster(days=["tue"])),
            problem(first_day=day(1)),
        ],
    )
    def test_no_rule_is_broken_for_them(self, now):
        """The visit is planned anew, or not at all."""
        held = plan(route(visit()), of=problem())
        assert crews(made(now, held, [FIRST])).get(FIRST) != {"C1"}

    def test_the_turn_is_taken_by_somebody_else(self):
        """The pinned carer is ill: the senior is seen on the same day nevertheless."""
        of = problem(carers=[carer("C1"), carer("C2")])
        held = plan(route(visit()), of=of)
        now = of.replace(roster=roster("C2"))
        assert crews(made(now, held, [FIRST])) == {FIRST: {"C2"}}

    def test_what_was_not_published_cannot_be_pinned(self):
        """Nobody knows whom such a pin would mean."""
        of = problem()
        assert crews(made(of, plan(of=of), [FIRST])) == {FIRST: {"C1"}}


def drawn_pins(rng: Random, held: Plan) -> set[VisitKey]:
    """Return some of the plan's visits."""
    keys = sorted(held.visits())
    return set(rng.sample(keys, rng.randint(0, len(keys))))


@settings(deadline=None, derandomize=True, max_examples=20)
@given(st.randoms(use_true_random=False))
def test_every_pin_that_can_be_kept_is_kept(rng):
    """One carer is ill: pins of the others stay as they are, the ill one's are lost."""
    of, held = planted(rng)
    pins = drawn_pins(rng, held)
    ill = rng.choice(of.carers).carer_id
    now = of.replace(roster=[row for row in of.roster if row.carer_id != ill])
    before, after = crews(held), crews(made(now, held, pins))
    for key in pins:
        if ill in before[key]:
            assert ill not in after.get(key, ())
        else:
            assert after[key] == before[key]


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.randoms(use_true_random=False))
def test_pins_are_kept_in_their_windows(rng):
    """Nothing has changed: no pin is lost, none needs another window."""
    of, held = planted(rng)
    pins = drawn_pins(rng, held)
    found = from_plan(of, to_instance(of, held), held, pins).instance.pinned
    assert (found != NOT_PINNED).sum() == len(pins)
    assert not (found == ANY_WINDOW).any()


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.randoms(use_true_random=False), st.integers(0, 99))
def test_pins_break_no_rule(rng, seed):
    """Hours, limits and needs change at random; what is pinned then still holds."""
    of, held = planted(rng)
    draw = Random(seed)
    now = of.replace(
        seniors=[
            one.replace(
                visit_minutes=draw.choice([one.visit_minutes, 25]),
                windows=draw.choice([one.windows, (), one.windows[:1]]),
                avoid=draw.choice([one.avoid, ("C0",)]),
            )
            for one in of.seniors
        ],
        carers=[
            one.replace(max_minutes_per_week=draw.choice([None, 20, 60]))
            for one in of.carers
        ],
        roster=[row for row in of.roster if draw.random() < 0.8],
    )
    instance = to_instance(now, held)
    pins = drawn_pins(draw, held)
    begun = from_plan(now, instance, held, pins)
    assert broken_rules(now, begun.instance, begun.state) == set()
    kept = np.argwhere(begun.instance.pinned != NOT_PINNED)
    assert (begun.state.visit[kept[:, 0], kept[:, 1], 0] >= 0).all()


def test_the_last_word_leaves_pins_where_they_are():
    """Two carers alike: routes are chosen anew for both, the pinned stop stays."""
    team = [carer("C1"), carer("C2")]
    seniors = [senior(f"S{n}") for n in range(1, 7)]
    of = problem(seniors, team)
    first = [visit(f"S{n}", 9 * 3600 + 1200 * n) for n in (1, 2, 3)]
    then = [visit(f"S{n}", 9 * 3600 + 1200 * n) for n in (4, 5, 6)]
    held = plan(route(*first), route(*then, carer_id="C2"), of=of)
    weights = of.policy.weights.replace(stability=0.0, fairness=0.0)
    of = of.replace(
        policy=of.policy.replace(weights=weights),
        seniors=[
            one.replace(prefer=("C2",) if one.senior_id < "S4" else ("C1",))
            for one in seniors
        ],
    )
    pins = {FIRST, VisitKey("S5", day(0))}
    begun = from_plan(of, to_instance(of, held), held, pins)
    free = from_plan(of, to_instance(of, held), held)
    pool = searched(free.instance, free.state).pool
    start = searched(begun.instance, begun.state, everywhere(begun.instance), 0).best
    swapped = rechosen(free.instance, start, [pool], 0, 5.0)
    kept = rechosen(begun.instance, start, [pool], 0, 5.0)
    assert swapped is not None
    assert not pins <= kept_by(of, held, swapped)
    assert kept is None or pins <= kept_by(of, held, kept)


def kept_by(of: Problem, held: Plan, state) -> set[VisitKey]:
    """Return the visits that a state leaves with the carers of the plan."""
    timed = searched(to_instance(of), state, np.zeros((len(of.seniors), 1), np.int8), 0)
    new = plan(*to_routes(of, to_instance(of), timed.best), of=of)
    before, after = crews(held), crews(new)
    return {key for key in before if after.get(key) == before[key]}
