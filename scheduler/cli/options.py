"""Arguments and options that several commands share."""

import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from scheduler.errors import Language

_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")


class Shape(StrEnum):
    """How far apart the homes of an invented community lie."""

    ESTATE = "estate"
    TOWN = "town"
    DISTRICT = "district"


def parse_date(text: str) -> date:
    """Return the date written as 2026-11-23, 20261123, 2026/11/23 or 2026年11月23日.

    Raises
    ------
    typer.BadParameter
        If it is not a date.
    """
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' 不是日期，应如 2026-11-23 / is not a date such as 2026-11-23"
        ) from None


Data = Annotated[
    Path,
    typer.Argument(
        metavar="DATA",
        help="资料文件夹或 .xlsx 工作簿。 A data folder or workbook.",
        show_default=False,
    ),
]
Day = Annotated[
    date,
    typer.Option(
        "--date",
        metavar="DATE",
        parser=parse_date,
        help="第一天，如 2026-11-23。 First day.",
        show_default=False,
    ),
]
Lang = Annotated[
    Language, typer.Option("--lang", help="输出语言。 Language of the output.")
]
Json = Annotated[
    bool,
    typer.Option("--json", help="机器可读的结果。 Machine-readable results."),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="随机种子。 Seed of the search.")
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=0.1,
        help="求解秒数，默认按规模。 Seconds of solving; default by size.",
        show_default=False,
    ),
]
