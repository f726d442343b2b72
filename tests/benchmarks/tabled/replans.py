"""Re-planning after sick calls, as `replan.py` tells it."""

import statistics
from collections.abc import Mapping, Sequence

from tabled.markdown import table

Rows = Sequence[Mapping[str, str]]

ASKED_SECONDS, ASKED_MOVED = 1.0, 0.05
"""Of the median; of what moves beside the carers' own stops, as a part of those."""


def said(rows: Rows) -> tuple[str, bool]:
    """Return the proposal's time and how much it moves, and whether both are good."""
    way = next(iter(_by_way(rows)))
    own = _by_way(rows)[way]
    taken = [float(row["seconds"]) for row in own]
    lost = sum(int(row["lost"]) for row in own)
    moved = sum(int(row["moved"]) for row in own)
    met = statistics.median(taken) <= ASKED_SECONDS and moved <= ASKED_MOVED * lost
    worst = f"{statistics.median(taken):.2f} s, at most {max(taken):.2f} s"
    return f"{worst}; {moved} moved beside the {lost} of the carers", met


def replans_table(rows: Rows) -> str:
    """Return a line for each way of asking for a plan."""
    headings = (
        "way",
        "seconds, median",
        "most",
        "stops of the carers",
        "others moved",
        "late days more, red / orange / green",
    )
    return table(headings, [_line(way, own) for way, own in _by_way(rows).items()])


def _line(way: str, own: Rows) -> list[str]:
    taken = [float(row["seconds"]) for row in own]
    late = [sum(int(row[tag]) for row in own) for tag in ("red", "orange", "green")]
    return [
        way,
        f"{statistics.median(taken):.2f}",
        f"{max(taken):.2f}",
        str(sum(int(row["lost"]) for row in own)),
        str(sum(int(row["moved"]) for row in own)),
        " / ".join(map(str, late)),
    ]


def _by_way(rows: Rows) -> dict[str, Rows]:
    ways = dict.fromkeys(row["way"] for row in rows)
    return {way: [row for row in rows if row["way"] == way] for way in ways}
