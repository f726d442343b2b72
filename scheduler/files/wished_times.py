"""The checks on the spans in which a visit is wished to lie."""

from collections.abc import Sequence

from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.errors import Text
from scheduler.files.table import Numbered, Table


def warn_of_unpriced_wishes(
    table: Table, seniors: Sequence[Numbered], policy: Policy
) -> None:
    """Warn where spans are wished for and nothing is paid for keeping to them."""
    wished = any(senior.prefer_windows for _, senior in seniors)
    if wished and policy.weights.prefer_minutes == 0:
        table.warn_of_all(_UNPRICED)


_UNPRICED = Text(
    "有老人写了希望时段，但政策里 weights.prefer_minutes 是 0，不考虑希望时段；"
    "要考虑，请写 prefer_minutes = 10",
    "prefer_windows are given, but do not count: weights.prefer_minutes is 0 in the "
    "policy; write prefer_minutes = 10 if they should",
)


def check_wished_times(
    table: Table, row: int, senior: Senior, windows: Sequence[Span], seconds: int
) -> None:
    """Warn of every wished span in which no visit can lie.

    Parameters
    ----------
    windows
        Inside which the senior may be visited.
    seconds
        How long a visit takes.
    """
    for wished in senior.prefer_windows:
        room = max(wished.shared(window).seconds for window in windows)
        if room < seconds:
            says = _NOT_PERMITTED if room <= 0 else _too_short(room, seconds)
            table.warn(row, "prefer_windows", says, str(wished))


_NOT_PERMITTED = Text(
    "不在可访时段之内，这个希望实现不了",
    "lies outside the windows: this wish can never be kept",
)


def _too_short(room: int, seconds: int) -> Text:
    minutes, needed = room // MINUTE_SECONDS, seconds // MINUTE_SECONDS
    return Text(
        f"与可访时段只重合 {minutes} 分钟，容不下 {needed} 分钟的走访，只能部分做到",
        f"shares {minutes} minutes with the windows, too few for a visit of {needed}: "
        "this wish can only be kept in part",
    )
