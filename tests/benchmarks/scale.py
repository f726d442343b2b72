"""Measures what a plan costs as communities grow: processor time, memory, quality.

    .venv/bin/python tests/benchmarks/scale.py measure --seniors 686 --ladder
    .venv/bin/python tests/benchmarks/scale.py plot

The first plans an invented community of that size over 14 days, with the limit that is
usual for it or with one limit after another, and adds a row each to scale.csv; the
second fits exponents to all rows there and draws scale.svg. Seconds are of processors,
so that neighbours on the machine count little. Equal quality is at most 1 late day
arising for every 100 seniors, and at most 5 % more travel a visit than with the largest
limit tried, 4 s for every 100.
"""

import argparse
import csv
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jinja2 import Environment

from scheduler.city.workers import compile_once
from scheduler.domain.problem import Problem
from scheduler.domain.words import Tag
from scheduler.planning import inherited_late_days, make, to_problem
from scheduler.simulate.communities import FIRST_DAY, generate_community
from scheduler.solver.arrays import to_instance
from scheduler.solver.budget import default_seconds
from scheduler.solver.progress import Progress

SIZES = (172, 343, 686, 1372, 2744)
DAYS = 14
SECONDS_A_HUNDRED = (0.5, 1.0, 2.0, 4.0)
"""Time limits tried, for every hundred seniors."""

LATE_A_HUNDRED = 1.0
TRAVEL_OVER_BEST = 1.05


class Run(NamedTuple):
    """One plan measured.

    Attributes
    ----------
    seconds, first_seconds
        Of processors: to the finished plan, and to the first complete one.
    arising
        Days late that the data do not bring along, all tags.
    """

    seniors: int
    limit: float
    default: int
    first_seconds: float
    seconds: float
    wall_seconds: float
    memory_mb: int
    arising: int
    visits: int
    travel_minutes: float

    @property
    def leg_minutes(self) -> float:
        """Travel a visit."""
        return self.travel_minutes / self.visits


def main() -> None:
    """Measure, or plot what was measured."""
    options = _options()
    if options.do == "plot":
        _plot(_read(options.file), options.file.with_suffix(".svg"))
    elif options.ladder:
        for limit in _limits(_problem(options)):
            again = ("measure", "--seniors", options.seniors, "--limit", limit)
            kept = ("--seed", options.seed, "--file", options.file)
            command = [sys.executable, __file__, *map(str, again + kept)]
            subprocess.run(command, check=True)
    else:
        run = _measured(_problem(options), options.limit)
        _add(options.file, run)
        print(run)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("measure", "plot"))
    parser.add_argument("--seniors", type=int, choices=SIZES, default=SIZES[0])
    parser.add_argument("--seed", type=int, default=0, help="of the community")
    parser.add_argument("--limit", type=float, help="default: the usual one")
    parser.add_argument("--ladder", action="store_true", help="many limits")
    parser.add_argument(
        "--file", type=Path, default="scale.csv", help="plot: or folder"
    )
    return parser.parse_args()


def _problem(options: argparse.Namespace) -> Problem:
    community = generate_community(options.seniors, options.seed)
    return to_problem(community, FIRST_DAY, DAYS)


def _usual_limit(problem: Problem) -> float:
    return round(default_seconds(to_instance(problem)), 1)


def _limits(problem: Problem) -> list[float]:
    hundreds = len(problem.seniors) / 100
    ladder = (round(part * hundreds, 1) for part in SECONDS_A_HUNDRED)
    return sorted({_usual_limit(problem), *ladder})


def _measured(problem: Problem, asked: float | None) -> Run:
    compile_once(FIRST_DAY, lambda: None)
    usual = _usual_limit(problem)
    limit = usual if asked is None else asked
    first: list[float] = []

    def report(progress: Progress) -> None:
        if progress.cost is not None:
            first.append(time.process_time())

    wall, began = time.monotonic(), time.process_time()
    plan = make(problem, time_limit=limit, by_the_clock=False, report=report).plan
    seconds = time.process_time() - began
    assert plan.kpis is not None
    inherited = inherited_late_days(problem)
    return Run(
        seniors=len(problem.seniors),
        limit=limit,
        default=int(limit == usual),
        first_seconds=round(first[0] - began, 2),
        seconds=round(seconds, 2),
        wall_seconds=round(time.monotonic() - wall, 2),
        memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        arising=sum(plan.kpis.late_days[tag] - inherited[tag] for tag in Tag),
        visits=plan.kpis.visits,
        travel_minutes=plan.kpis.travel_minutes,
    )


def _add(path: Path, run: Run) -> None:
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if is_new:
            writer.writerow(Run._fields)
        writer.writerow(run)


def _read(path: Path) -> list[Run]:
    """Return the rows of a file, or of all files in a folder."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    texts = (file.read_text("utf-8").splitlines() for file in files)
    return [
        Run(**{name: Run.__annotations__[name](row[name]) for name in Run._fields})
        for lines in texts
        for row in csv.DictReader(lines)
    ]


class Line(NamedTuple):
    """What grows with the seniors: points, and the power that fits them."""

    label: str
    unit: str
    colour: str
    points: Sequence[tuple[int, float]]

    @property
    def fit(self) -> tuple[float, float]:
        """Exponent, and factor."""
        seniors, values = np.log(np.array(self.points)).T
        exponent, constant = np.polyfit(seniors, values, 1)
        return float(exponent), float(np.exp(constant))


def _plot(runs: Sequence[Run], path: Path) -> None:
    lines = _lines(runs)
    for line in lines:
        exponent, factor = line.fit
        print(f"{line.label}: {factor:.3g} {line.unit} x seniors^{exponent:.2f}")
        print("  ", *(f"{seniors}: {value:g}" for seniors, value in line.points))
    path.write_text(_drawn(lines), "utf-8")


def _lines(runs: Sequence[Run]) -> list[Line]:
    by_size: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_size[run.seniors].append(run)
    usual = [run for run in runs if run.default]
    alike = [run for size in sorted(by_size) for run in _alike(by_size[size])]
    lines = [
        Line("first complete plan", "s", "#c33", _of(usual, "first_seconds")),
        Line("default limit", "s", "#36c", _of(usual, "seconds")),
        Line("equal quality", "s", "#393", _of(alike, "seconds")),
        Line("memory, default limit", "MB", "#666", _of(usual, "memory_mb")),
    ]
    return [line for line in lines if len(line.points) > 1]


def _alike(runs: Sequence[Run]) -> list[Run]:
    """Return the cheapest of several runs that is good enough, if any."""
    if len(runs) == 1:
        return []
    longest = max(runs, key=lambda run: run.limit)
    good = [
        run
        for run in runs
        if run.arising <= LATE_A_HUNDRED * run.seniors / 100
        and run.leg_minutes <= TRAVEL_OVER_BEST * longest.leg_minutes
    ]
    return sorted(good, key=lambda run: run.seconds)[:1]


def _of(runs: Iterable[Run], name: str) -> list[tuple[int, float]]:
    return sorted((run.seniors, float(getattr(run, name))) for run in runs)


WIDTH, HEIGHT, MARGIN = 640, 420, 50
LEAST, MOST = 0.1, 20000.0
"""Seconds or MB at the bottom and the top."""

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {{ width }} {{ height }}"
     font-family="sans-serif" font-size="12">
<rect width="{{ width }}" height="{{ height }}" fill="white"/>
{%- for x, label in columns %}
<path d="M{{ x }} {{ top }}V{{ bottom }}" stroke="#ddd"/>
<text x="{{ x }}" y="{{ bottom + 18 }}" text-anchor="middle">{{ label }}</text>
{%- endfor %}
{%- for y, label in rows %}
<path d="M{{ left }} {{ y }}H{{ right }}" stroke="#ddd"/>
<text x="{{ left - 6 }}" y="{{ y + 4 }}" text-anchor="end">{{ label }}</text>
{%- endfor %}
<text x="{{ right }}" y="{{ bottom + 36 }}" text-anchor="end">seniors, 14 days</text>
{%- for line in lines %}
<path d="M{{ line.ends[0][0] }} {{ line.ends[0][1] }}L{{ line.ends[1][0] }}
{{ line.ends[1][1] }}" stroke="{{ line.colour }}" stroke-dasharray="5 4"/>
{%- for x, y in line.dots %}
<circle cx="{{ x }}" cy="{{ y }}" r="4" fill="{{ line.colour }}"/>
{%- endfor %}
<text x="{{ left + 8 }}" y="{{ top + 16 * loop.index }}" fill="{{ line.colour }}">
{{- line.words }}</text>
{%- endfor %}
</svg>
"""


def _drawn(lines: Sequence[Line]) -> str:
    """Return the plot, both axes logarithmic, as SVG."""
    template = Environment(autoescape=True).from_string(SVG)
    return template.render(
        width=WIDTH,
        height=HEIGHT,
        left=MARGIN,
        right=WIDTH - MARGIN,
        top=MARGIN // 2,
        bottom=HEIGHT - MARGIN,
        columns=[(_x(size), size) for size in SIZES],
        rows=[(_y(value), f"{value:g}") for value in (1, 10, 100, 1000)],
        lines=[_shown(line) for line in lines],
    )


def _shown(line: Line) -> dict[str, object]:
    exponent, factor = line.fit
    return {
        "colour": line.colour,
        "words": f"{line.label}, {line.unit}: seniors^{exponent:.2f}",
        "dots": [(_x(seniors), _y(value)) for seniors, value in line.points],
        "ends": [
            (_x(seniors), _y(factor * seniors**exponent))
            for seniors in (line.points[0][0], line.points[-1][0])
        ],
    }


def _x(seniors: float) -> float:
    part = np.log(seniors / SIZES[0]) / np.log(SIZES[-1] / SIZES[0])
    return round(float(2 * MARGIN + part * (WIDTH - 4 * MARGIN)), 1)


def _y(value: float) -> float:
    part = np.log(value / LEAST) / np.log(MOST / LEAST)
    return round(float(HEIGHT - MARGIN - part * (HEIGHT - 1.5 * MARGIN)), 1)


if __name__ == "__main__":
    main()
