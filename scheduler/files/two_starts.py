"""The checks on two carers of whom one comes after the other."""

from collections.abc import Sequence

from scheduler.domain.lag import Lag
from scheduler.domain.times import Span
from scheduler.errors import Text
from scheduler.files.table import Columns, Table


def check_two_starts(table: Table, columns: Columns) -> None:
    """Note the rows in which nobody can come second though somebody is to."""
    told = table.texts("after")
    skills = table.texts("second_skills")
    needed = columns["carers_needed"]
    for index, row in enumerate(table.rows):
        if told[index] and needed[index] == 1:
            table.error(row, "carers_needed", _ONE, "1")
        if skills[index] and not told[index]:
            table.error(row, "second_skills", _NOBODY_SECOND, skills[index])


_ONE = Text(
    "写了先后，就有两人到访；人数应为 2 或留空",
    "'after' is about two carers; should be 2 or empty",
)
_NOBODY_SECOND = Text(
    "没有写先后，就没有后到的人；请填写先后（例如 30-60），"
    "或把技能写在 skills 需要技能",
    "nobody comes second: fill in 'after' (such as 30-60), or write the skill under "
    "skills",
)


def fits_in(windows: Sequence[Span], seconds: int, lag: Lag) -> bool:
    """Return whether two visits can start a lag apart, each inside a window."""
    return any(
        second.end - seconds - first.start >= lag.least_seconds
        and second.start - (first.end - seconds) <= lag.most_seconds
        for first in windows
        for second in windows
        if min(first.seconds, second.seconds) >= seconds
    )
