"""The cheapest change that would serve a senior whom a plan leaves out.

Cheapest is meant in the order of `prices`, and proven by looking at every case of

- more hours for one carer: a shift that begins earlier, ends later or both, with the
  weekly and daily limit raised as far as that asks;
- one other visit given to another shift of its day;
- one window of the senior widened, in each place by the least that does;
- one lack of one carer mended: a role allowed, a skill learnt, any gender or somebody
  from the avoid list accepted;
- an extra shift on a carer's day off;
- a visit on one of the days after the plan.

Every place of every shift on every planned day is looked at, the plan's other visits
in their order and two-person visits at their time. Routes come home as early as they
can, and leave as late as that allows. Times are proposed in steps of five minutes, at
most `LONGEST_OVERTIME` before or after a shift. For a visit by two, the hours and lacks
of both are mended at once, as `pairs` says; nothing else is tried but a day later.

Each senior is looked at alone, against the routes as they are: the remedies of two may
count on the same minutes.
"""

from functools import cached_property

from scheduler.solver.remedies.extra import extra_shift
from scheduler.solver.remedies.hours import more_hours
from scheduler.solver.remedies.later import a_day_later, room_after
from scheduler.solver.remedies.moves import Spare, one_moved
from scheduler.solver.remedies.need import Need, Search, cheaper
from scheduler.solver.remedies.pairs import cheapest_pair
from scheduler.solver.remedies.people import other_carers
from scheduler.solver.remedies.prices import Remedy
from scheduler.solver.remedies.room import Room
from scheduler.solver.remedies.windows import wider_windows


class Remedies:
    """What would serve those whom one plan leaves out."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._spare = Spare(room)

    @cached_property
    def _after(self) -> Room:
        return room_after(self._room)

    def cheapest(self, need: Need) -> Remedy | None:
        """Return the cheapest change that would serve a senior, None if none does.

        For a senior for whom the plan has no room as it is.
        """
        search = Search(self._room, need)
        if need.senior.carers_needed == 2:
            pair = cheapest_pair(search, asking=True)
            best = pair and pair.remedy()
        else:
            best = self._for_one(search)
        return cheaper(best, a_day_later(self._after, need))

    def _for_one(self, search: Search) -> Remedy | None:
        best = more_hours(search, None)
        best = wider_windows(search, best)
        best = one_moved(search, self._spare, best)
        best = extra_shift(search, best)
        return other_carers(search, best)
