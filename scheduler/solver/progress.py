"""How far a search has come."""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.domain.words import Tag
from scheduler.errors import Text


@dataclass(frozen=True)
class Progress:
    """One report from a running search.

    Attributes
    ----------
    phase
        What is being done.
    late_days
        Of the best plan so far, by tag; None before there is one.
    cost
        Of the best plan so far, in seconds of travel.
    seconds_left
        Until the search ends at the latest.
    """

    phase: Text
    late_days: Mapping[Tag, int] | None
    cost: float | None
    seconds_left: float
