"""Gaps to the best seen: of valid plans that leave out no more."""

import pytest

from scheduler.bench.day.contest import Result
from scheduler.bench.day.csv_out import rows
from scheduler.bench.day.gaps import best_seen, gap, mean_gap, median_gap
from scheduler.domain.words import Tag
from scheduler.errors import Text


def result(travel, who="a", instance="day", left=0, broken=False, seed=0):
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
        broken=(Text("坏", "bad"),) if broken else (),
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


def test_rows_hold_every_figure():
    """Rounded times and gaps, the unserved by tag, the first broken rule."""
    good, bad = rows([result(105), result(100, "b", broken=True)])
    assert (good["gap"], good["took"], good["unserved_green"]) == (0.0, 9.88, 0)
    assert (bad["gap"], bad["rules_broken"], bad["first_broken"]) == (None, 1, "bad")
    assert list(good) == list(bad)
