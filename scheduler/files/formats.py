"""The contract's tables: their names and columns in both languages."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from scheduler.errors import Language, Text


class Column(NamedTuple):
    """One column; the further headings are only read.

    ``required`` asks for the heading and for text in every row; a ``rare`` column is
    written only where some row has text in it.
    """

    name: str
    zh: str
    required: bool = False
    also: tuple[str, ...] = ()
    rare: bool = False

    def heading(self, language: Language) -> str:
        """Return the heading in the given language."""
        return self.zh if language is Language.ZH else self.name


class TableFormat:
    """One table.

    Attributes
    ----------
    required
        Whether a community cannot do without it.
    most_rows
        More rows than any community has: the file is then something else.
    """

    def __init__(
        self, name: str, zh: str, required: bool, most_rows: int, *columns: Column
    ) -> None:
        self.name = name
        self.zh = zh
        self.required = required
        self.most_rows = most_rows
        self.columns = columns

    @cached_property
    def headings(self) -> Mapping[str, Column]:
        """Columns by every accepted heading, in lower case."""
        return {
            heading.casefold(): column
            for column in self.columns
            for heading in (column.name, column.zh, *column.also)
        }

    def too_long(self, rows: int) -> Text:
        """Return the sentence on a table of more than ``most_rows``."""
        return Text(
            f"有 {rows} 行，最多 {self.most_rows} 行；这不像是一个社区的表格",
            f"{rows} rows, more than the {self.most_rows} any community has",
        )

    def title(self, language: Language) -> str:
        """Return the name of the file (without suffix) or sheet."""
        return self.zh if language is Language.ZH else self.name


SENIORS = TableFormat(
    "seniors",
    "老人",
    True,
    20_000,
    Column("senior_id", "编号", True, ("老人编号",)),
    Column("name", "姓名", True),
    Column("tag", "三色", True),
    Column("lat", "纬度"),
    Column("lon", "经度"),
    Column("building", "楼栋"),
    Column("unit", "单元"),
    Column("floor", "楼层"),
    Column("room", "房号"),
    Column("lift", "电梯"),
    Column("visit_minutes", "时长"),
    Column("windows", "可访时段"),
    Column("prefer_windows", "希望时段", rare=True),
    Column("skills", "需要技能"),
    Column("carers_needed", "人数"),
    Column("after", "先后", rare=True),
    Column("second_skills", "后到技能", rare=True),
    Column("prefer", "偏好人员"),
    Column("avoid", "不安排人员"),
    Column("gender", "要求性别"),
    Column("status", "状态"),
    Column("status_until", "状态截止"),
    Column("last_visit", "上次入户"),
    Column("phone", "电话"),
    Column("notes", "注意事项"),
)
CARERS = TableFormat(
    "carers",
    "人员",
    True,
    5_000,
    Column("carer_id", "编号", True, ("人员编号",)),
    Column("name", "姓名", True),
    Column("role", "角色", True),
    Column("organisation", "机构"),
    Column("gender", "性别"),
    Column("skills", "技能"),
    Column("mode", "出行方式"),
    Column("lat", "纬度"),
    Column("lon", "经度"),
    Column("max_visits_per_day", "每日上限"),
    Column("max_minutes_per_week", "每周分钟上限"),
    Column("phone", "电话"),
)
SHIFTS = TableFormat(
    "shifts",
    "排班",
    True,
    100_000,
    Column("carer_id", "编号", True, ("人员编号",)),
    Column("day", "日期", True),
    Column("start", "开始"),
    Column("end", "结束"),
    Column("kind", "类型"),
)
VISITS = TableFormat(
    "visits",
    "走访记录",
    False,
    300_000,
    Column("senior_id", "老人编号", True),
    Column("date", "日期", True),
    Column("carer_id", "人员编号", True),
    Column("outcome", "结果", True),
    Column("minutes", "分钟"),
)
TRAVEL = TableFormat(
    "travel",
    "路程",
    False,
    20_000_000,
    Column("from", "起点", True),
    Column("to", "终点", True),
    Column("mode", "出行方式", True),
    Column("seconds", "秒", True),
)
TABLES = (SENIORS, CARERS, SHIFTS, VISITS, TRAVEL)


def chinese_heading(title: str, column: str) -> str | None:
    """Return a column's Chinese heading; None if there is no such table or column."""
    for table in TABLES:
        if title.casefold() in (table.name, table.zh) and column in table.headings:
            return table.headings[column].zh
    return None
