"""Plans as a whole: good by the referee, repeatable, in time, whatever is asked."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Event, Timer

import numpy as np
import pytest
from builders import carer, day, problem, record, roster, senior
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented import invented
from planted import planted

from scheduler.check.case import Case
from scheduler.check.kpis import kpis
from scheduler.check.price import price
from scheduler.check.referee import check
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.solver.progress import Progress
from scheduler.solver.solve import solve

BRIEF = 0.3
"""Seconds that are enough for a handful of seniors."""

GRACE = 1.0
"""Seconds by which a time limit may be overstayed."""


def town(seniors: int, carers: int, days: int, *, seed: int = 0, **changes) -> Problem:
    """Return a town on a grid, 60 seconds a block, visited more or less lately."""
    rng = Random(seed)
    people = [
        senior(
            f"S{n}",
            rng.choice([*Tag, Tag.GREEN]),
            last_visit=day(-rng.randint(1, 6)),
            carers_needed=rng.choice([1] * 9 + [2]),
        )
        for n in range(seniors)
    ]
    team = [carer(f"C{n}") for n in range(carers)]
    corners = np.array(
        [[rng.randint(0, 9), rng.randint(0, 9)] for _ in range(seniors + 1)]
    )
    blocks = np.abs(corners[:, None] - corners[None, :]).sum(axis=2)
    ids = tuple(sorted(one.senior_id for one in people))
    base = {one.carer_id: OFFICE for one in team}
    travel = TravelTimes(
        senior_ids=ids,
        base_ids=(OFFICE,),
        seconds=(60 * blocks[None]).astype(np.int32),
        carer_profile=dict.fromkeys(base, 0),
        carer_base=base,
    )
    return problem(people, team, travel=travel, days=days, **changes)


def made(of: Problem, time_limit: float = BRIEF, **options) -> Plan:
    """Return a plan that breaks no rule."""
    plan = solve(of, time_limit=time_limit, **options).plan
    assert check(of, plan).violations == ()
    return plan


def bare(plan: Plan) -> str:
    """Return the plan's JSON but for the seconds it took."""
    fields = json.loads(plan.model_dump_json(by_alias=True))
    del fields["engine"]["seconds"]
    return json.dumps(fields, ensure_ascii=False)


def served(plan: Plan) -> set[str]:
    return {stop.senior_id for _, stop in plan.stops()}


class TestEveryPlanIsGood:
    """The referee finds nothing, whatever the problem."""

    @settings(deadline=None, derandomize=True, max_examples=30)
    @given(st.randoms(use_true_random=False))
    def test_on_any_problem(self, rng):
        """Rules, limits, pauses, odd clocks, odd weights, impossible travel."""
        made(invented(rng), 0.1)

    @settings(deadline=None, derandomize=True, max_examples=20)
    @given(st.randoms(use_true_random=False))
    def test_on_days_full_of_visits(self, rng):
        """More seniors and carers, so that routes are long and limits bind."""
        made(invented(rng, most_seniors=30, most_carers=12, most_days=16), 0.1)

    @settings(deadline=None, derandomize=True, max_examples=20)
    @given(st.randoms(use_true_random=False))
    def test_on_planted_problems(self, rng):
        """Whoever plans from nothing keeps the rules that a planted plan keeps."""
        made(planted(rng)[0], 0.1)

    @settings(deadline=None, derandomize=True, max_examples=15)
    @given(st.randoms(use_true_random=False))
    def test_on_problems_with_a_published_plan(self, rng):
        """A plan for other days, people and hours is a beginning like any other."""
        held = made(invented(rng), 0.1)
        other = invented(rng)
        now = other if rng.random() < 0.5 else other.replace(first_day=held.first_day)
        made(now, 0.1, published=held)


def without_the_late(of: Problem, plan: Plan) -> Problem:
    """Return the problem of those whom a plan never lets wait too long."""
    on_time = [
        of.senior[senior_id]
        for senior_id, turns in Case.of(of, plan).turns.items()
        if turns.still_open.due > of.last_day
        and all(taken.days_late == 0 for taken in turns.taken)
    ]
    rows = [of.travel.senior_place(one.senior_id) for one in on_time]
    kept = [*rows, *range(len(of.seniors), of.travel.seconds.shape[1])]
    travel = replace(
        of.travel,
        senior_ids=tuple(one.senior_id for one in on_time),
        seconds=np.ascontiguousarray(of.travel.seconds[:, kept][:, :, kept]),
    )
    return of.replace(seniors=on_time, travel=travel)


class TestPlantedPlans:
    """Where a plan is known in which nobody is late, nobody is."""

    @settings(deadline=None, derandomize=True, max_examples=25)
    @given(st.randoms(use_true_random=False))
    def test_nobody_is_late(self, rng):
        """Narrow windows and exact limits; every turn can be kept, so it is."""
        of = without_the_late(*planted(rng))
        assume(of.seniors)
        late = kpis(of, made(of)).late_days
        assert sum(late.values()) == 0

    def test_a_full_day_is_packed(self):
        """Eight windows of one visit each, in any order of ids, by one carer."""
        hours = list(range(8, 16))
        Random(4).shuffle(hours)
        seniors = [
            senior(f"S{n}", windows=[f"{hour:02}:00-{hour:02}:15"])
            for n, hour in enumerate(hours)
        ]
        plan = made(problem(seniors, roster=roster(hours="07:00-18:00")))
        assert len(served(plan)) == 8
        assert plan.unserved == ()


class TestOverload:
    """More is due than can be done: red before orange before green."""

    def test_the_more_urgent_are_served_and_the_rest_listed_with_a_reason(self):
        """Four visits a day, three of each tag, one day."""
        seniors = [senior(f"S{n}", tag) for n, tag in enumerate([*Tag] * 3)]
        plan = made(problem(seniors, [carer(max_visits_per_day=4)]))
        tags = sorted(stop.tag for _, stop in plan.stops())
        assert tags == ["orange", "red", "red", "red"]
        assert [entry.tag for entry in plan.unserved] == ["orange"] * 2 + ["green"] * 3
        assert {entry.reason for entry in plan.unserved} == {"no_capacity"}

    def test_days_late_are_as_few_as_can_be(self):
        """Two a day for seven days: each red waits as little as the proof allows."""
        seniors = [senior(f"S{n}", "red") for n in range(6)]
        of = problem(seniors, [carer(max_visits_per_day=2)], days=7)
        solution = solve(of, time_limit=BRIEF)
        assert solution.bound is not None
        assert kpis(of, solution.plan).late_days == solution.bound.late_days

    def test_sentences_come_in_the_language_asked_for(self):
        """Chinese unless English is asked for."""
        of = problem(carers=[])
        zh, en = (made(of, language=language) for language in Language)
        assert "未能排入" in zh.unserved[0].says
        assert "gets no visit" in en.unserved[0].says


class TestSmallest:
    """Nothing to plan, or next to nothing."""

    def test_one_senior_one_carer_one_day(self):
        """There is one visit to make."""
        assert served(made(problem())) == {"S1"}

    @pytest.mark.parametrize(
        "of",
        [
            problem([senior(status="hospital")], days=3),
            problem([senior(status="ended")]),
            problem([]),
        ],
        ids=["paused", "ended", "nobody"],
    )
    def test_nobody_to_visit(self, of):
        """The plan is empty, and nobody is missed."""
        plan = made(of)
        assert (plan.routes, plan.unserved) == ((), ())

    @pytest.mark.parametrize(
        "of",
        [
            problem(carers=[]),
            problem(roster=()),
            problem(roster=roster(days=[day(9)])),
            problem(roster=roster(days=["sun"])),
            problem([senior(carers_needed=2)]),
            problem([senior(windows=["09:00-09:10"])]),
            problem([senior(windows=["04:00-05:00"])]),
            problem([senior(visit_minutes=700)]),
            problem(carers=[carer(max_visits_per_day=0)]),
            problem(carers=[carer(max_minutes_per_week=0)]),
            problem([senior(skills=("a",))]),
        ],
    )
    @pytest.mark.parametrize("days", [1, 2])
    def test_nobody_who_could_visit(self, of, days):
        """No carer, shift, window or room: the senior is listed with a reason."""
        plan = made(of.replace(days=days))
        assert plan.routes == ()
        assert plan.unserved[0].reason

    @pytest.mark.parametrize("days", range(1, 31))
    def test_any_number_of_days(self, days):
        """A red senior is visited every third day, never late."""
        of = problem([senior(tag="red")], days=days)
        plan = made(of, 0.05)
        assert len(plan.visits()) == -(-days // 3)
        assert kpis(of, plan).late_days[Tag.RED] == 0


class TestOddProblems:
    """What a community might really have, though nobody would think of it."""

    def test_shifts_at_both_ends_of_the_day(self):
        """From midnight on and until midnight."""
        people = [
            senior("S1", windows=["00:00-00:20"]),
            senior("S2", windows=["23:40-24:00"]),
        ]
        carers = [carer("C1"), carer("C2")]
        travel = problem(people, carers).travel
        zero = replace(travel, seconds=np.zeros_like(travel.seconds))
        hours = roster("C1", hours="00:00-01:00") + roster("C2", hours="23:00-24:00")
        assert (
            len(served(made(problem(people, carers, roster=hours, travel=zero)))) == 2
        )

    def test_more_than_a_hundred_stops_in_a_route(self):
        """Visits of a minute, homes a second apart, one shift."""
        people = [senior(f"S{n}", visit_minutes=1) for n in range(120)]
        of = problem(people)
        near = replace(of.travel, seconds=of.travel.seconds // 60)
        plan = made(of.replace(travel=near), 1.0)
        assert len(plan.visits()) == 120

    def test_more_than_a_hundred_carers(self):
        """Each has one visit; all are needed for two-person visits."""
        people = [senior(f"S{n}", carers_needed=2) for n in range(55)]
        carers = [carer(f"C{n}", max_visits_per_day=1) for n in range(110)]
        plan = made(problem(people, carers), 1.0)
        assert len(plan.visits()) == 55

    @pytest.mark.parametrize(("interval", "gap"), [(1, 1), (1, 0), (2, 5)])
    def test_odd_intervals(self, interval, gap):
        """Every day; every day without a gap; a gap longer than the interval."""
        policy = problem().policy
        rules = dict(policy.tags)
        rules[Tag.GREEN] = rules[Tag.GREEN].replace(
            interval_days=interval, min_gap_days=gap
        )
        plan = made(problem(policy=policy.replace(tags=rules), days=11))
        assert len(plan.visits()) == {1: 11, 2: 3}[interval]

    def test_only_a_way_round(self):
        """The straight way takes all day; through the neighbour it does not."""
        of = problem([senior("S1"), senior("S2")])
        seconds = of.travel.seconds.copy()
        seconds[0, of.travel.base_place("C1"), 1] = 72_000
        round_about = replace(of.travel, seconds=seconds)
        assert "S1" in served(made(of.replace(travel=round_about)))

    def test_two_months(self):
        """Sixty days of a small town, nobody late who was not before."""
        of = town(12, 3, days=60)
        turns = of.first_turns
        inherited = sum(
            max(0, (of.first_day - turns[one.senior_id].due).days)
            for one in of.seniors
            if one.tag is Tag.RED
        )
        assert kpis(of, made(of, 1.0)).late_days[Tag.RED] == inherited

    def test_zero_weights(self):
        """Nothing costs anything: any plan will do, and it breaks no rule."""
        policy = problem().policy
        off = dict.fromkeys(type(policy.weights).model_fields, 0.0)
        del off["late_day"]
        late = {tag.value: 0.0 for tag in Tag}
        weights = policy.weights.replace(
            **off, late_day=policy.weights.late_day.replace(**late)
        )
        made(town(10, 2, days=5, policy=policy.replace(weights=weights)))


UNHURRIED = 0.5
"""Seconds' worth of work; the clock ends none of it, on however busy a machine."""

IN_ANOTHER_PROCESS = """
import sys
sys.path[:0] = {paths!r}
sys.stdout.reconfigure(encoding="utf-8")
from test_solve import UNHURRIED, bare, solve, town
options = {{"time_limit": UNHURRIED, "by_the_clock": False}}
print(bare(solve(town(25, 4, 10), seed=5, **options).plan))
"""


def plan_of_another_process(hash_seed: str) -> str:
    """Return the JSON of the plan that a process makes whose hashes differ."""
    here = Path(__file__).parent
    code = IN_ANOTHER_PROCESS.format(paths=[str(here), str(here.parent)])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
    )
    return done.stdout.strip()


def unhurried(of: Problem, **options) -> str:
    """Return the JSON of a plan whose search no clock ends."""
    return bare(made(of, UNHURRIED, by_the_clock=False, **options))


class TestRepeatable:
    """The same input, seed and time limit make the same plan."""

    def test_in_two_processes_byte_for_byte(self):
        """But for the seconds it took, nothing differs from this process either."""
        here = unhurried(town(25, 4, 10), seed=5)
        assert plan_of_another_process("1") == plan_of_another_process("2") == here

    def test_another_seed_makes_another_plan(self):
        """The seed is used, and stands in the plan."""
        of = town(25, 4, 10)
        one, other = (json.loads(unhurried(of, seed=seed)) for seed in (0, 1))
        assert (one["seed"], other["seed"]) == (0, 1)
        assert one["routes"] != other["routes"]

    def test_the_order_of_rows_does_not_matter(self):
        """Rows are read backwards: the plan is the same."""
        of = town(20, 3, 7, records=[record(f"S{n}", on=day(-n - 1)) for n in range(9)])
        rows = {"seniors": of.seniors, "carers": of.carers, "roster": of.roster}
        backwards = of.replace(
            **{name: row[::-1] for name, row in rows.items()}, records=of.records[::-1]
        )
        assert unhurried(of) == unhurried(backwards)

    def test_on_one_day_too(self):
        """A single day is searched another way, and repeats likewise."""
        of = town(30, 4, 1)
        assert unhurried(of) == unhurried(of)

    def test_from_a_published_plan_too(self):
        """Planning again repeats as planning does."""
        of = town(20, 3, 7)
        held = made(of)
        now = of.replace(roster=roster("C0", "C1"))
        assert unhurried(now, published=held) == unhurried(now, published=held)


class TestTime:
    """The limit is kept, and whoever stops the search gets a plan."""

    @pytest.mark.parametrize("limit", [0.0, 0.2, 1.0])
    @pytest.mark.parametrize(("seniors", "days"), [(40, 1), (40, 14), (200, 14)])
    def test_the_limit_is_held_within_a_second(self, limit, seniors, days):
        """However much there is to do; the sentences on the unserved included."""
        of = town(seniors, 3, days)
        made(problem())  # Compiled by now.
        began = time.monotonic()
        solve(of, time_limit=limit)
        assert time.monotonic() - began < limit + GRACE

    def test_stopped_before_it_begins(self):
        """The stop is set already: a quick plan comes back, and a good one."""
        stop = Event()
        stop.set()
        began = time.monotonic()
        plan = made(town(40, 4, 14), 60.0, stop=stop)
        assert time.monotonic() - began < 3.0
        assert plan.routes

    @pytest.mark.parametrize("after", [0.05, 0.4, 1.0])
    @pytest.mark.parametrize("days", [1, 14])
    def test_stopped_on_the_way(self, after, days):
        """Long before the limit the best plan so far comes back."""
        stop = Event()
        timer = Timer(after, stop.set)
        began = time.monotonic()
        timer.start()
        plan = made(town(40, 4, days), 60.0, stop=stop)
        assert time.monotonic() - began < after + 3.0
        assert plan.routes

    def test_reports_say_how_far_it_is(self):
        """Phases have names in both languages; late days and cost come with a plan."""
        reports: list[Progress] = []
        made(town(25, 4, 10), 0.6, report=reports.append)
        assert all(one.phase.zh and one.phase.en for one in reports)
        known = [one for one in reports if one.late_days is not None]
        assert known[-1].cost <= known[0].cost
        assert all(0.0 <= one.seconds_left <= 0.6 for one in reports)


def stops_moved(now: Problem, held: Plan, plan: Plan) -> int:
    """Return how many published stops the plan does not keep."""
    weight = now.policy.weights.stability
    return round(price(now, plan, held).stability / weight)


class TestPublished:
    """Planning again keeps what people already hold."""

    OF = town(24, 4, 10)

    def test_nothing_changed_nothing_moves(self):
        """At most a stop or two that make the plan cheaper, and nobody red later."""
        held = made(self.OF, 1.0)
        again = made(self.OF, published=held)
        assert stops_moved(self.OF, held, again) <= 2
        before, after = (kpis(self.OF, plan).late_days for plan in (held, again))
        assert after[Tag.RED] <= before[Tag.RED]

    def test_without_a_carer_the_others_keep_theirs(self):
        """Of the stops of those who are still there nine in ten stay."""
        held = made(self.OF, 1.0)
        now = self.OF.replace(roster=roster("C0", "C1", "C2"))
        plan = made(now, published=held)
        stops = {(s.senior_id, r.date, r.carer_id) for r, s in held.stops()}
        theirs = {stop for stop in stops if stop[2] != "C3"}
        kept = {(s.senior_id, r.date, r.carer_id) for r, s in plan.stops()}
        assert len(theirs & kept) >= 0.9 * len(theirs)

    def test_a_pause_takes_out_no_other_s_visits(self):
        """The paused senior's stops vanish; of the rest nearly all stay."""
        held = made(self.OF, 1.0)
        paused = held.routes[0].stops[0].senior_id
        now = self.OF.replace(
            seniors=[
                one.replace(status="hospital") if one.senior_id == paused else one
                for one in self.OF.seniors
            ]
        )
        plan = made(now, published=held)
        assert paused not in served(plan)
        own = sum(stop.senior_id == paused for _, stop in held.stops())
        assert stops_moved(now, held, plan) <= own + 2

    def test_two_person_visits_stay_with_both(self):
        """Pairs are kept as pairs."""
        held = made(self.OF, 1.0)
        again = made(self.OF, published=held)

        def pairs(plan: Plan) -> set[tuple]:
            return {
                (key, *sorted(route.carer_id for route, _ in stops))
                for key, stops in plan.visits().items()
                if len(stops) == 2
            }

        assert pairs(held)
        assert len(pairs(held) & pairs(again)) >= len(pairs(held)) - 1
