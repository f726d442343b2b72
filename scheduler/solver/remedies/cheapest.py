"""The cheapest single change that would serve a senior whom a plan leaves out.

Each is tried against the routes as they are, one senior at a time: the remedies of
two seniors may count on the same minutes.
"""

from scheduler.solver.remedies.limits import higher_limits
from scheduler.solver.remedies.need import Remedy, Search
from scheduler.solver.remedies.pairs import with_a_partner
from scheduler.solver.remedies.people import other_carer
from scheduler.solver.remedies.shifts import extra_shift, longer_shifts
from scheduler.solver.remedies.windows import wider_windows


def cheapest_remedy(search: Search) -> Remedy | None:
    """Return the cheapest change that would serve the senior, None if none does."""
    if search.need.senior.carers_needed == 1:
        return _for_one(search)
    found = [_for_one(second) for second in with_a_partner(search)]
    changes = [change for change in found if change is not None]
    return min(changes, key=lambda change: change[:2], default=None)


def _for_one(search: Search) -> Remedy | None:
    small = [*longer_shifts(search), *higher_limits(search)]
    if search.need.partner is None:
        small += wider_windows(search)
    if small:
        return min(small, key=lambda change: change.minutes)
    return extra_shift(search) or other_carer(search)
