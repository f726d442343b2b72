"""What a run on published instances has come to, as a table or as JSON."""

from statistics import mean
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.bench.hhcrsp.run import Result

_COLUMNS = (
    Text("成本", "cost"),
    Text("路程", "travel"),
    Text("总延误", "tardiness"),
    Text("最大延误", "largest"),
    Text("公布最优", "best"),
    Text("差距", "gap"),
    Text("秒", "s"),
)


def show_results(console: Console, found: "list[Result]", language: Language) -> None:
    """Write a row for each instance, and the mean gap."""
    table = Table(box=box.SIMPLE, collapse_padding=True, pad_edge=False)
    table.add_column(Text("算例", "instance").to(language), overflow="fold")
    for heading in _COLUMNS:
        table.add_column(heading.to(language), justify="right", no_wrap=True)
    for result in found:
        table.add_row(*_row(result))
    console.print(table)
    gaps = [result.gap for result in found if result.gap is not None]
    if gaps:
        line = Text(
            f"与公布最优值的平均差距：{_percent(mean(gaps))}（{len(gaps)} 个算例）",
            f"mean gap to the best published: {_percent(mean(gaps))} "
            f"({len(gaps)} instances)",
        )
        console.print(line.to(language), markup=False)


def results_json(found: "list[Result]") -> list[dict[str, Any]]:
    """Return the same figures as JSON would hold them."""
    return [
        {
            "instance": result.of.path.name,
            "patients": len(result.of.instance.patients),
            "cost": result.judgement.cost,
            "travel": result.judgement.travel,
            "total_tardiness": result.judgement.total_tardiness,
            "max_tardiness": result.judgement.largest_tardiness,
            "best_known": result.of.best_known,
            "gap": result.gap,
            "seconds": result.seconds,
        }
        for result in found
    ]


def _row(result: "Result") -> list[str]:
    judgement, best, gap = result.judgement, result.of.best_known, result.gap
    return [
        result.of.path.stem,
        f"{judgement.cost:.3f}",
        f"{judgement.travel:.1f}",
        f"{judgement.total_tardiness:.1f}",
        f"{judgement.largest_tardiness:.1f}",
        "–" if best is None else f"{best:.3f}",
        "–" if gap is None else _percent(gap),
        f"{result.seconds:.1f}",
    ]


def _percent(gap: float) -> str:
    """Return a gap with its sign, which nought does not have twice."""
    return f"{round(gap, 4) + 0.0:+.2%}"
