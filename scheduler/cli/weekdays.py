"""How the days of the week are called."""

from scheduler.domain.words import WEEKDAYS, Weekday
from scheduler.errors import Text

CHINESE_DAYS = "一二三四五六日"


def weekday_name(weekday: Weekday) -> Text:
    """Return how a day of the week is called."""
    return Text("周" + CHINESE_DAYS[WEEKDAYS.index(weekday)], weekday)
