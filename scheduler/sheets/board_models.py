"""What stands on the office's wall; times are seconds since midnight."""

from collections.abc import Mapping

from scheduler.domain.frozen import Frozen
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.sheets.company import Company


class BoardBar(Frozen):
    """One visit.

    Attributes
    ----------
    fixed
        Whether it must begin on time.
    company
        Whether another carer comes too, and whether together.
    carer_away
        Whether it lies in its carer's leave: somebody else must go.
    """

    who: str
    place: str
    tag: Tag
    start: int
    end: int
    fixed: bool
    company: Company
    carer_away: bool


class BoardSpan(Frozen):
    """A stretch in which a carer is on leave, or not on duty at all."""

    start: int
    end: int
    leave: bool


class BoardRow(Frozen):
    """One carer; ``visits_of_day`` counts both halves."""

    carer: str
    on_leave: bool
    spans: tuple[BoardSpan, ...]
    bars: tuple[BoardBar, ...]
    visits_of_day: int


class BoardPage(Frozen):
    """Some or all carers of half a day; ``first`` and ``last`` are half hours."""

    half: str
    first: int
    last: int
    rows: tuple[BoardRow, ...]


class BoardUnserved(Frozen):
    """Somebody due by this day whom the plan does not visit, and why."""

    who: str
    place: str
    tag: Tag
    says: str


class Board(Frozen):
    """A day on the wall.

    Attributes
    ----------
    paper
        ``a4`` or, for many carers, ``a3``; landscape.
    one_by_one
        Whether some carer comes after another, so that the signs are explained.
    unserved
        The most urgent of them; ``unserved_count`` is all.
    reassign
        Who is on leave with visits planned, with how many.
    """

    title: str
    community: str
    language: Language
    labels: Mapping[str, str]
    date: str
    paper: str
    one_by_one: bool
    carers: int
    visits: int
    pages: tuple[BoardPage, ...]
    unserved: tuple[BoardUnserved, ...]
    unserved_count: int
    reassign: tuple[str, ...]
    version: str
    has_names: bool
