"""Prices as a table for spreadsheets."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.files.rows_out import Cell
from scheduler.files.tables_out import TableOut, write_csv
from scheduler.whatif.prices.measures import measures
from scheduler.whatif.prices.pricing import Priced, Prices
from scheduler.whatif.prices.wording import sentence
from scheduler.whatif.wording import as_it_is

DECIMALS = 4


def write_prices(path: Path, prices: Prices, language: Language) -> None:
    """Write one row as it is and one for each rule, two columns for each measure.

    The first is empty where the difference is smaller than the noise, in the second.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    headings = [Text("规则", "rule"), Text("名称", "name"), Text("人数", "people")]
    for measure in measures():
        name = Text(measure.heading.zh.replace("\n", ""), measure.key)
        headings += [name, Text(f"{name.zh} ±", f"{name.en}_noise")]
    headings.append(Text("说明", "says"))
    table = TableOut(
        title="prices",
        encoding="utf-8-sig" if language is Language.ZH else "utf-8",
        headings=[heading.to(language) for heading in headings],
        rows=[_base(prices, language), *_rows(prices, language)],
    )
    write_whole(path, lambda draft: write_csv(draft, table))


def _base(prices: Prices, language: Language) -> list[Cell]:
    figures: list[Cell] = []
    for values in prices.base.values():
        figures += [round(median(values), DECIMALS), None]
    return ["", as_it_is().to(language), None, *figures, ""]


def _rows(prices: Prices, language: Language) -> Iterator[list[Cell]]:
    for one in prices.priced:
        rule = one.rule
        says = sentence(one).to(language)
        yield [rule.key, rule.name.to(language), rule.people, *_cells(one), says]


def _cells(priced: Priced) -> Iterator[Cell]:
    for shift in priced.shifts.values():
        yield None if shift.is_noise else round(shift.change, DECIMALS)
        yield round(shift.noise, DECIMALS)
