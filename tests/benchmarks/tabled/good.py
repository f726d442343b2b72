"""How good: what was asked for, and what was measured of it."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from tabled import days, lives, replans
from tabled.kept import Kept
from tabled.markdown import percent, ratio, seconds, slashed, table
from tabled.plans import first_plan

Rows = Mapping[str, Kept]
Said = tuple[str, bool | None]
"""What was measured, and whether that is what was asked for; None: nobody can say."""

SMALL = 50
"""Patients of an instance up to which a gap of 0.3 % is asked for."""

FEWER_FACES = 0.6
"""New faces asked for, as a part of those of the usual way."""


class Ask(NamedTuple):
    """One line: what is measured, the best of others, what is asked for, which row."""

    measure: str
    others: str
    asked: str
    row: str
    say: Callable[[Rows], Said]


def good_table(rows: Rows) -> str:
    """Return the table of everything asked for."""
    headings = ("measure", "others' best", "ask", "ours", "met", "command")
    return table(headings, [_line(ask, rows) for ask in ASKS])


def _line(ask: Ask, rows: Rows) -> list[str]:
    row = rows.get(ask.row, Kept(command="", absent="not measured"))
    said, met = ask.say(rows) if row.steps else (row.absent or "failed", None)
    word = "" if met is None else "yes" if met else "no"
    command = f"`{row.command}`" if row.command else ""
    return [ask.measure, ask.others, ask.asked, said, word, command]


def results(row: Kept | None) -> list[dict[str, Any]]:
    """Return what all steps of a row have printed, as one list."""
    steps = row.steps.values() if row else ()
    return [one for step in steps for one in step.result]


def _day(place: int, asked: float, rows: Rows) -> Said:
    """Return how a day routed in the so-manieth of our limits stands to the rivals."""
    own, beside = results(rows["day"]), results(rows.get("rivals"))
    limit = sorted({run["seconds"] for run in own})[place]
    last = max((run["seconds"] for run in beside), default=0)
    names = days.instances(own)
    ours = [days.travel(own, name, days.OURS, limit) for name in names]
    here = [days.best_rival(beside, name, last) for name in names]
    told = [days.PUBLISHED.get(name) for name in names]
    found = {
        "of theirs as published": days.mean_ratio(zip(ours, told, strict=True)),
        "of theirs as run here": days.mean_ratio(zip(ours, here, strict=True)),
    }
    known = {where: part for where, part in found.items() if part is not None}
    said = ", ".join(f"{ratio(part)} {where}" for where, part in known.items())
    return said or "nobody to compare with", _all(p <= asked for p in known.values())


def _all(answers: Sequence[bool] | Any) -> bool | None:
    """Return whether all are true; None if there are none."""
    told = list(answers)
    return all(told) if told else None


def _large(rows: Rows) -> Said:
    runs = results(rows["large"])
    limits = sorted({run["seconds"] for run in runs})
    pairs = [
        (days.travel(runs, name, days.OURS, limits[0]), best)
        for name in days.instances(runs)
        for best in [days.best_rival(runs, name, limits[-1])]
    ]
    part = days.mean_ratio(pairs)
    return ratio(part), None if part is None else part <= 1.0


def _hhcrsp(rows: Rows) -> Said:
    found = results(rows["hhcrsp"])
    mean = statistics.mean(one["gap"] for one in found)
    small = [one["gap"] for one in found if one["patients"] <= SMALL]
    said = (
        f"{percent(mean, 2)}; up to {SMALL} patients at most {percent(max(small), 2)}"
    )
    return said, mean <= 0.01 and max(small) <= 0.003


def _horizon(community: str, most: Sequence[float], rows: Rows) -> Said:
    lived = results(rows["horizon"])
    ours = lives.of(lived, community, lives.OURS)
    usual = lives.of(lived, community, lives.FILLING_UP)
    if not ours:
        return f"{community} was not there (`--shared`)", None
    late = lives.arising(ours)
    said, met = slashed(late), all(a <= b for a, b in zip(late, most, strict=True))
    if not usual:
        return said, met
    visits, faces = (
        lives.median(ours, name) / lives.median(usual, name)
        for name in ("visits", "new_faces")
    )
    said += f"; visits {ratio(visits)}, new faces {ratio(faces)} of theirs run here"
    if community == LIGHT:
        met = met and visits <= 1.0 and faces <= FEWER_FACES
    return said, met


def _replan(rows: Rows) -> Said:
    return replans.said(results(rows["replan"]))


def _bound(rows: Rows) -> Said:
    gaps = [run["gap_proved"] for run in results(rows["bound"])]
    if None in gaps:
        return "not proved everywhere", False
    said = " / ".join(percent(gap) for gap in gaps)
    return said, all(gap <= 0.01 for gap in gaps)


def _plan(rows: Rows) -> Said:
    step = next(iter(rows["plan"].steps.values()))
    first = first_plan(step)
    said = f"{seconds(first)} / {seconds(step.seconds)} / {step.memory_mb} MB"
    met = first is not None and first <= 3 and step.seconds <= 20
    return said, met and step.memory_mb <= 700


LIGHT, TIGHT = "estate686", "tight686"
PYVRP = "PyVRP, 60 s: 20288 / 34030 / 47904 s on day-estate / town / district"

ASKS = (
    Ask(
        "day, 3 s: travel over the best rival's 60 s",
        PYVRP,
        "≤ 1.000",
        "day",
        partial(_day, 1, 1.0),
    ),
    Ask(
        "day, 1 s, the same",
        "VROOM, 2 s: 1.022 to 1.053",
        "≤ 1.010",
        "day",
        partial(_day, 0, 1.01),
    ),
    Ask(
        "day, 512 seniors, 20 s, over the best rival's 60 s",
        "1.000",
        "≤ 1.000",
        "large",
        _large,
    ),
    Ask(
        "HHCRSP, 60 s: gap to the best published, mean",
        "0 %",
        "≤ 1 %; ≤ 0.3 % up to 50 patients",
        "hhcrsp",
        _hhcrsp,
    ),
    Ask(
        "28 lived days, 85 % load: late days arising, red / orange / green",
        "17 / 4 / 107, filling up",
        "0 / 0 / ≤ 12, no more visits, new faces ≤ 0.600",
        "horizon",
        partial(_horizon, LIGHT, (0, 0, 12)),
    ),
    Ask(
        "the same, 97 % load",
        "28 / 89 / 321, filling up",
        "0 / ≤ 10 / ≤ 150",
        "horizon",
        partial(_horizon, TIGHT, (0, 10, 150)),
    ),
    Ask(
        "re-planning after a sick call",
        "–",
        "≤ 1 s; moved ≤ the carer's stops + 5 %",
        "replan",
        _replan,
    ),
    Ask("bound, a day, 10 s", "1.2 to 3.3 %", "≤ 1 %", "bound", _bound),
    Ask(
        "14 days x 686: first plan / in all / memory",
        "–",
        "3 s / 20 s / 700 MB",
        "plan",
        _plan,
    ),
)
