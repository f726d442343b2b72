"""What the solver is asked for after a happening."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.changes.happenings import (
    Happening,
)
from scheduler.changes.moment import News
from scheduler.changes.needs import need_of_carer, pressed_together
from scheduler.changes.proposal import Replacement
from scheduler.changes.replacements import Search
from scheduler.changes.standing import Standing, stand, without_visits
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.errors import Text


@dataclass(frozen=True)
class Order:
    """What the solver is asked for, and what is known beside its plan.

    Attributes
    ----------
    ahead
        What the published plan has left, with the visits put in beforehand.
    pinned
        Visits of it that are kept before all else.
    not_before
        Earliest start of some seniors' visits of today, in seconds since midnight.
    """

    standing: Standing
    ahead: Plan
    pinned: frozenset[VisitKey]
    replacements: tuple[Replacement, ...] = ()
    called_in: tuple[RosterRow, ...] = ()
    pins: frozenset[VisitKey] = frozenset()
    not_before: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()


def order_of(
    problem: Problem,
    published: Plan,
    happening: Happening,
    news: News,
    pinned: frozenset[VisitKey],
    by: str | None,
) -> Order:
    """Return the order that answers a settled happening."""
    standing = stand(problem, published, happening, news)
    need = need_of_carer(standing, happening, standing.ahead)
    search = Search(standing.data, need.loads, standing.team, need.gap)
    loose = pressed_together(standing.data, standing.ahead, need.lost) - pinned
    ahead = without_visits(standing.ahead, loose)
    return Order(standing, ahead, pinned, search.ranked())
