"""Days planned under a scenario, in stages where a problem cannot tell the dates."""

from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.domain.words import Tag
from scheduler.simulate.scenarios.population import SeniorsRemoved
from scheduler.simulate.scenarios.rules import DemandShock
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.simulate.scenarios.staff import CarersRemoved
from scheduler.whatif.counting import count
from scheduler.whatif.stages import as_it_is, plan_through, records_of

LIMIT = 0.3


def town(days=10, **changes):
    """Return a red and a green senior and a carer who has an hour a day."""
    seniors, team = [senior("S1", "red"), senior("S2", "green")], [carer("C1")]
    fields = {"roster": roster("C1", hours="09:00-10:00"), "days": days} | changes
    return problem(seniors, team, **fields)


def scenario(*changes):
    return Scenario(name="test", changes=changes)


def planned(of, what):
    return plan_through(of, what, seed=0, time_limit=LIMIT)


def visited(stages, senior_id):
    return [
        (route.date - MONDAY).days
        for stage in stages
        for route, stop in stage.plan.stops()
        if stop.senior_id == senior_id
    ]


def test_as_it_is_is_one_plan_with_a_proof():
    """One stage over all days; nobody is late, and nobody could be less."""
    done = planned(town(), as_it_is(town()))
    assert [stage.problem.days for stage in done.stages] == [10]
    assert done.late_bound == dict.fromkeys(Tag, 0)


def test_what_the_roster_can_tell_is_one_plan_too():
    """Carers who leave are known of from the first day."""
    done = planned(town(), scenario(CarersRemoved(carers=("C1",), first_day=5)))
    assert len(done.stages) == 1
    assert max(visited(done.stages, "S1")) <= 3


def test_a_shock_is_planned_before_within_and_after():
    """The stages lie end to end; within, green are seen as often as red."""
    shock = DemandShock(tag="green", as_tag="red", first_day=4, last_day=12)
    done = planned(town(16), scenario(shock))
    assert [(s.problem.first_day, s.problem.days) for s in done.stages] == [
        (day(0), 3),
        (day(3), 9),
        (day(12), 4),
    ]
    within = [on for on in visited(done.stages, "S2") if 3 <= on < 12]
    assert len(within) >= 3
    assert done.late_bound is None


def test_a_stage_remembers_the_visits_of_those_before():
    """Nobody is visited twice for having been visited before the cut."""
    gone = SeniorsRemoved(seniors=("S2",), first_day=3)
    done = planned(town(8), scenario(gone))
    second = done.stages[1].problem
    assert {(r.senior_id, r.date) for r in second.records} == {
        (stop.senior_id, route.date) for route, stop in done.stages[0].plan.stops()
    }
    assert all(on < 2 for on in visited(done.stages, "S2"))


def test_minutes_of_a_week_hold_across_stages():
    """A week's limit for two routes is not there twice because the week is cut."""
    capped = [carer("C1", max_minutes_per_week=50)]
    seniors = [senior(f"S{n}", "green") for n in range(6)]
    of = problem(seniors, capped, roster=roster("C1"), days=7)
    shock = DemandShock(tag="green", as_tag="red", first_day=4)
    found = count(planned(of, scenario(shock)), seed=0)
    assert 0 < sum(carer.used for carer in found.carers) <= 50


def test_part_minutes_are_not_rounded_up():
    """Half a minute of a route is none, so that a kept limit stays kept."""
    stops = stop("S1", "09:00"), stop("S2", "09:16")
    there = route(*stops, leave=stops[0].arrive - 30)
    records = list(records_of(plan(there, of=town())))
    whole = (there.back - there.leave) // 60
    assert (there.back - there.leave) % 60
    assert sum(record.minutes for record in records) == whole


def test_the_same_seed_gives_the_same_figures():
    """Twice the same, whatever the machine does."""
    shock = scenario(DemandShock(tag="green", as_tag="red", first_day=4, last_day=6))
    first, second = (count(planned(town(), shock), seed=0) for _ in range(2))
    assert first == second
