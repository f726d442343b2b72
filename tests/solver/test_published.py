"""A published plan as a beginning: everything that can be kept is kept."""

from random import Random

import pytest
from builders import carer, day, plan, problem, roster, route, senior
from builders import stop as visit
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted
from states import broken_rules, priced

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.output import to_routes
from scheduler.solver.published import from_plan

Stops = list[tuple[str, str, int]]


def kept(of: Problem, held: Plan) -> Stops:
    """Return senior, carer and day of each stop that is kept."""
    instance = to_instance(of, held)
    _, state = priced(instance, from_plan(of, instance, held).state)
    return stops_of(of, to_routes(of, instance, state))


def stops_of(of: Problem, routes) -> Stops:
    return sorted(
        (stop.senior_id, r.carer_id, (r.date - of.first_day).days)
        for r in routes
        for stop in r.stops
    )


def one_stop(start="09:00", of: Problem | None = None, **changes) -> Plan:
    """Return a plan in which C1 visits S1 on the first day, or as told."""
    return plan(route(visit(start=start), **changes), of=of or problem())


PAIR = [senior(carers_needed=2)]
TEAM = [carer("C1"), carer("C2")]
BOTH = [("S1", "C1", 0), ("S1", "C2", 0)]


def pair_at(start: str, of: Problem) -> Plan:
    """Return a plan in which C1 and C2 visit S1 together."""
    return plan(
        route(visit(start=start, partners=("C2",))),
        route(visit(start=start, partners=("C1",)), carer_id="C2"),
        of=of,
    )


def test_a_visit_is_kept():
    """Carer, day and senior stay."""
    assert kept(problem(), one_stop()) == [("S1", "C1", 0)]


@pytest.mark.parametrize(
    "now",
    [
        problem([senior(status="hospital")]),
        problem([senior(avoid=("C1",))]),
        problem([senior(last_visit=day(-1))]),
        problem([senior("S2")]),
        problem(carers=[carer("C2")]),
        problem(carers=[carer(max_visits_per_day=0)]),
        problem(carers=[carer(max_minutes_per_week=10)]),
        problem([senior(carers_needed=2)]),
        problem([senior(windows=["19:00-20:00"])]),
        problem(roster=roster(days=["tue"])),
        problem(first_day=day(1)),
        problem(first_day=day(-1)),
    ],
)
def test_what_is_not_possible_any_more_is_lost(now):
    """Paused, avoided, too soon, gone, over a limit, off duty, another day."""
    assert kept(now, one_stop()) == []


def test_a_moved_window_or_shift_moves_only_the_time():
    """The visit is kept with its carer and day where it still fits."""
    afternoon = problem([senior(windows=["15:00-16:00"])])
    assert kept(afternoon, one_stop("09:00")) == [("S1", "C1", 0)]
    late = problem(roster=roster(hours="11:00-18:00"))
    assert kept(late, one_stop("09:00")) == [("S1", "C1", 0)]


def test_a_shift_cut_in_two_keeps_the_visits_of_both_parts():
    """An hour's leave at noon moves nobody to another carer or day."""
    of = problem([senior("S1"), senior("S2")])
    held = plan(route(visit("S1", "09:00"), visit("S2", "15:00")), of=of)
    leave = roster("C1", hours="12:00-13:00", days=[day(0)], kind="leave")
    cut = of.replace(roster=of.roster + leave)
    assert kept(cut, held) == [("S1", "C1", 0), ("S2", "C1", 0)]


def test_shifts_that_touch_keep_each_their_own():
    """A visit at the end of one shift is not taken for one of the next."""
    of = problem(
        [senior("S1", windows=["11:00-12:00"]), senior("S2", windows=["12:00-13:00"])],
        roster=roster(hours="08:00-12:00;12:00-18:00"),
    )
    held = plan(
        route(visit("S1", "11:40"), shift="08:00-12:00"),
        route(visit("S2", "12:10"), shift="12:00-18:00", leave=12 * 3600),
        of=of,
    )
    assert kept(of, held) == [("S1", "C1", 0), ("S2", "C1", 0)]


class TestTwoPersonVisits:
    """Both carers' stops are kept, or neither."""

    def test_both_are_kept_at_their_time(self):
        """The published start is the common start."""
        of = problem(PAIR, TEAM)
        instance = to_instance(of)
        state = from_plan(of, instance, pair_at("10:30", of)).state
        assert state.fixed[0, 0] == 10 * 3600 + 30 * 60
        assert kept(of, pair_at("10:30", of)) == BOTH

    @pytest.mark.parametrize(
        "changes",
        [
            {"seniors": [PAIR[0].replace(windows=["14:00-15:00"])]},
            {"roster": roster("C1") + roster("C2", hours="13:00-18:00")},
        ],
    )
    def test_both_are_kept_at_another_time(self, changes):
        """Where the start does not hold any more, they meet as soon as they can."""
        of = problem(PAIR, TEAM).replace(**changes)
        assert kept(of, pair_at("10:30", of)) == BOTH

    @pytest.mark.parametrize(
        "changes",
        [
            {"carers": TEAM[:1], "roster": roster("C1")},
            {"carers": [TEAM[0], TEAM[1].replace(max_visits_per_day=0)]},
            {"carers": [TEAM[0], TEAM[1].replace(max_minutes_per_week=5)]},
            {"seniors": [PAIR[0].replace(avoid=("C2",))]},
            {
                "roster": roster("C1", hours="08:00-12:00")
                + roster("C2", hours="13:00-18:00")
            },
        ],
    )
    def test_neither_is_kept_where_one_cannot_be(self, changes):
        """A visit by one of two would break a rule."""
        of = problem(PAIR, TEAM)
        held = pair_at("10:30", of)
        if "carers" in changes:
            changes["travel"] = problem(PAIR, changes["carers"]).travel
        assert kept(of.replace(**changes), held) == []

    def test_companions_alone_are_not_enough(self):
        """One of the two may visit alone; both police may not be kept."""
        police = [one.replace(role="police") for one in TEAM]
        of = problem(PAIR, TEAM)
        assert kept(of.replace(carers=police[:1] + TEAM[1:]), pair_at("10:30", of))
        assert not kept(of.replace(carers=police), pair_at("10:30", of))

    def test_who_now_needs_but_one_keeps_one(self):
        """The first of both who may come alone stays."""
        of = problem([senior()], [TEAM[0].replace(role="police"), TEAM[1]])
        assert kept(of, pair_at("10:30", of)) == [("S1", "C2", 0)]


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.randoms(use_true_random=False))
def test_a_plan_that_breaks_no_rule_is_kept_whole(rng):
    """Nothing changed: every stop stays with its carer and day, and no rule breaks."""
    of, held = planted(rng)
    instance = to_instance(of, held)
    state = from_plan(of, instance, held).state
    assert stops_of(of, held.routes) == kept(of, held)
    assert broken_rules(of, instance, state) == set()


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.randoms(use_true_random=False), st.integers(0, 99))
def test_whatever_is_kept_breaks_no_rule(rng, seed):
    """People, hours and limits change at random; what is left is a good plan."""
    of, held = planted(rng)
    draw = Random(seed)

    def changed(one: Senior) -> Senior:
        needed = draw.choice([one.carers_needed, 1, 2])
        lagged = {} if needed == 2 else {"after": None, "second_skills": ()}
        return one.replace(
            visit_minutes=draw.choice([one.visit_minutes, 25]),
            carers_needed=needed,
            avoid=draw.choice([one.avoid, ("C0",)]),
            **lagged,
        )

    now = of.replace(
        seniors=[changed(one) for one in of.seniors],
        carers=[
            one.replace(max_minutes_per_week=draw.choice([None, 20]))
            for one in of.carers
        ],
        roster=[row for row in of.roster if draw.random() < 0.8],
    )
    instance = to_instance(now, held)
    state = from_plan(now, instance, held).state
    assert broken_rules(now, instance, state) == set()
