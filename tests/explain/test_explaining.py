"""Why that day, that person, that time: in cases that fit in the head."""

from datetime import date
from pathlib import Path

import pytest
from builders import MONDAY, carer, day, plan, problem, record, roster, route, senior
from builders import stop as visit
from builders import unserved as left_out

from scheduler.changes.move import move
from scheduler.domain.clock import next_turn
from scheduler.domain.plan import Plan
from scheduler.domain.policy import Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.times import format_minute, parse_span
from scheduler.errors import Language
from scheduler.explain.barriers import Barrier
from scheduler.explain.explaining import explain
from scheduler.planning import check_plan, read_problem
from scheduler.solver.solve import solve

SMALL = Path(__file__).parents[2] / "fixtures/small"

PLAIN = Policy(weights=Weights(fairness=0.0, early=0.0))
"""Nothing is said of how evenly work is spread, nor of coming early."""


def told(of: Problem, made: Plan, senior_id: str = "S1"):
    """Return the explanation of a plan that the referee finds nothing wrong with."""
    assert check_plan(of, made).violations == ()
    return explain(of, made, senior_id)


def one_visit(**changes):
    """Return three days with a visit on the second, by C1, who knows the senior."""
    of = problem(
        [senior(tag="red", last_visit=day(-2))],
        [carer("C1"), carer("C2", "helper"), carer("C3", "volunteer")],
        records=[record("S1", day(-2))],
        policy=PLAIN,
        days=3,
        **changes,
    )
    stop = visit("S1", "09:00", 20, tag="red", due=day(1))
    return of, plan(route(stop, on=day(1)), of=of)


class TestOtherDays:
    """Every day between the neighbouring visits is open, too soon or full."""

    def test_each_at_its_price(self):
        """Sooner brings the next turn forward, later is late; both by who is known."""
        (found,) = told(*one_visit()).visits
        early, late = found.days
        assert (early.date, early.early) == (MONDAY, 1)
        assert (late.date, late.early) == (day(2), -1)
        assert early.way.carer_ids == late.way.carer_ids == ("C1",)
        assert early.way.cost.late_days["red"] == 0
        assert late.way.cost.late_days["red"] == 1
        assert "红色多逾期 1 天" in late.way.cost.says.zh

    def test_nobody_on_duty(self):
        """Who may come is counted by what keeps them away; others are not."""
        of, made = one_visit(roster=roster("C1", days=[day(1)]))
        (found,) = told(of, made).visits
        assert [one.way for one in found.days] == [None, None]
        assert found.days[0].barred == {Barrier.OFF_DUTY: ("C1", "C2")}

    def test_too_soon_on_either_side(self):
        """The smallest gap binds to the visit before and to the one after."""
        of = problem([senior(tag="green", last_visit=day(-6))], policy=PLAIN, days=8)
        first = visit("S1", "09:00", due=day(1))
        due = next_turn(day(1), of.policy.tags["green"]).due
        second = visit("S1", "09:00", due=due)
        made = plan(route(first, on=day(1)), route(second, on=day(7)), of=of)
        before, after = told(of, made).visits
        assert [(d.date, d.barrier) for d in before.days if d.barrier] == [
            (day(5), Barrier.NEXT_TOO_SOON),
            (day(6), Barrier.NEXT_TOO_SOON),
        ]
        assert [(d.date, d.barrier) for d in after.days if d.barrier] == [
            (day(2), Barrier.TOO_SOON),
            (day(3), Barrier.TOO_SOON),
        ]
        assert (before.last, after.last) == (day(-6), day(1))

    def test_a_pause_that_ends(self):
        """The days before are closed, whoever would come."""
        one = senior(status="away", status_until=day(1))
        of = problem([one], policy=PLAIN, days=2)
        made = plan(route(visit("S1", due=day(1)), on=day(1)), of=of)
        (found,) = told(of, made).visits
        assert [one.barrier for one in found.days] == [Barrier.PAUSED]
        assert any("暂停到 11-24 为止" in fact.zh for fact in found.why_then)


class TestOtherCarers:
    """Everybody is either at a price, or kept away by something named."""

    def test_each_of_the_team_once(self):
        """A helper is a new face, a volunteer may not visit a red senior."""
        (found,) = told(*one_visit()).visits
        (other,) = found.others.ways
        assert other.carer_ids == ("C2",)
        assert other.cost.new_faces == 1
        assert found.others.never == {Barrier.ROLE: ("C3",)}
        assert found.others.barred == {}

    def test_one_who_lacks_much_is_named_once(self):
        """What is hardest to change comes first."""
        one = senior(gender="female", avoid=("C2",), skills=("a",))
        team = [carer("C1", gender="female", skills=("a",)), carer("C2", "police")]
        of = problem([one], team)
        (found,) = told(of, plan(route(visit()), of=of)).visits
        assert found.others.never == {Barrier.ROLE: ("C2",)}

    def test_limits_are_told_apart_from_time(self):
        """No room, a full day and a full week are three reasons."""
        team = [
            carer("C1"),
            carer("C2", max_visits_per_day=0),
            carer("C3", max_minutes_per_week=10),
            carer("C4"),
        ]
        hours = [
            *roster("C1", "C2", "C3", days=[MONDAY]),
            *roster("C4", days=[MONDAY], hours="08:00-08:30"),
        ]
        of = problem([senior()], team, roster=hours)
        (found,) = told(of, plan(route(visit()), of=of)).visits
        assert found.others.barred == {
            Barrier.DAY_FULL: ("C2",),
            Barrier.WEEK_FULL: ("C3",),
            Barrier.NO_ROOM: ("C4",),
        }

    def test_of_two_one_stays(self):
        """A companion can take a companion's place, not the lead's."""
        one = senior(carers_needed=2)
        team = [carer("C1"), carer("C2", "police"), carer("C3", "police"), carer("C4")]
        of = problem([one], team, policy=PLAIN, days=2)
        routes = [
            route(visit(partners=("C2",)), carer_id="C1"),
            route(visit(partners=("C1",)), carer_id="C2"),
        ]
        (found,) = told(of, plan(*routes, of=of)).visits
        crews = {way.carer_ids for way in found.others.ways}
        assert len(crews) == 2
        assert crews > {("C1", "C3")}
        (tomorrow,) = found.days
        assert len(tomorrow.way.carer_ids) == 2
        assert {"C1", "C4"} & set(tomorrow.way.carer_ids)

    def test_who_comes_is_known_or_not(self):
        """Met before, wished for, and how many could."""
        of, made = one_visit()
        of = of.replace(seniors=[of.seniors[0].replace(prefer=("C1",))])
        (found,) = told(of, made).visits
        assert [fact.en for fact in found.why_them] == [
            "C1: came once in 28 days, last on 11-21",
            "C1: is whom the senior wishes for",
            "2 of the 3 carers have the role, skills and gender asked for",
        ]


class TestOtherTimes:
    """The other windows of the day, by the same person."""

    def test_the_afternoon_costs_nothing_or_cannot_be(self):
        """The same way there and back; not where the shift ends at noon."""
        (found,) = told(*one_visit()).visits
        (afternoon,) = found.halves
        assert afternoon.window == parse_span("14:00-17:30")
        assert format_minute(afternoon.way.start) == "14:00"
        assert afternoon.way.total == pytest.approx(0)
        of, made = one_visit(roster=roster("C1", hours="08:00-12:00"))
        (found,) = told(of, made).visits
        assert found.halves[0].barrier is Barrier.OFF_DUTY

    def test_how_the_carer_comes(self):
        """From the base, or from the home before, with the time at the door."""
        of = problem([senior("S1"), senior("S2")], policy=PLAIN)
        late = visit("S2", "10:00", arrive=visit("S1").end + 60)
        made = plan(route(visit("S1"), late), of=of)
        (first,), (second,) = told(of, made, "S1").visits, told(of, made, "S2").visits
        assert first.coming[0].origin is None
        assert first.coming[0].waiting == 0
        assert second.coming[0].origin == "S1"
        assert second.coming[0].waiting == 44 * 60


class TestNoVisit:
    """A senior without visits is told why."""

    def test_not_due_yet(self):
        """The due date lies after the plan."""
        of = problem([senior(last_visit=day(-1))])
        found = told(of, plan(of=of))
        assert found.absence.key == "not_due"
        assert found.next_due == day(6)
        assert "2026-11-29 才到期" in found.absence.says.zh

    @pytest.mark.parametrize(
        ("status", "key", "says"),
        [("hospital", "paused", "住院"), ("ended", "ended", "已结束走访")],
    )
    def test_away(self, status, key, says):
        """Paused with an open end, or for good: no due date."""
        of = problem([senior(status=status)])
        found = told(of, plan(of=of))
        assert found.absence.key == key
        assert says in found.absence.says.zh
        assert found.next_due is None

    def test_unserved(self):
        """With the plan's own reason and remedy."""
        of = problem([senior()])
        entry = left_out(remedy="加班十分钟。")
        found = told(of, plan(of=of, unserved=(entry,)))
        assert found.absence.key == "no_time"
        assert found.absence.says.to(Language.EN) == "没有空余时间。"
        assert found.absence.remedy == "加班十分钟。"


def test_a_real_fortnight():
    """Every alternative in a small community is what the move by hand comes to."""
    of = read_problem(SMALL, date(2026, 11, 23)).problem
    made = solve(of, time_limit=0.5).plan
    ways = [
        way
        for senior_id in sorted({stop.senior_id for _, stop in made.stops()})
        for found in told(of, made, senior_id).visits
        for way in (*found.others.ways, *(d.way for d in found.days if d.way))
    ]
    assert len(ways) > 100
    for way in ways[::7]:
        moved = move(of, made, way.request)
        assert moved.plan is not None
        assert moved.cost.terms == pytest.approx(way.cost.terms)
        assert moved.cost.late_days == way.cost.late_days
