"""A rule with a price, and the problem in which it is lifted or changed."""

from typing import NamedTuple

from scheduler.domain.problem import Problem
from scheduler.errors import Text


class Rule(NamedTuple):
    """One rule.

    Attributes
    ----------
    key
        In JSON and CSV.
    name
        The rule where it is held, else the change.
    is_held
        Whether its price is that of holding it, the problem being without; else that
        of changing it.
    people
        How many seniors or carers it concerns; 0: it binds nobody here.
    changed
        The problem without the rule, or with the change.
    """

    key: str
    name: Text
    is_held: bool
    people: int
    changed: Problem
