"""All absences that were looked at, and the carers in order of what hangs on them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.domain.frozen import Frozen
from scheduler.domain.times import PlannedDay
from scheduler.domain.words import Role, Tag
from scheduler.whatif.absences.absence import Absence

Harm = tuple[float, ...]
"""Days late by tag, then what the best replacement leaves undone and costs."""


class Absences(Frozen):
    """Each carer's absence on each of some days on which they work.

    Attributes
    ----------
    plan_id
        Of the plan by which everybody comes.
    search_seconds
        Of search each absence got, on the machine it was measured on.
    cells
        In order of days, then of ids.
    names
        Of seniors and carers by id; empty where they are not to be told.
    """

    community: str
    first_day: PlannedDay
    days: int
    plan_id: str
    seed: int
    search_seconds: float
    cells: tuple[Absence, ...]
    names: Mapping[str, str] = {}

    @property
    def dates(self) -> tuple[date, ...]:
        """All days that were looked at."""
        return tuple(self.first_day + timedelta(days=n) for n in range(self.days))

    def who(self, person_id: str) -> str:
        """Return an id, and the name where names are to be told."""
        name = self.names.get(person_id)
        return person_id if name is None else f"{person_id} {name}"


class Risk(NamedTuple):
    """One carer, and what comes of each of their days off, the worst first."""

    carer_id: str
    role: Role
    absences: tuple[Absence, ...]

    @property
    def worst(self) -> Absence:
        """The day on which they are missed most."""
        return self.absences[0]

    def makes_late(self, tag: Tag) -> tuple[Absence, ...]:
        """Return the absences that make a senior of a tag late, the worst first."""
        return tuple(one for one in self.absences if one.days_late(tag))


def ranked(found: Absences) -> tuple[Risk, ...]:
    """Return the carers who work, those most missed on their worst day first.

    Whoever's absence makes a red late comes before all others, then orange, then
    green, then whoever is hardest to replace.
    """
    by_carer: dict[str, list[Absence]] = {}
    for cell in found.cells:
        by_carer.setdefault(cell.carer_id, []).append(cell)
    risks = [
        Risk(carer_id, cells[0].role, tuple(sorted(cells, key=_first_the_worst)))
        for carer_id, cells in by_carer.items()
    ]
    return tuple(sorted(risks, key=_most_missed))


def harm(absence: Absence) -> Harm:
    """Return what an absence does, to be compared."""
    late = [float(absence.days_late(tag)) for tag in Tag]
    stand_in = absence.replacement
    if stand_in is None:
        return (*late, float(len(absence.visits)), 0.0, 0.0)
    undone = float(len(stand_in.leaves))
    return (*late, undone, float(stand_in.new_faces), stand_in.travel_minutes)


def _first_the_worst(absence: Absence) -> tuple[Harm, date]:
    return _turned(harm(absence)), absence.date


def _most_missed(risk: Risk) -> tuple[Harm, Harm, str]:
    together = tuple(map(sum, zip(*map(harm, risk.absences), strict=True)))
    return _turned(harm(risk.worst)), _turned(together), risk.carer_id


def _turned(amounts: Harm) -> Harm:
    return tuple(-amount for amount in amounts)
