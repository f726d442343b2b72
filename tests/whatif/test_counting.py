"""The figures of planned days, beside the referee's own."""

import pytest
from builders import carer, day, plan, problem, record, roster, route, senior
from builders import stop as at
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import planted

from scheduler.check.kpis import kpis
from scheduler.domain.words import Tag
from scheduler.planning import inherited_late_days
from scheduler.whatif.counting import count
from scheduler.whatif.stages import Planned, Stage, rest_of


def counted(of, made, bound=None):
    return count(Planned((Stage(of, made),), bound), seed=0)


def test_nothing_planned_is_counted_as_nothing():
    """One senior due on the one day and not visited: late by one day, unserved."""
    of = problem()
    found = counted(of, plan(of=of))
    assert found.tags[Tag.GREEN].late_days == 1
    assert found.tags[Tag.GREEN].on_time_share == 0.0
    assert found.unserved == ("S1",)
    assert found.late_seniors == {"S1": 1}
    assert (found.visits, found.used, found.faces) == (0, 0.0, 0.0)
    assert found.there == 600.0


def test_hours_are_counted_by_day_and_carer():
    """A visit of 15 minutes and a minute's way out and back."""
    of = problem(days=2)
    found = counted(of, plan(route(at()), of=of))
    assert [d.used for d in found.days] == [17.0, 0.0]
    assert [(c.used, c.there, c.visits) for c in found.carers] == [(17.0, 1200.0, 1)]
    assert (found.travel, found.service) == (2.0, 15.0)


def test_work_above_the_fair_share():
    """Two carers with equal hours, one does all: half of it is too much."""
    of = problem(carers=[carer("C1"), carer("C2")])
    assert counted(of, plan(route(at()), of=of)).unfair == 8.5


def test_a_visit_that_is_late_counts_on_each_day_waited():
    """Due on Sunday, visited on Tuesday: late on Monday and Tuesday, one inherited."""
    of = problem([senior(last_visit=day(-8))], days=3)
    found = counted(of, plan(route(at(due=day(-1)), on=day(1)), of=of))
    assert [d.late[Tag.GREEN] for d in found.days] == [1, 1, 0]
    assert found.tags[Tag.GREEN].inherited == 1
    assert found.tags[Tag.GREEN].late_days == 2


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_one_stage_is_counted_as_the_referee_counts(rng):
    """Late days, shares, visits, faces, minutes and inherited days are the same."""
    of, made = planted(rng)
    found, judged = counted(of, made), kpis(of, made)
    assert {t: f.late_days for t, f in found.tags.items()} == judged.late_days
    for tag, share in judged.on_time_share.items():
        assert found.tags[tag].on_time_share == pytest.approx(share)
    assert (found.visits, found.new_faces) == (judged.visits, judged.new_faces)
    assert found.carers_used == judged.carers_used
    assert found.travel == pytest.approx(judged.travel_minutes, abs=0.1)
    inherited = {t: f.inherited for t, f in found.tags.items()}
    assert inherited == inherited_late_days(of)
    assert len(found.unserved) == len(made.unserved)


def test_a_bound_is_told_as_far_down_as_it_holds():
    """Beneath a tag that is later than proved nothing is said."""
    of = problem([senior("S1", "red"), senior("S2", "orange")])
    found = counted(of, plan(of=of), {Tag.RED: 0, Tag.ORANGE: 0, Tag.GREEN: 0})
    assert found.late_bound == {Tag.RED: 0}
    held = counted(of, plan(of=of), {Tag.RED: 1, Tag.ORANGE: 0, Tag.GREEN: 0})
    assert held.late_bound == {Tag.RED: 1, Tag.ORANGE: 0}


def staged(before, after, visits, cut):
    """Return two stages of one senior, visited on the days given, as planned days."""
    done = [record("S1", on=day(visit)) for visit in visits if visit < cut]
    first = before.replace(days=cut)
    second = rest_of(after, day(cut), done)
    parts = [
        Stage(of, plan(*(route(at(), on=day(v)) for v in visits if v in span), of=of))
        for of, span in ((first, range(cut)), (second, range(cut, before.days)))
    ]
    return Planned(tuple(parts), None)


def one(interval, days=10):
    """Return one green senior, due on the first day, under an interval."""
    of = problem(roster=roster("C1"), days=days)
    rule = of.policy.tags[Tag.GREEN].replace(interval_days=interval, min_gap_days=1)
    tags = {**of.policy.tags, Tag.GREEN: rule}
    return of.replace(policy=of.policy.replace(tags=tags))


@pytest.mark.parametrize("visits", [(0, 7), (0, 9), (3,), ()])
@pytest.mark.parametrize("cut", [1, 4, 8])
def test_a_cut_where_nothing_changes_changes_nothing(visits, cut):
    """Two stages under one rule have the figures of one plan."""
    of = one(7)
    whole = counted(of, plan(*(route(at(), on=day(v)) for v in visits), of=of))
    parts = count(staged(of, of, visits, cut), seed=0)
    assert parts == whole


def test_who_is_made_overdue_by_a_change_has_inherited_that():
    """Visited on day 1, from day 5 every 3 days: late on two days, one inherited."""
    found = count(staged(one(7), one(3), (0, 5, 8), cut=4), seed=0)
    green = found.tags[Tag.GREEN]
    assert [d.late[Tag.GREEN] for d in found.days] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert (green.late_days, green.inherited) == (2, 1)
    assert (green.on_time, green.owed) == (2, 3)


def test_lateness_before_a_rule_was_eased_stays_counted():
    """Every 3 days until day 6, never visited again: late until then, not after."""
    found = count(staged(one(3), one(9), (0,), cut=6), seed=0)
    assert [d.late[Tag.GREEN] for d in found.days] == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert found.tags[Tag.GREEN].late_days == 3
