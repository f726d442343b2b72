"""What is proposed when a day goes wrong; nothing changes until a person says so."""

from collections.abc import Mapping

from scheduler.changes.compare import Change
from scheduler.changes.happenings import Happening
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import TextSpan
from scheduler.domain.words import Tag
from scheduler.errors import Text


class Replacement(Frozen):
    """A carer who could take visits that have lost theirs, and the harm it does.

    Attributes
    ----------
    on_duty
        Whether the carer works that day at those hours; else somebody must call.
    hours
        When the carer would work for it: what is left of shifts, or the hours to come
        in for.
    takes, leaves
        Senior ids of the visits that fit, and of those that do not; red first.
    travel_minutes
        More travel than without them.
    later_home_minutes
        How much later the carer is back than planned; 0 for who comes in for it.
    new_faces
        Visits whose senior has not met the carer in the last 28 days.
    late_days
        By tag, of all these visits: those left over as if made on the next day.
    says
        The same as a sentence, with ids and no names.
    """

    carer_id: str
    on_duty: bool
    hours: tuple[TextSpan, ...]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]
    travel_minutes: float
    later_home_minutes: int
    new_faces: int
    late_days: Mapping[Tag, int]
    says: Text


class Proposal(Frozen):
    """New routes from now on, and what they do to whom.

    Attributes
    ----------
    happening
        As it counts: an absence begins when the carer is home from what was begun.
    plan
        Complete from today on, with key figures; it has passed the referee on
        `applied`. What was begun today stands in it as it was.
    changes
        Against the published plan, over the days that both cover.
    late_before, late_after
        Days late by tag over the same days: of the published plan had nothing
        happened, and of the new one.
    other_person
        Ids of the seniors who get another person at some visit, red first.
    lost
        Visits of the published plan that were to be made and now have no place on
        their day, nor another instead.
    replacements
        For the visits of the first day that lose their carer, least harm first.
    called_in
        Roster rows that accepting adds: a carer comes in who had no shift.
    pins
        Visits that a person has asked for and that later plans are to keep.
    notes
        What the coordinator should know, as sentences.
    """

    happening: Happening
    plan: Plan
    changes: tuple[Change, ...]
    late_before: Mapping[Tag, int]
    late_after: Mapping[Tag, int]
    other_person: tuple[str, ...]
    lost: tuple[VisitKey, ...]
    replacements: tuple[Replacement, ...]
    called_in: tuple[RosterRow, ...] = ()
    pins: frozenset[VisitKey] = frozenset()
    notes: tuple[Text, ...] = ()

    def applied(self, problem: Problem) -> Problem:
        """Return the problem as the data are once the proposal is accepted."""
        changed = self.happening.applied(problem)
        if not self.called_in:
            return changed
        return changed.replace(roster=(*changed.roster, *self.called_in))
