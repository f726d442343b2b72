"""The community's own travel table, read and written."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from builders import carer, senior

from scheduler.domain.people import Carer
from scheduler.domain.policy import Policy
from scheduler.domain.times import DAY_SECONDS
from scheduler.errors import InputError, TravelError
from scheduler.travel.estimate import estimate
from scheduler.travel.table import from_rows, to_rows

SENIORS = [senior("S1"), senior("S2")]
WALKER = [carer()]
COMPLETE = [
    ("S1", "S2", "walk", 30),
    ("S2", "S1", "walk", 40),
    ("office", "S1", "walk", 100),
    ("office", "S2", "walk", 110),
    ("S1", "office", "walk", 120),
    ("S2", "office", "walk", 130),
]


def rows(*extra: tuple[str, str, str, int], without: int = 0) -> pd.DataFrame:
    """Return the complete rows but for the first ``without``, and the extra ones."""
    given = [*COMPLETE[without:], *extra]
    return pd.DataFrame(given, columns=["from", "to", "mode", "seconds"])


def on_wheels(carer_id: str = "C2", **fields: Any) -> Carer:
    """Return a carer with an e-bike."""
    return carer(carer_id, mode="ebike", **fields)


def test_every_leg_is_found_in_its_direction() -> None:
    """From is the row, to the column, whatever the order of the rows."""
    travel = from_rows(rows()[::-1], SENIORS, WALKER)
    assert travel.legs("C1", ["S1", "S2"]) == [100, 30, 130]
    assert travel.legs("C1", ["S2", "S1"]) == [110, 40, 120]
    assert travel.from_file


def test_each_mode_in_use_has_its_own_times() -> None:
    """A rider's legs are the e-bike's, a walker's those on foot."""
    quicker = [(a, b, "ebike", s - 9) for a, b, _, s in COMPLETE]
    travel = from_rows(rows(*quicker), SENIORS, [*WALKER, on_wheels()])
    assert travel.legs("C1", ["S1"]) == [100, 120]
    assert travel.legs("C2", ["S1"]) == [91, 111]


def test_two_paces_of_one_mode_share_the_table() -> None:
    """The table knows no pace: staff and volunteers on foot have one profile."""
    travel = from_rows(rows(), SENIORS, [*WALKER, carer("C2", role="volunteer")])
    assert travel.carer_profile["C1"] == travel.carer_profile["C2"]
    assert travel.seconds.shape == (1, 3, 3)


def test_a_carer_with_an_own_place_starts_there() -> None:
    """The carer's id is the place; the office is not needed for them."""
    own = [("C2", "S1", "walk", 7), ("S1", "C2", "walk", 8)]
    at_home = [carer("C2", lat=31.9, lon=118.7)]
    travel = from_rows(rows(*own)[-2:], SENIORS[:1], at_home)
    assert travel.legs("C2", ["S1"]) == [7, 8]


def test_what_nobody_needs_may_be_there_or_not() -> None:
    """Other places and modes are passed over; the unused is a day, never nothing."""
    strange = [("S1", "S9", "walk", 1), ("C1", "S1", "walk", 1), ("S1", "S2", "car", 1)]
    at_home = carer("C2", lat=31.9, lon=118.7)
    own = [("C2", s.senior_id, "walk", 7) for s in SENIORS]
    own += [(s.senior_id, "C2", "walk", 8) for s in SENIORS]
    travel = from_rows(rows(*strange, *own), SENIORS, [*WALKER, at_home])
    assert travel.seconds.shape == (1, 4, 4)
    assert travel.seconds[0, 2, 3] == travel.seconds[0, 3, 2] == DAY_SECONDS


def test_the_diagonal_is_nothing_even_if_the_table_says_more() -> None:
    """From a home to itself no time passes."""
    travel = from_rows(rows(("S1", "S1", "walk", 10)), SENIORS, WALKER)
    assert np.diagonal(travel.seconds[0]).tolist() == [0, 0, 0]


@pytest.mark.parametrize("gap", range(len(COMPLETE)))
def test_a_missing_pair_is_named(gap: int) -> None:
    """Each single row is needed, and the message tells which one is missing."""
    start, end = COMPLETE[gap][:2]
    with pytest.raises(TravelError) as error:
        from_rows(rows().drop(gap), SENIORS, WALKER)
    (finding,) = error.value.findings
    assert f"{start} → {end} by walk" in finding.says.en


def test_a_missing_mode_is_missing_times() -> None:
    """A rider without e-bike rows cannot be planned."""
    with pytest.raises(TravelError) as error:
        from_rows(rows(), SENIORS, [on_wheels()])
    assert len(error.value.findings) == len(COMPLETE)


def test_many_missing_pairs_are_counted() -> None:
    """Twenty are named, the rest is a number."""
    many = [senior(f"S{i}") for i in range(6)]  # 6 x 5 + 2 x 6 pairs are needed
    with pytest.raises(TravelError) as error:
        from_rows(rows()[:0], many, WALKER)
    assert len(error.value.findings) == 21
    assert error.value.findings[-1].says.en == "22 more like these"


def test_seniors_who_have_ended_need_no_travel() -> None:
    """Nobody goes there any more."""
    gone = senior("S3", status="ended")
    travel = from_rows(rows(), [*SENIORS, gone], WALKER)
    assert travel.legs("C1", ["S1", "S2"]) == [100, 30, 130]


def test_two_answers_for_one_pair_are_refused() -> None:
    """The same pair twice is a mistake unless both rows agree."""
    assert from_rows(rows(COMPLETE[0]), SENIORS, WALKER).legs("C1", ["S1"])
    with pytest.raises(InputError) as error:
        from_rows(rows(("S1", "S2", "walk", 31)), SENIORS, WALKER)
    assert not isinstance(error.value, TravelError)
    assert "S1 → S2 by walk" in error.value.findings[0].says.en


@pytest.mark.parametrize("name", ["C1", "office"])
def test_one_id_for_two_places_is_refused(name: str) -> None:
    """A senior who is called like a carer or the office would be read as them."""
    with pytest.raises(InputError) as error:
        from_rows(rows(), [*SENIORS, senior(name)], WALKER)
    assert [finding.value for finding in error.value.findings] == [name]


def test_rows_written_read_back_the_same() -> None:
    """Written and read, every leg that somebody may travel is as it was."""
    carers = [carer(), on_wheels(), on_wheels("C3", lat=31.99, lon=118.771)]
    seniors = [*SENIORS, senior("S3", building="3", floor=9)]
    before = estimate(Policy(), seniors, carers)
    after = from_rows(to_rows(before, carers), seniors, carers)
    for one in carers:
        for route in (["S1", "S3", "S2"], ["S2", "S3"], ["S3", "S1"]):
            carer_id = one.carer_id
            assert after.legs(carer_id, route) == before.legs(carer_id, route)


def test_only_pairs_that_somebody_travels_are_written() -> None:
    """No diagonal, no way between bases, no base of another mode."""
    carers = [carer(), on_wheels(lat=31.99, lon=118.771)]
    written = to_rows(estimate(Policy(), SENIORS, carers), carers)
    walked = set(
        written[written["mode"] == "walk"][["from", "to"]].agg("".join, axis=1)
    )
    ridden = set(
        written[written["mode"] == "ebike"][["from", "to"]].agg("".join, axis=1)
    )
    assert walked == {"S1S2", "S2S1", "officeS1", "officeS2", "S1office", "S2office"}
    assert ridden == {"S1S2", "S2S1", "C2S1", "C2S2", "S1C2", "S2C2"}


def test_of_two_paces_the_quicker_is_written() -> None:
    """A plan made with both paces still holds under the table."""
    seniors = [senior("S1"), senior("S2", building="2", lat=31.992)]
    both = [carer(), carer("C2", role="volunteer")]
    paces = estimate(Policy(), seniors, both)
    written = from_rows(to_rows(paces, both), seniors, both)
    route = ["S1", "S2"]
    assert written.legs("C2", route) == paces.legs("C1", route)
    assert sum(paces.legs("C2", route)) > sum(paces.legs("C1", route))


def test_nobody_travels_without_carers() -> None:
    """No carers, no rows, and none are needed."""
    travel = from_rows(to_rows(estimate(Policy(), SENIORS, []), []), SENIORS, [])
    assert travel.seconds.shape == (0, 3, 3)
