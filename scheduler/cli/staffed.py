"""Additional hours as sentences and tables."""

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from scheduler.capacity.curve import Point, Staffing
from scheduler.capacity.extra import Stretch
from scheduler.capacity.staffing import HOUR_SECONDS
from scheduler.cli.weekdays import weekday_name
from scheduler.domain.words import CHINESE
from scheduler.errors import Language, Text


def show_staffing(console: Console, found: Staffing, language: Language) -> None:
    """Write what is enough, what is too little, and what lies between."""
    console.print(
        _verdict(found).to(language), style="bold", markup=False, soft_wrap=True
    )
    if found.unavoidable:
        says = Text(
            f"（再多的人手也避免不了 {found.unavoidable} 天逾期。）",
            f"(However many are asked, {found.unavoidable} days late must arise.)",
        )
        console.print(says.to(language), markup=False)
    if found.curve[-1].stretches:
        console.print(_stretches(found.curve[-1], language))
    if len(found.curve) > 1:
        console.print(_curve(found, language))


def staffing_json(found: Staffing) -> dict[str, Any]:
    """Return the same as JSON would hold it."""
    return {
        "first_day": str(found.problem.first_day),
        "days": found.problem.days,
        "late_days_unavoidable": found.unavoidable,
        "reached": found.reached,
        "curve": [_point_json(point) for point in found.curve],
    }


def _point_json(point: Point) -> dict[str, Any]:
    return {
        "late_days_arising": point.late_days,
        "hours": point.hours,
        "hours_proved_for": point.wanted,
        "hours_proved": _down(point.proved_hours),
        "stretches": [
            {
                "role": kind.role,
                "weekday": kind.weekday,
                "half_day": str(kind.span),
                "hours": seconds / HOUR_SECONDS,
            }
            for kind, seconds in point.stretches
        ],
    }


def _down(hours: float | None) -> float | None:
    """Return proved hours rounded down to a hundredth: never more than was proved."""
    return None if hours is None else int(hours * 100) / 100


def _verdict(found: Staffing) -> Text:
    span = f"{found.problem.first_day} – {found.problem.last_day}"
    last = found.curve[-1]
    if not last.stretches and found.reached:
        return Text(
            f"{span}：不用加人，这份排班够了；有通过检查的计划为证。",
            f"{span}: no more hours are needed; a plan that passed the check shows it.",
        )
    if found.reached:
        return Text(
            f"{span}：合计加 {last.hours:g} 小时就够了（有计划为证）；"
            f"{_too_little(last).zh}",
            f"{span}: {last.hours:g} more hours in all are enough, a plan shows it; "
            f"{_too_little(last).en}",
        )
    return Text(
        f"{span}：合计加 {last.hours:g} 小时仍有 {last.late_days} 天新增逾期；"
        f"{_too_little(last).zh}",
        f"{span}: with {last.hours:g} more hours in all {last.late_days} days late "
        f"still arise; {_too_little(last).en}",
    )


def _too_little(point: Point) -> Text:
    hours = _down(point.proved_hours)
    if hours is None:
        return Text("至少要加多少没有证明。", "what is too little was not proved.")
    return Text(
        f"少于 {hours} 小时一定不够（已证明）。",
        f"fewer than {hours} are proved not to be enough.",
    )


def _stretches(point: Point, language: Language) -> Table:
    title = Text("每周要加的工时", "Hours to add, every week")
    table = Table(box=box.SIMPLE, title=title.to(language), title_justify="left")
    for heading in (
        Text("角色", "role"),
        Text("星期", "weekday"),
        Text("半天", "half-day"),
        Text("小时", "hours"),
    ):
        table.add_column(heading.to(language))
    for stretch in point.stretches:
        table.add_row(*_cells(stretch, language))
    return table


def _cells(stretch: Stretch, language: Language) -> tuple[str, str, str, str]:
    kind = stretch.kind
    role = Text(CHINESE[kind.role], kind.role.value)
    hours = f"{stretch.seconds / HOUR_SECONDS:g}"
    weekday = weekday_name(kind.weekday)
    return role.to(language), weekday.to(language), str(kind.span), hours


def _curve(found: Staffing, language: Language) -> Table:
    title = Text("工时与逾期的取舍", "Hours against days late")
    table = Table(box=box.SIMPLE, title=title.to(language), title_justify="left")
    for heading in (
        Text("加的小时", "hours added"),
        Text("新增逾期天数（计划）", "days late arising, in the plan"),
        Text("要降到的天数", "days late aimed at"),
        Text("为此至少要加（已证明）", "hours proved for that"),
    ):
        table.add_column(heading.to(language), justify="right")
    for point in found.curve:
        table.add_row(
            f"{point.hours:g}",
            str(point.late_days),
            "–" if point.wanted is None else str(point.wanted),
            "–" if point.wanted is None else str(_down(point.proved_hours)),
        )
    return table
