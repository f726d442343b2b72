"""What a running search tells whoever watches it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scheduler.domain.words import Tag
from scheduler.errors import Text


@dataclass(frozen=True)
class Progress:
    """One report.

    Attributes
    ----------
    phase
        What is being done.
    late_days
        Days late of the best plan so far, by tag; None before there is one.
    cost
        Of the best plan so far, in seconds of travel; None likewise.
    seconds_left
        Until the time limit.
    """

    phase: Text
    late_days: Mapping[Tag, int] | None
    cost: float | None
    seconds_left: float


Report = Callable[[Progress], None]

COMPILE = Text(
    zh="首次运行：正在编译搜索程序（约 20 秒，仅此一次）",
    en="First run: compiling the search (about 20 s, only once)",
)
CHOOSE_DAYS = Text(zh="选择走访日期", en="Choosing the days")
SEARCH = Text(zh="减少逾期", en="Reducing lateness")
REFINE = Text(zh="兼顾熟人、公平与路程", en="Balancing faces, fairness and travel")
PROVE = Text(zh="证明离最优多远", en="Proving how far from the best it is")
LAST_WORD = Text(zh="挑选最终路线", en="Choosing the final routes")
