"""Gaps to the best seen: of valid plans that leave out no more."""

import pytest

from scheduler.bench.day.contest import Result
from scheduler.bench.day.csv_out import rows
from scheduler.bench.day.gaps import (
    best_seen,
    gap,
    gap_proved,
    least_travel,
    mean_gap,
    median_gap,
    proved,
)
from scheduler.domain.words import Tag
from scheduler.errors import Text


def result(travel, who="a", instance="day", left=0, broken=False, seed=0, bound=None):
    """Return a result of 10 seconds with so many greens left out."""
    return Result(
        instance=instance,
        seniors=9,
        carers=2,
        who=who,
        version="1",
        seconds=10.0,
        seed=seed,
        took=9.876,
        travel=travel,
        visits=9 - left,
        unserved={Tag.RED: 0, Tag.ORANGE: 0, Tag.GREEN: left},
        worth_left=10_000 * left,
        other_cost=10_000.0 * left,
        broken=(Text("坏", "bad"),) if broken else (),
        bound=bound,
    )


def test_the_best_lies_nowhere_above_itself():
    """105 beside 100 is five per cent."""
    found = [result(105), result(100, "b")]
    best = best_seen(found)
    assert best["day"].who == "b"
    assert [gap(one, best) for one in found] == [pytest.approx(0.05), 0.0]


def test_less_travel_by_leaving_somebody_out_is_not_better():
    """It has no gap at all."""
    found = [result(105), result(90, "b", left=1)]
    best = best_seen(found)
    assert best["day"].who == "a"
    assert [gap(one, best) for one in found] == [0.0, None]


def test_a_plan_that_breaks_a_rule_is_never_best():
    """Nor has it a gap; without any valid plan there is none."""
    cheat = result(10, "b", broken=True)
    best = best_seen([result(105), cheat])
    assert best["day"].who == "a"
    assert gap(cheat, best) is None
    assert gap(cheat, best_seen([cheat])) is None


def test_no_travel_at_all_is_no_division():
    """Everybody lives at the office."""
    assert gap(result(0), best_seen([result(0)])) == 0.0


def test_medians_over_seeds_and_means_over_days():
    """Seeds 100, 110, 150 lie 10 per cent above 100; a day at 20 makes it 15."""
    ours = [result(t, seed=n) for n, t in enumerate((100, 110, 150))]
    other = [result(120, instance="next")]
    found = [*ours, *other, result(100, "b", "next")]
    best = best_seen(found)
    assert median_gap(ours, best) == pytest.approx(0.1)
    assert mean_gap([*ours, *other], best) == pytest.approx(0.15)


def test_one_run_without_a_gap_leaves_none():
    """A median that forgot the failures would praise them."""
    found = [result(100), result(90, seed=1, left=1)]
    best = best_seen(found)
    assert median_gap(found, best) is None
    assert mean_gap(found, best) is None
    assert mean_gap([], best) is None


def test_the_best_proof_of_a_day_holds_for_all():
    """96 and 100 are proved of it: 105 lies 5 per cent above at most, whoever made it.

    Of another day nothing is known, nor of a plan that breaks a rule.
    """
    ours = [result(105, bound=96.0), result(110, seed=1, bound=100.0)]
    bounds = proved([*ours, result(105, "b"), result(9, instance="next")])
    assert bounds == {"day": 100.0}
    gaps = [gap_proved(one, bounds) for one in (*ours, result(105, "b"))]
    assert gaps == pytest.approx([0.05, 0.1, 0.05])
    assert gap_proved(result(9, instance="next"), bounds) is None
    assert gap_proved(result(105, broken=True), bounds) is None


def test_whoever_is_left_out_is_taken_from_what_is_proved():
    """10,100 with one left out is 100 of travel; with two left out it says nothing."""
    bounds = {"day": 10_100.0}
    assert least_travel(result(105, left=1), bounds) == pytest.approx(100.0)
    assert gap_proved(result(105, left=1), bounds) == pytest.approx(0.05)
    assert gap_proved(result(50, left=2), bounds) is None


def test_rows_hold_every_figure():
    """Rounded times and gaps, the unserved by tag, the first broken rule."""
    good, bad = rows([result(105, bound=101.25), result(100, "b", broken=True)])
    assert (good["gap"], good["took"], good["unserved_green"]) == (0.0, 9.88, 0)
    assert (bad["gap"], bad["rules_broken"], bad["first_broken"]) == (None, 1, "bad")
    assert (good["bound"], good["gap_proved"]) == (101.2, 0.03704)
    assert (bad["bound"], bad["gap_proved"]) == (101.2, None)
    assert list(good) == list(bad)
