"""The README's section of benchmarks: made of the rows kept, put in its place."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from tabled import details, good, plans, replans
from tabled.good import Rows, results
from tabled.kept import Kept
from tabled.machine import About
from tabled.markdown import spoken

TEMPLATE = Path(__file__).parent / "section.md.j2"
PLACE = re.compile(r"(<!-- benchmarks: begin -->\n).*(<!-- benchmarks: end -->)", re.S)


class Block(NamedTuple):
    """A table behind the asks, with what is said of it."""

    title: str
    commands: str
    note: str
    body: str


class Kind(NamedTuple):
    """How a block is made: of which rows, with what of them."""

    title: str
    rows: tuple[str, ...]
    note: str
    body: Callable[[Rows], str]


KINDS = (
    Kind(
        "Fourteen days, 686 seniors, late days red / orange / green",
        ("plan",),
        "Times count from the start of the program; the first plan is one that stands, "
        "however late.",
        lambda rows: plans.plans_table(rows["plan"]),
    ),
    Kind(
        "One day, everybody served, pure routing: seconds of travel",
        ("day", "rivals", "long"),
        "Medians of the seeds; none where a plan leaves out whom another serves.",
        details.days_table,
    ),
    Kind("Large days", ("large",), "", details.large_table),
    Kind(
        "How far from the best a day's plan is at most",
        ("bound",),
        "",
        details.bound_table,
    ),
    Kind(
        "Weeks lived with a plan every morning, beside the usual ways routed by PyVRP",
        ("horizon",),
        "",
        details.horizon_table,
    ),
    Kind(
        "A carer who does not come",
        ("replan",),
        "",
        lambda rows: replans.replans_table(results(rows["replan"])),
    ),
    Kind(
        "The published daily problem, with services in pairs and tardiness",
        ("hhcrsp",),
        "Gaps to the best published cost, below zero where ours is cheaper; an "
        "evaluator of its own passed every solution.",
        details.hhcrsp_table,
    ),
    Kind(
        "Growth, invented estates over 14 days",
        ("growth",),
        "Seconds of a core; `scale.py plot --file measured/growth` draws them.",
        details.growth_table,
    ),
    Kind("A city's night", ("city",), "", lambda rows: details.city_says(rows["city"])),
)


def section(about: About, rows: Rows, minutes: int) -> str:
    """Return the section.

    Parameters
    ----------
    minutes
        That all rows take.
    """
    environment = Environment(
        undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False
    )
    steps = [step for row in rows.values() for step in row.steps.values()]
    template = environment.from_string(TEMPLATE.read_text("utf-8"))
    return template.render(
        about=about,
        dates=_dates([step.date[:10] for step in steps]),
        versions=", ".join(f"{name} {v}" for name, v in about.versions.items()),
        load=_load([step.load for step in steps]),
        minutes=minutes,
        good=good.good_table(rows),
        blocks=[_block(rows, kind) for kind in KINDS],
    )


def _dates(dates: list[str]) -> str:
    return spoken(sorted(set(dates))) if dates else "Not measured"


def _load(loads: list[float]) -> str:
    return f"{min(loads):.1f} to {max(loads):.1f}" if loads else "unknown"


def _block(rows: Rows, kind: Kind) -> Block:
    own = [rows[key] for key in kind.rows if key in rows] or [Kept(command="")]
    commands = " and ".join(f"`{row.command}`" for row in own if row.command)
    lacks = "; ".join(dict.fromkeys(word for row in own for word in _lacks(row)))
    body = kind.body(rows) if any(row.steps for row in own) else ""
    return Block(kind.title, commands, " ".join(filter(None, [kind.note, lacks])), body)


def _lacks(row: Kept) -> Iterator[str]:
    """Yield why a row is not there, or not whole."""
    if row.absent:
        yield f"Left out: {row.absent}"
    elif not row.steps and not row.failed:
        yield "Not measured"
    for name, word in row.failed.items():
        yield f"Failed, {name}: {word}"


def put_in(readme: str, text: str) -> str:
    """Return a README with another section of benchmarks.

    Raises
    ------
    ValueError
        If there is not exactly one place for it.
    """
    found, count = PLACE.subn(lambda place: place[1] + text + place[2], readme)
    if count != 1:
        raise ValueError("the README has no place for benchmarks, or several")
    return found
