"""Prices of rules for a terminal of 80 columns, and for machines."""

from collections.abc import Iterator
from statistics import median
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.errors import Language, Text
from scheduler.whatif.prices.measures import USED, Measure, measures
from scheduler.whatif.prices.noise import Shift, doubt
from scheduler.whatif.prices.pricing import Priced, Prices
from scheduler.whatif.prices.wording import notes, sentence, shift_text
from scheduler.whatif.wording import as_it_is, heading_of

DECIMALS = 6


def show_prices(console: Console, prices: Prices, language: Language) -> None:
    """Write what was planned, a sentence for each rule, the figures, how to read."""
    problem = prices.problem
    heading = heading_of(
        problem.policy.community.name,
        problem.first_day,
        problem.days,
        prices.seeds,
        prices.time_limit,
    )
    console.print(heading.to(language), style="bold", markup=False)
    for priced in prices.priced:
        says = sentence(priced).to(language)
        console.print(f"• {says}", markup=False, soft_wrap=True)
    console.print(_table(prices, language))
    for note in notes(prices):
        console.print(note.to(language), markup=False, soft_wrap=True)


def prices_json(prices: Prices) -> dict[str, Any]:
    """Return the same as JSON would hold it, with what each run came to."""
    return {
        "first_day": str(prices.problem.first_day),
        "days": prices.problem.days,
        "seeds": list(prices.seeds),
        "time_limit": prices.time_limit,
        "doubt": round(doubt(len(prices.seeds)), DECIMALS),
        "as_it_is": {key: _rounded(runs) for key, runs in prices.base.items()},
        "rules": [_rule_json(priced) for priced in prices.priced],
        "binding_nobody": [rule.key for rule in prices.binding_nobody],
    }


def _rule_json(priced: Priced) -> dict[str, Any]:
    says, rule = sentence(priced), priced.rule
    return {
        "rule": rule.key,
        "price_of": "holding" if rule.is_held else "changing",
        "people": rule.people,
        "says": {"zh": says.zh, "en": says.en},
        "per_day": {
            key: _shift_json(shift) | {"runs": _rounded(priced.values[key])}
            for key, shift in priced.shifts.items()
        },
        "late_inherited": dict(priced.inherited),
    }


def _shift_json(shift: Shift) -> dict[str, Any]:
    return {
        "change": None if shift.is_noise else round(shift.change, DECIMALS),
        "low": round(shift.low, DECIMALS),
        "high": round(shift.high, DECIMALS),
        "is_noise": shift.is_noise,
    }


def _rounded(runs: tuple[float, ...]) -> list[float]:
    return [round(run, DECIMALS) for run in runs]


def _table(prices: Prices, language: Language) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True)
    shown = [measure for measure in measures() if measure.has_column]
    for heading in _headings(shown):
        table.add_column(heading.to(language), justify="right", no_wrap=True)
    base = [f"{median(prices.base[one.key]):.{one.digits}f}" for one in shown]
    table.add_row(as_it_is().to(language), base[0], "", *base[1:], end_section=True)
    for priced in prices.priced:
        name = priced.rule.name.to(language)
        table.add_row(name, *_cells(priced, shown))
    return table


def _headings(shown: list[Measure]) -> Iterator[Text]:
    """Return the columns'; that of the hours used is followed by its noise."""
    for measure in shown:
        yield measure.heading
        if measure.key == USED:
            yield Text("\n±", "\n±")


def _cells(priced: Priced, shown: list[Measure]) -> Iterator[str]:
    for measure in shown:
        shift = priced.shifts[measure.key]
        yield shift_text(shift, measure)
        if measure.key == USED:
            yield f"{shift.noise:.{measure.digits}f}"
