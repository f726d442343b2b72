"""What the solver is asked for after a happening."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from scheduler.changes.asked import Asked
from scheduler.changes.needs import Need
from scheduler.changes.proposal import Replacement
from scheduler.changes.replacements import Search
from scheduler.changes.standing import Standing, without_visits
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.roster import RosterRow
from scheduler.errors import Text


@dataclass(frozen=True)
class Order:
    """What the solver is asked for, and what is known beside its plan.

    Attributes
    ----------
    ahead
        What the published plan has left, with the visits put in beforehand.
    need
        What looks for a carer; None: nothing.
    pinned
        Visits of `ahead` that are kept before all else.
    gives_up
        Visits of `ahead` that make room for another, to be kept only if they can.
    asked
        How visits that were put in are to be timed.
    pins
        Those of the pinned that a person asks for now.
    quiet
        Whether everything can stay as it is, but for times.
    """

    standing: Standing
    ahead: Plan
    need: Need | None = None
    pinned: frozenset[VisitKey] = frozenset()
    gives_up: frozenset[VisitKey] = frozenset()
    called_in: tuple[RosterRow, ...] = ()
    asked: Mapping[VisitKey, Asked] = field(default_factory=dict)
    pins: frozenset[VisitKey] = frozenset()
    notes: tuple[Text, ...] = ()
    quiet: bool = False

    @property
    def search(self) -> Search | None:
        """The need held against the team; None where nothing looks for a carer."""
        if self.need is None or not self.need.gap.wanted:
            return None
        standing = self.standing
        return Search(standing.data, self.need.loads, standing.team, self.need.gap)

    def replacements(self) -> tuple[Replacement, ...]:
        """Return everybody who can take something of what looks for a carer."""
        return self.search.ranked() if self.search else ()

    def without(self, visits: frozenset[VisitKey]) -> "Order":
        """Return the order with some visits to be planned afresh, pinned ones apart."""
        loose = visits - self.pinned
        return replace(self, ahead=without_visits(self.ahead, loose))

    def firm(self) -> "Order":
        """Return the order with all published visits kept that it does not concern."""
        concerned = {key.senior_id for key in self.pins | self.asked.keys()}
        if self.need is not None:
            concerned |= {one.senior.senior_id for one in self.need.gap.wanted}
        return self._keeping(concerned)

    def nearby(self) -> "Order":
        """Return the order with all kept that is made on days without anything lost."""
        shifts = {(shift.carer_id, shift.date) for shift in self.standing.rest.shifts}
        days = {r.date for r in self.ahead.routes if (r.carer_id, r.date) not in shifts}
        if self.need is not None:
            days.add(self.need.gap.day)
        near = {key.senior_id for key in self.ahead.visits() if key.date in days}
        concerned = {key.senior_id for key in self.pins | self.asked.keys()}
        return self._keeping(near | concerned)

    def _keeping(self, concerned: Set[str]) -> "Order":
        """Return the order with the published visits of all other seniors kept."""
        kept = {
            key
            for key in self.ahead.visits()
            if key not in self.gives_up and key.senior_id not in concerned
        }
        return replace(self, pinned=self.pinned | kept)

    def noting(self, zh: str, en: str) -> "Order":
        """Return the order with one more note for the coordinator."""
        return replace(self, notes=(*self.notes, Text(zh=zh, en=en)))
