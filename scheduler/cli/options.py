"""Arguments and options that several commands share."""

import math
import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from scheduler.errors import Language

_DATE = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")

SHORTEST, LONGEST = 0.1, 86_400
"""Seconds between which a time limit lies."""

LARGEST_SEED = 2**31 - 1


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
        If it is not a date, or not one for which anybody plans.
    """
    from scheduler.domain.times import EARLIEST_DAY, LATEST_DAY

    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' 不是日期，应如 2026-11-23 / is not a date such as 2026-11-23"
        ) from None
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        raise typer.BadParameter(
            f"'{text}' 应在 {EARLIEST_DAY} 至 {LATEST_DAY} 之间"
            f" / should be from {EARLIEST_DAY} to {LATEST_DAY}"
        )
    return day


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a parser of whole numbers between two bounds, both included."""

    def parse(text: str | int) -> int:
        try:
            number = int(text)
        except ValueError:
            number = lowest - 1
        if lowest <= number <= highest:
            return number
        raise typer.BadParameter(
            f"'{text}' 应为 {lowest} 到 {highest} 的整数"
            f" / should be a whole number from {lowest} to {highest}"
        )

    return parse


def parse_seconds(text: str) -> float:
    """Return a time limit in seconds, from a tenth of a second to a day.

    Raises
    ------
    typer.BadParameter
        If it is none.
    """
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if SHORTEST <= seconds <= LONGEST:
        return seconds
    raise typer.BadParameter(
        f"'{text}' 应为 {SHORTEST} 到 {LONGEST} 的秒数"
        f" / should be from {SHORTEST} to {LONGEST} seconds"
    )


def on_date(says: str) -> OptionInfo:
    """Return an option that names a day."""
    option: OptionInfo = typer.Option(
        "--date", metavar="DATE", parser=parse_date, help=says
    )
    return option


def number(name: str, lowest: int, highest: int, says: str) -> OptionInfo:
    """Return an option that is a whole number between two bounds, both included."""
    option: OptionInfo = typer.Option(
        name, metavar="N", parser=whole_number(lowest, highest), help=says
    )
    return option


def to_write(name: str, says: str, metavar: str = "FILE") -> OptionInfo:
    """Return an option that names what is written."""
    option: OptionInfo = typer.Option(
        name, metavar=metavar, help=says, show_default=False
    )
    return option


def plan_to_read(name: str, says: str) -> OptionInfo:
    """Return an option that names a plan; its reader tells whether it can be read."""
    option: OptionInfo = typer.Option(
        name, metavar="PLAN", readable=False, help=says, show_default=False
    )
    return option


Data = Annotated[
    Path,
    typer.Argument(
        metavar="DATA",
        readable=False,
        help="资料文件夹或 .xlsx 工作簿。 A data folder or workbook.",
        show_default=False,
    ),
]
PlanFile = Annotated[
    Path,
    typer.Argument(
        metavar="PLAN", readable=False, help="计划文件。 The plan.", show_default=False
    ),
]
Day = Annotated[date, on_date("第一天，如 2026-11-23。 First day.")]
Days = Annotated[int, number("--days", 1, 366, "天数。 How many days.")]
DaysLived = Annotated[
    int,
    number("--days", 1, 366, "经历的天数。 How many days are lived through."),
]
Lang = Annotated[
    Language, typer.Option("--lang", help="输出语言。 Language of the output.")
]
Json = Annotated[
    bool,
    typer.Option("--json", help="机器可读的结果。 Machine-readable results."),
]
Seed = Annotated[
    int, number("--seed", 0, LARGEST_SEED, "随机种子。 Seed of the search.")
]
TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        parser=parse_seconds,
        help="求解秒数，默认按规模。 Seconds of solving; default by size.",
        show_default=False,
    ),
]
Prove = Annotated[
    float | None,
    typer.Option(
        "--prove",
        metavar="SECONDS",
        parser=parse_seconds,
        help="另用这么多秒，证明一天的计划离最优至多多远。 Seconds more for a plan of "
        "one day, to prove how far from the best it is at most.",
        show_default=False,
    ),
]
Processes = Annotated[
    int | None,
    number(
        "--processes",
        1,
        256,
        "同时计算几个，不影响结果；默认每核一个。 "
        "How many run at a time, which changes no result; default one a core.",
    ),
]
