"""What a search may be told, beside the problem."""

from collections.abc import Set
from threading import Event
from typing import TypedDict

from scheduler.domain.plan import Plan, VisitKey
from scheduler.solver.progress import Report


class Asked(TypedDict, total=False):
    """What a search may be told; all may be left out.

    Attributes
    ----------
    seed
        Default 0.
    time_limit
        Seconds; compiling on the first run comes on top. Default by size.
    by_the_clock
        Whether the clock ends a search that overstays; default true. If not, the limit
        only says how much is searched: the same plan comes of it on the busiest
        machine, later.
    published
        The plan people hold: what can be kept of it is kept, changes cost.
    pinned
        Visits of the published plan that a person has fixed. Before all else, even
        lateness, they keep their day and their carers, as long as the data let them;
        and the window in which they begin, as long as the carers' routes let them.
    report
        Called now and then with how far it is.
    stop
        Ends the search with the best plan so far when set.
    prove
        Seconds that come on top, to prove how little a plan of one day can cost. Of
        several days, lateness is proved within the limit, and this changes nothing.
    firmly
        Whether a published stop moves only where a day late is saved for it, of a
        senior near a day that has lost a visit or leaves one late; default false.
    """

    seed: int
    time_limit: float | None
    by_the_clock: bool
    published: Plan | None
    pinned: Set[VisitKey]
    report: Report | None
    stop: Event | None
    prove: float
    firmly: bool
