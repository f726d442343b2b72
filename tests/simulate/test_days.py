"""Living through days: what is planned happens, and what happens is remembered."""

from collections import Counter
from random import Random

from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import invented
from verdict import rules_broken

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.words import Outcome, Tag
from scheduler.planning import make_plan
from scheduler.simulate.baseline import earliest_due_first
from scheduler.simulate.chance import Chances
from scheduler.simulate.days import HORIZON, live
from scheduler.simulate.tally import as_plan, outcomes, tally

UNSERVED_RULES = {"unserved_not_listed"}
"""Nobody lists the unserved of lived days."""

WEEKLY = {"too_many_minutes"}
"""Of a week half lived a plan knows the minutes at the doors, not the ways."""


def rolling(today: Problem, before: Plan | None) -> Plan:
    """Plan anew from the day before's plan."""
    return make_plan(today, time_limit=0.1, by_the_clock=False, published=before)


def lived(of: Problem, planner=rolling, chances=None):
    return live(of, planner, chances or Chances(), lambda _: None)


def test_a_green_senior_is_seen_twice_in_eight_days():
    """Due on the first day, then a week later; both on time."""
    life = lived(problem(days=8))
    kpis = tally(life)
    assert kpis.visits == 2
    assert kpis.late_days == dict.fromkeys(Tag, 0)
    assert kpis.on_time_share[Tag.GREEN] == 1.0


def test_each_day_is_planned_with_what_is_known_by_then():
    """The planner sees today, the plan of the day before and all that happened."""
    seen = []

    def planner(today, before):
        done = {record.senior_id for record in today.records}
        seen.append((today.first_day, today.days, before, done))
        visit = route(stop(f"S{len(seen)}"), on=today.first_day)
        return plan(visit, of=today, plan_id=f"P{len(seen)}")

    life = lived(problem([senior("S1"), senior("S2")], days=2), planner)
    assert seen[0] == (MONDAY, HORIZON, None, set())
    on, days, before, done = seen[1]
    assert (on, days, before.plan_id, done) == (day(1), HORIZON, "P1", {"S1"})
    assert [one.record.senior_id for one in life.happenings] == ["S1", "S2"]


def test_whoever_was_never_seen_grows_overdue():
    """Due on the first day for good: on the third day two days overdue."""
    overdue = []

    def planner(today, before):
        (turn,) = today.first_turns.values()
        overdue.append((today.first_day - turn.due).days)
        return plan(of=today)

    life = lived(problem(days=3), planner)
    assert overdue == [0, 1, 2]
    assert tally(life).late_days[Tag.GREEN] == 3


def test_a_closed_door_leaves_the_turn_open():
    """Nobody ever opens: ways are gone, no visit counts, every day is late."""
    life = lived(problem(days=4), chances=Chances(no_answer=1))
    kpis = tally(life)
    assert outcomes(life) == Counter({Outcome.NO_ANSWER: 4})
    assert (kpis.visits, kpis.service_minutes) == (0, 0.0)
    assert kpis.late_days[Tag.GREEN] == 4
    assert kpis.travel_minutes == 4 * 2.0


def test_a_sick_call_is_known_in_the_morning():
    """Everybody is ill: nobody is sent out, and nothing is missed at the door."""
    life = lived(problem(days=3), chances=Chances(sick=1))
    assert life.happenings == ()
    assert life.sick_calls >= 1


def test_a_sick_carer_is_replaced():
    """Whoever is well makes the visit."""
    carers = [carer(f"C{n}") for n in range(6)]
    chances = Chances(sick=0.4, seed=1)
    ill = {c.carer_id for c in carers if chances.days_ill(c.carer_id, MONDAY)}
    assert 0 < len(ill) < 6
    life = lived(problem(carers=carers), chances=chances)
    (one,) = life.happenings
    assert one.record.carer_id not in ill


def test_the_usual_way_takes_the_earliest_due_first():
    """One visit a day: the most overdue is seen first, the red of the same day next."""
    people = [
        senior("S1", "green", last_visit=day(-7)),
        senior("S2", "red", last_visit=day(-3)),
        senior("S3", "green", last_visit=day(-9)),
    ]
    of = problem(people, [carer(max_visits_per_day=1)], days=3)
    life = lived(of, earliest_due_first(0, 0.2))
    seen = [one.record.senior_id for one in life.happenings]
    assert seen == ["S3", "S2", "S1"]


def test_the_usual_way_fills_up_with_tomorrows_and_looks_no_further():
    """Due tomorrow: seen today. Due the day after: not yet."""
    people = [senior(f"S{n}", last_visit=day(n - 7)) for n in (1, 2)]
    of = problem(people, days=1)
    life = lived(of, earliest_due_first(0, 0.2))
    assert [one.record.senior_id for one in life.happenings] == ["S1"]


def test_nobody_comes_on_a_day_without_staff():
    """The usual way knows of no weekend: who falls due then is late on Monday."""
    weekdays = ("mon", "tue", "wed", "thu", "fri")
    of = problem([senior(last_visit=day(-1))], roster=roster(days=weekdays), days=8)
    usual = tally(lived(of, earliest_due_first(0, 0.2)))
    ahead = tally(lived(of))
    assert (usual.late_days[Tag.GREEN], ahead.late_days[Tag.GREEN]) == (1, 0)


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_without_chance_what_happened_breaks_no_rule(seed):
    """The days lived one by one are together a plan that the referee passes."""
    of = invented(Random(seed), most_seniors=6, most_days=5)
    for planner in (rolling, earliest_due_first(0, 0.1)):
        life = lived(of, planner)
        assert rules_broken(of, as_plan(life)) <= UNSERVED_RULES | WEEKLY


@settings(max_examples=12)
@given(st.integers(0, 10_000))
def test_every_planned_stop_has_one_outcome(seed):
    """Whatever goes wrong, each carer's stop is recorded once, in shift or missed."""
    of = invented(Random(seed), most_seniors=6, most_days=4)
    planned = []

    def planner(today, before):
        made = rolling(today, before)
        planned.extend(
            (r.date, r.carer_id, s.senior_id)
            for r, s in made.stops()
            if r.date == today.first_day
        )
        return made

    life = lived(of, planner, Chances(seed=seed, no_answer=0.2, overrun=0.5, sick=0.1))
    records = [one.record for one in life.happenings]
    assert sorted((r.date, r.carer_id, r.senior_id) for r in records) == sorted(planned)
    for one in life.happenings:
        assert (one.span is None) == (one.record.outcome is Outcome.MISSED)


def test_fate_is_the_same_whatever_is_planned():
    """The same doors stay shut for two planners; of another seed, other doors."""
    people = [senior(f"S{n}") for n in range(8)]
    of = problem(people, days=5)

    def everybody(people):
        def planner(today, before):
            stops = [
                stop(who.senior_id, 32_400 + 960 * place)
                for place, who in enumerate(people)
            ]
            return plan(route(*stops, on=today.first_day), of=today)

        return planner

    def shut(people, seed):
        life = lived(of, everybody(people), Chances(seed=seed, no_answer=0.3))
        return {
            (one.record.senior_id, one.record.date)
            for one in life.happenings
            if one.record.outcome is Outcome.NO_ANSWER
        }

    assert shut(people, 1) == shut(people[::-1], 1) != shut(people, 2)
