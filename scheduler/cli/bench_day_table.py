"""Results of days for a terminal: travel, and how far from the best seen."""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.bench.day.contest import Result
from scheduler.bench.day.gaps import (
    best_seen,
    gap_proved,
    mean_gap,
    median_gap,
    proved,
)
from scheduler.errors import Language, Text

MEAN = Text("平均", "mean")
PROVED = Text("离最优至多", "from best at most")


def show_results(
    console: Console, results: Sequence[Result], language: Language
) -> None:
    """Write a row for each day and solver, a pair of columns for each time limit."""
    limits = sorted({one.seconds for one in results})
    console.print(_heading(results).to(language), style="bold", markup=False)
    table = Table(box=box.SIMPLE)
    table.add_column(Text("实例", "instance").to(language))
    table.add_column(Text("求解器", "solver").to(language))
    for limit in limits:
        table.add_column(f"{limit:g} s", justify="right")
        table.add_column("", justify="right")
    table.add_column(Text("未排入", "unserved").to(language), justify="right")
    if proved(results):
        table.add_column(PROVED.to(language), justify="right")
    for row in _rows(results, limits, language):
        table.add_row(*row)
    console.print(table)
    for one in results:
        if one.broken:
            _show_broken(console, one, language)


def _heading(results: Sequence[Result]) -> Text:
    seeds = len({one.seed for one in results})
    medians = Text(f"（{seeds} 个种子的中位数）", f" (medians of {seeds} seeds)")
    shown = medians if seeds > 1 else Text("", "")
    return Text(
        f"行程秒数与距最好结果的差距{shown.zh}",
        f"Seconds of travel, and the gap to the best seen{shown.en}",
    )


def _rows(
    results: Sequence[Result], limits: Sequence[float], language: Language
) -> Iterator[list[str]]:
    best, bounds = best_seen(results), proved(results)
    days = list(dict.fromkeys(one.instance for one in results))
    solvers = list(dict.fromkeys(one.who for one in results))
    for day in days:
        for who in solvers:
            own = [one for one in results if (one.instance, one.who) == (day, who)]
            if not own:
                continue
            cells = [day, who]
            for limit in limits:
                at = [one for one in own if one.seconds == limit]
                travel = [one.travel for one in at]
                cells.append(f"{statistics.median(travel):.0f}" if at else "")
                cells.append(_written(median_gap(at, best)))
            last = [one for one in own if one.seconds == max(o.seconds for o in own)]
            yield [*cells, _unserved(own), *_proved(last, bounds)]
    for who in solvers if len(days) > 1 else ():
        cells = [MEAN.to(language), who]
        for limit in limits:
            at = [one for one in results if (one.seconds, one.who) == (limit, who)]
            cells += ["", _written(mean_gap(at, best))]
        yield [*cells, ""]


def _proved(results: Sequence[Result], bounds: Mapping[str, float]) -> Sequence[str]:
    """Return how far from the best they are at most, rounded up; nothing unproved."""
    gaps = [gap_proved(one, bounds) for one in results]
    known = [one for one in gaps if one is not None]
    if not bounds:
        return []
    if len(known) < len(gaps):
        return ["–"]
    return [f"{ceil(statistics.median(known) * 1000.0) / 10.0:.1f} %"]


def _written(gap: float | None) -> str:
    return "–" if gap is None else f"+{gap:.2%}"


def _unserved(results: Sequence[Result]) -> str:
    """Return the fewest and the most that were left out."""
    counts = sorted({sum(one.unserved.values()) for one in results})
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]}-{counts[-1]}"


def _show_broken(console: Console, result: Result, language: Language) -> None:
    says = Text(
        f"{result.instance} {result.who} {result.seconds:g} s：违反 "
        f"{len(result.broken)} 条规则，如 {result.broken[0].zh}",
        f"{result.instance}, {result.who}, {result.seconds:g} s: "
        f"{len(result.broken)} rules broken, such as: {result.broken[0].en}",
    )
    console.print(says.to(language), markup=False, soft_wrap=True)
