"""The estimate beside travel tables that were made by much the same formula.

Three things differ on purpose: those tables take the stairs where they are quicker
than the lift, add the corridor within a unit also between floors, and use a flat map
on a slightly larger earth. Where none of these plays a part, both must agree.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.travel.estimate import estimate
from scheduler.travel.table import from_rows

FOLDER = Path(__file__).parents[3] / "shared" / "bench" / "communities" / "estate686"
WHERE = ["senior_id", "name", "tag", "lat", "lon", "building", "unit", "floor", "lift"]

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the benchmark communities are not beside the checkout"
)


def people(name: str, columns: list[str]) -> list[dict[str, str]]:
    """Return the rows of one table, without empty cells."""
    frame = pd.read_csv(FOLDER / name, dtype=str, keep_default_na=False)
    records = frame[columns].to_dict("records")
    return [{key: cell for key, cell in row.items() if cell} for row in records]


def test_the_estimate_agrees_with_the_table_where_both_take_the_lift() -> None:
    """Between buildings, from and to the ground or floor 8 and above: at most 1 s."""
    seniors = [Senior(**row) for row in people("seniors.csv", WHERE)]
    columns = ["carer_id", "name", "role", "mode", "lat", "lon"]
    carers = [Carer(**row) for row in people("carers.csv", columns)]
    carers = [one for one in carers if one.role != "volunteer"]
    rows = pd.read_csv(FOLDER / "travel.csv")
    table = from_rows(rows, seniors, carers).seconds[0]
    ours = estimate(Policy(), seniors, carers).seconds[0]
    in_order = sorted(seniors, key=lambda one: one.senior_id)
    carried = [n for n, one in enumerate(in_order) if one.floor == 1 or one.floor >= 8]
    building = np.array([in_order[n].building for n in carried])
    other = building[:, None] != building
    apart = (table - ours)[np.ix_(carried, carried)][other]
    assert other.sum() > 100_000
    assert np.abs(apart).max() <= 1
