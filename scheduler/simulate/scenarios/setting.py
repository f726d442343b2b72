"""When, and with which luck, the changes of a scenario are applied."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.errors import Text


class Misfit(NamedTuple):
    """One way in which a change does not fit the data.

    Attributes
    ----------
    key
        Of the change, as written in the scenario.
    value
        What stands there; None where nothing does.
    says
        What is wrong and what would be right.
    """

    key: str
    value: str | None
    says: Text


class Setting(NamedTuple):
    """What a change knows beside the data.

    Attributes
    ----------
    first_day, last_day
        Of the days that are planned.
    day
        The day as on which the data are wanted.
    seed
        Of the scenario.
    number
        Place of the change in its scenario, from 1.
    """

    first_day: date
    last_day: date
    day: date
    seed: int
    number: int

    def date_of(self, day: date | int | None, default: date) -> date:
        """Return the date meant; a number counts the planned days from 1."""
        if day is None:
            return default
        if isinstance(day, int):
            return self.first_day + timedelta(days=day - 1)
        return day

    def dates(self, first: date, last: date) -> Iterator[date]:
        """Return the planned days from the first to the last given, both included."""
        day, end = max(first, self.first_day), min(last, self.last_day)
        while day <= end:
            yield day
            day += timedelta(days=1)

    def luck(self, key: str) -> int:
        """Return a large number that depends on the seed, the change and the key.

        Who is drawn by it stays drawn when others come or go.
        """
        text = f"{self.seed}/{self.number}/{key}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])

    def drawn(self, keys: Iterable[str], count: int) -> tuple[str, ...]:
        """Return so many of the keys, sorted; each as likely as the other."""
        return tuple(sorted(sorted(keys, key=self.luck)[:count]))
