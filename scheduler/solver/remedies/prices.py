"""What a change costs: the one order in which remedies are preferred.

Prices are in seconds, the currency of the policy's weights, and add up:

====================================================  =================================
a shift that begins earlier or ends later             its seconds more
a weekly limit raised                                 its seconds more
a daily limit raised by one visit                     the seconds of the visit
a window of the senior widened                        its seconds more
another visit given to another shift of its day       `MOVED`
an extra shift on a day off                           `DAY_OFF`, and its own seconds
a carer taken off the senior's avoid list             `AVOIDED`
any gender accepted                                   `GENDER`
a skill learnt                                        `SKILL`
a role allowed in the policy                          `ROLE`
each day late, while the senior waits for the visit   the policy's weight for the tag
====================================================  =================================

With the policy's default weights a day late costs more than anything a person is asked
for, save an extra shift of many hours.
"""

from datetime import date
from typing import NamedTuple

from scheduler.domain.times import MINUTE_SECONDS
from scheduler.errors import Text
from scheduler.solver.remedies.lacks import Lack

MOVED = 10 * MINUTE_SECONDS
DAY_OFF = 60 * MINUTE_SECONDS
LACKING = {
    Lack.AVOIDED: 100 * MINUTE_SECONDS,
    Lack.GENDER: 110 * MINUTE_SECONDS,
    Lack.SKILL: 120 * MINUTE_SECONDS,
    Lack.ROLE: 130 * MINUTE_SECONDS,
}


class Remedy(NamedTuple):
    """One change.

    Attributes
    ----------
    price
        In seconds, days late included.
    day
        Date of the visit that it makes possible.
    says
        What to change, and when the visit could then be made.
    """

    price: float
    day: date
    says: Text
