"""The sums of a city, and its exit code."""

import pytest

from scheduler.city.outcome import Ending, Figures, Row
from scheduler.city.rollup import exit_code, rolled_up


def row(name, status, visits=None, **changes):
    """Return a row whose plan has so many visits, a tenth of them a day late."""
    figures = visits and Figures(
        seniors=visits,
        carers=2,
        visits=visits,
        late_days={"red": 0, "orange": 0, "green": visits // 10},
        unserved=1,
        travel_minutes=0.1,
        service_minutes=15.0,
    )
    return Row(name=name, status=status, figures=figures, **changes)


def test_plans_add_up():
    """Kept ones count too, but not the seconds they took some other night."""
    total = rolled_up(
        [
            row("甲", Ending.PLANNED, 10, seconds=4.0, memory_mb=300),
            row("乙", Ending.SKIPPED, 20, seconds=8.0, memory_mb=500),
            row("丙", Ending.INPUT_WRONG, seconds=0.5),
        ]
    )
    assert total.communities == 3
    assert total.figures.visits == 30
    assert total.figures.late_days["green"] == 3
    assert (total.seconds, total.memory_mb) == (4.5, 300)
    assert total.by_status[Ending.SKIPPED] == total.by_status[Ending.INPUT_WRONG] == 1


def test_nothing_adds_up_to_nothing():
    """Before the first row has come."""
    total = rolled_up([])
    assert total.figures.visits == total.communities == 0
    assert total.memory_mb is None


@pytest.mark.parametrize(
    ("endings", "code"),
    [
        ((), 0),
        (("planned", "skipped"), 0),
        (("planned", "travel_missing"), 3),
        (("travel_missing", "input_wrong"), 2),
        (("input_wrong", "failed", "planned"), 1),
    ],
)
def test_the_exit_code_is_the_gravest(endings, code):
    """Our bug before wrong input before missing travel times."""
    assert exit_code([row("甲", ending) for ending in endings]) == code
