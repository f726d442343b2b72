"""The plot of growth shows a line only of what was measured. Nothing is timed here."""

import pytest
from scale import Run, _lines

SIZES = (172, 343)


def run(seniors, limit, default=1, arising=0):
    return Run(
        seniors=seniors,
        limit=limit,
        default=default,
        first_seconds=limit / 10,
        seconds=limit,
        wall_seconds=limit / 2,
        memory_mb=300,
        arising=arising,
        visits=2 * seniors,
        travel_minutes=4.0 * seniors,
    )


def labelled(runs):
    return {line.label: line for line in _lines(runs)}


def test_equal_quality_is_shown_only_beside_another_limit():
    """One limit a size has nothing to be equal to."""
    shown = labelled([run(size, 5.0) for size in SIZES])
    assert list(shown) == [
        "first complete plan",
        "default limit",
        "memory, default limit",
    ]


@pytest.mark.parametrize(("arising", "seconds"), [(0, 2.0), (9, 5.0)])
def test_equal_quality_takes_the_cheapest_run_that_is_good_enough(arising, seconds):
    """A short run counts, unless more people wait too long."""
    usual = [run(size, 5.0) for size in SIZES]
    short = [run(size, 2.0, default=0, arising=arising) for size in SIZES]
    points = labelled(usual + short)["equal quality"].points
    assert points == [(size, seconds) for size in SIZES]
