"""What the compiled search knows of a problem: plain arrays, never changed.

Seniors, carers, vehicles and days are counted from 0. A *vehicle* is one shift of
one carer on one day; vehicles are sorted by day. Times are seconds since midnight.
"""

from typing import NamedTuple

from scheduler.solver.kernel.handle import (
    Bytes2,
    Floats1,
    Ints1,
    Ints2,
    Ints3,
    Legs3,
)

NOT_QUALIFIED, COMPANION, QUALIFIED = 0, 1, 2
"""Values of ``Instance.qualified``."""

NOT_PINNED, ANY_WINDOW = -1, -2
"""Values of ``Instance.pinned`` beside the numbers of windows."""


class Instance(NamedTuple):
    """One problem as arrays.

    Attributes
    ----------
    travel
        Seconds, shape (profiles, places, places), row = from.
    travel_to
        The same with row = to, so that both ways of a place lie together.
    service
        Seconds of a visit, by senior.
    opens, closes
        Earliest and latest start in each window, shape (seniors, windows).
    windows
        How many of these columns count, by senior.
    carers_needed
        1 or 2, by senior.
    ordered, lag
        Whether one of two carers comes second, 1 or 0; and the least and the most
        seconds from the first one's start to the second's, shape (seniors, 2).
    first_ok, due, interval, gap
        Days: the turn open at the start, and the tag's rule. A senior who may not be
        visited has ``first_ok`` beyond the last day and ``due`` likewise.
    late, early
        Cost of a day late, and of a day of the interval left unused, by senior.
    unavoidable
        Days late that no plan can avoid, by senior.
    urgency
        0 red, 1 orange, 2 green.
    qualified
        Shape (seniors, carers).
    may_follow
        Whether a qualified carer may come second, shape (seniors, carers).
    met_until
        Last day on which a visit by this carer brings no new face.
    preferred
        Shape (seniors, carers); ``has_preference`` by senior.
    published
        Carers of the published plan, shape (seniors, days, 2); -1 none.
    pinned
        Where a person has fixed a published visit, shape (seniors, days): the window
        in which it stays, `ANY_WINDOW`, or `NOT_PINNED`. The state has all of them.
    timed
        Whether some start of the senior's is bound to less than the windows, 1 or 0:
        because two carers meet, or because a visit is pinned to one window.
    wish_opens, wish_closes, wishes
        As ``opens``, ``closes`` and ``windows``: the starts that are wished.
    near
        Seniors by travel time, nearest first (itself at 0), shape (seniors, k).
    vehicle_…
        Day, carer, base (a place), profile, start and end by vehicle.
    first_vehicle
        Of each day; one entry more than there are days.
    max_visits
        By carer and day.
    week
        Of each day; ``max_work`` is seconds by carer and week.
    share
        Each carer's part of all hours on shift.
    …_weight
        The terms of the cost, in the policy's currency; see the contract. A wish's is
        that of a second.
    """

    travel: Legs3
    travel_to: Legs3
    service: Ints1
    opens: Ints2
    closes: Ints2
    windows: Ints1
    carers_needed: Ints1
    ordered: Ints1
    lag: Ints2
    first_ok: Ints1
    due: Ints1
    interval: Ints1
    gap: Ints1
    late: Floats1
    early: Floats1
    unavoidable: Ints1
    urgency: Ints1
    qualified: Bytes2
    may_follow: Bytes2
    met_until: Ints2
    preferred: Bytes2
    has_preference: Ints1
    published: Ints3
    pinned: Ints2
    timed: Ints1
    wish_opens: Ints2
    wish_closes: Ints2
    wishes: Ints1
    near: Ints2
    vehicle_day: Ints1
    vehicle_carer: Ints1
    vehicle_base: Ints1
    vehicle_profile: Ints1
    vehicle_start: Ints1
    vehicle_end: Ints1
    first_vehicle: Ints1
    max_visits: Ints2
    week: Ints1
    max_work: Ints2
    share: Floats1
    travel_weight: float
    visit_weight: float
    continuity_weight: float
    prefer_weight: float
    fairness_weight: float
    stability_weight: float
    wish_weight: float

    @property
    def seniors(self) -> int:
        """How many seniors there are."""
        return len(self.service)

    @property
    def days(self) -> int:
        """How many days are planned."""
        return len(self.week)

    @property
    def vehicles(self) -> int:
        """How many shifts there are."""
        return len(self.vehicle_day)
