"""What may go otherwise than planned: closed doors, long visits, sick calls.

Fate is drawn from the seed, the day and the person alone, never from the plan, so
that every way of planning lives through the same days. A higher chance strikes
whomever a lower one strikes, and more.
"""

from datetime import date
from hashlib import sha256
from math import ceil

from pydantic import Field

from scheduler.domain.frozen import Frozen

KNOCKING_MINUTES = 5
"""Spent at a door that nobody opens."""

LEAST_OVERRUN, MOST_OVERRUN = 0.25, 1.0
"""How much longer a visit takes that takes longer, in parts of the planned minutes."""

LONGEST_ILLNESS = 3
"""Days; a sick call says how long."""

_DRAWS = 2**64


class Chances(Frozen):
    """How likely it is that a day goes otherwise than planned.

    Attributes
    ----------
    seed
        The same seed, the same fate.
    no_answer
        That nobody opens, of each visit.
    overrun
        That it takes longer, of each visit.
    sick
        That they call in sick, of each carer and day.
    """

    seed: int = Field(default=0, ge=0)
    no_answer: float = Field(default=0.0, ge=0, le=1)
    overrun: float = Field(default=0.0, ge=0, le=1)
    sick: float = Field(default=0.0, ge=0, le=1)

    def opens(self, senior_id: str, on: date) -> bool:
        """Return whether somebody opens the door on a day."""
        return self._draw("no_answer", senior_id, on) >= self.no_answer

    def minutes_more(self, senior_id: str, on: date, planned: int) -> int:
        """Return the minutes by which a visit outlasts those planned; 0 mostly."""
        if self._draw("overrun", senior_id, on) >= self.overrun:
            return 0
        part = self._draw("how long", senior_id, on)
        more = LEAST_OVERRUN + part * (MOST_OVERRUN - LEAST_OVERRUN)
        return ceil(more * planned)

    def days_ill(self, carer_id: str, on: date) -> int:
        """Return for how many days from this one a carer calls in sick; 0 mostly."""
        if self._draw("sick", carer_id, on) >= self.sick:
            return 0
        return 1 + int(self._draw("how many", carer_id, on) * LONGEST_ILLNESS)

    def _draw(self, what: str, who: str, on: date) -> float:
        """Return a number from 0 to below 1 that only these decide."""
        text = f"{self.seed}|{what}|{on}|{who}"
        return int.from_bytes(sha256(text.encode()).digest()[:8]) / _DRAWS
