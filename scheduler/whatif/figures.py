"""What one run of days comes to, counted as the referee counts.

Days late are counted day by day: a senior is late on every day that begins with the
due date passed, the day of the late visit included; a turn still open at the end is
late on one day more. Their sum is the contract's.
"""

from collections.abc import Mapping
from datetime import date

from scheduler.domain.frozen import Frozen
from scheduler.domain.words import Role, Tag


class TagFigures(Frozen):
    """Lateness of one tag.

    Attributes
    ----------
    late_days
        Days late, of visits and of turns still open.
    inherited
        Those of them that stood before any visit could be made: overdue on the first
        day, or made overdue by a change of interval on its day.
    on_time, owed
        Visits made on time, and all that were made or fell due.
    unserved
        Seniors who fell due and got no visit.
    """

    late_days: int
    inherited: int
    on_time: int
    owed: int
    unserved: int

    @property
    def on_time_share(self) -> float:
        """Part of what was owed that came on time; 1 where nothing was."""
        return self.on_time / self.owed if self.owed else 1.0


class DayFigures(Frozen):
    """One day.

    Attributes
    ----------
    there, used
        Minutes of all shifts, and of those between leaving and coming back.
    late
        Seniors who are late on this day, by tag.
    """

    date: date
    there: float
    used: float
    late: Mapping[Tag, int]


class CarerFigures(Frozen):
    """One carer over all days; minutes as in `DayFigures`."""

    carer_id: str
    role: Role
    there: float
    used: float
    visits: int


class Figures(Frozen):
    """One run of days.

    Attributes
    ----------
    faces
        Different carers a senior meets, on average over those who are visited.
    unfair
        Minutes of work above everybody's fair share.
    late_seniors
        Days late by senior id; only those who are.
    late_tags
        Their tags.
    unserved
        Ids of those who fell due and got no visit.
    late_bound
        Days late by tag that no plan avoids, as far down as that is proved.
    """

    seed: int
    tags: Mapping[Tag, TagFigures]
    visits: int
    travel: float
    service: float
    carers_used: int
    new_faces: int
    faces: float
    unfair: float
    days: tuple[DayFigures, ...]
    carers: tuple[CarerFigures, ...]
    late_seniors: Mapping[str, int]
    late_tags: Mapping[str, Tag]
    unserved: tuple[str, ...]
    late_bound: Mapping[Tag, int]

    @property
    def there(self) -> float:
        """Minutes of all shifts."""
        return sum(day.there for day in self.days)

    @property
    def used(self) -> float:
        """Minutes between leaving and coming back."""
        return sum(day.used for day in self.days)
