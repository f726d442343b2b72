"""What a route sheet consists of: everything printed on it, and nothing else."""

from collections.abc import Mapping
from typing import Literal

from scheduler.domain.frozen import Frozen
from scheduler.errors import Language
from scheduler.sheets.privacy import PrintedSenior
from scheduler.sheets.schematic import Schematic


class VisitLine(Frozen):
    """One stop.

    Attributes
    ----------
    letter
        Check letter for keying the results in.
    fixed
        Whether the time must be kept.
    first
        Whether the home must not be left out today.
    new_house
        Whether the building is another than that of the stop before.
    together
        With whom, and when and where they meet, or who comes first; empty for one.
    task, mind
        What to do, and what to mind.
    """

    kind: Literal["visit"] = "visit"
    order: int
    letter: str
    time: str
    minutes: int
    fixed: bool
    first: bool
    new_house: bool
    senior: PrintedSenior
    together: str
    task: str
    mind: tuple[str, ...]


class PauseLine(Frozen):
    """Time between two stops in which nobody is visited."""

    kind: Literal["pause"] = "pause"
    time: str
    says: str


class RouteSheet(Frozen):
    """One carer's day.

    Attributes
    ----------
    shifts
        Hours of each shift.
    duty_desk
        Empty: a line to write the number on.
    in_full
        Whether tags are printed, and so explained.
    schematic
        None where no stop has coordinates.
    map_says, off_map
        The map in words, and which stops are not on it; empty without a map.
    """

    title: str
    community: str
    language: Language
    labels: Mapping[str, str]
    steps: tuple[tuple[str, str, str], ...]
    date: str
    carer: str
    shifts: tuple[str, ...]
    leave: str
    start: str
    homes: int
    duty_desk: str
    in_full: bool
    lines: tuple[VisitLine | PauseLine, ...]
    schematic: Schematic | None
    map_says: str
    off_map: str
    code: str
    qr: str
    version: str
