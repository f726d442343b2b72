"""What each kind of case means, what is done about it, and by when: data, no code.

At a closed door the chain is knock, phone, neighbour, contacts one after another,
110/120. The other kinds have the part of it that helps there, and begin with the
telephone. Times count from the report of the case; where nobody's life hangs on the
hour, they wait for the desk to open. No case closes by itself: after
the last step, and after a later visit, still a named person writes the end.
"""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import NamedTuple

from api.schemas.cases import CaseKind, CaseStep
from scheduler.domain.words import Outcome, Status, Tag
from scheduler.errors import Text


class Rung(NamedTuple):
    """A step, and how long after the report it has to be taken."""

    step: CaseStep
    within: timedelta


class Ladder(NamedTuple):
    """The steps in their order, and how long after the report the end is owed."""

    rungs: tuple[Rung, ...]
    end_within: timedelta


class CaseRule(NamedTuple):
    """A kind of case.

    Attributes
    ----------
    says
        What it means.
    round_the_clock
        Whether its time runs while the desk is closed.
    ladder
        What is done, by the senior's tag.
    """

    says: Text
    round_the_clock: bool
    ladder: Mapping[Tag, Ladder]


def _ladder(end_minutes: int, **minutes: int) -> Ladder:
    rungs = tuple(
        Rung(CaseStep(step), timedelta(minutes=within))
        for step, within in minutes.items()
    )
    return Ladder(rungs, timedelta(minutes=end_minutes))


def _by_tag(red: Ladder, others: Ladder) -> Mapping[Tag, Ladder]:
    return {Tag.RED: red, Tag.ORANGE: others, Tag.GREEN: others}


HOUR, DAY = 60, 24 * 60

RULES: Mapping[CaseKind, CaseRule] = {
    # The coordinator is told at once; all contacts are tried within half an hour. For
    # red 110/120 follow the moment these know nothing; the others get a second try
    # before, and their end by the end of the day.
    CaseKind.NO_ANSWER: CaseRule(
        Text(
            "上门无人应答，下落不明",
            "nobody answered the door; where the senior is, is not known",
        ),
        True,
        _by_tag(
            _ladder(
                1 * HOUR, knock=10, phone=10, neighbour=10, contact=30, emergency=30
            ),
            _ladder(
                8 * HOUR,
                knock=10,
                phone=10,
                neighbour=10,
                contact=30,
                emergency=6 * HOUR,
            ),
        ),
    ),
    # The shift is over and nobody has said how the visit went.
    CaseKind.OUTCOME_MISSING: CaseRule(
        Text(
            "班次结束一小时后仍没有走访结果",
            "an hour after the shift there is no word on how the visit went",
        ),
        False,
        _by_tag(
            _ladder(4 * HOUR, phone=1 * HOUR, contact=2 * HOUR),
            _ladder(1 * DAY, phone=4 * HOUR, contact=8 * HOUR),
        ),
    ),
    # Due again from this day on; or, without an end date, time to ask how it stands.
    CaseKind.PAUSE_EXPIRED: CaseRule(
        Text(
            "暂停到期或该复核，之后没有走访",
            "a pause has run out or is up for review, and nobody has visited since",
        ),
        False,
        _by_tag(
            _ladder(8 * HOUR, phone=2 * HOUR, contact=4 * HOUR),
            _ladder(1 * DAY, phone=4 * HOUR, contact=8 * HOUR),
        ),
    ),
    # Something noticed at a visit was to be done and is not.
    CaseKind.FOLLOW_UP_LATE: CaseRule(
        Text("跟进事项过期未办", "a follow-up is not done by its deadline"),
        False,
        _by_tag(_ladder(4 * HOUR), _ladder(1 * DAY)),
    ),
    # The interval has run out without a valid visit.
    CaseKind.OVERDUE: CaseRule(
        Text("超过探访间隔，无人入户", "the interval has run out without a visit"),
        False,
        _by_tag(
            _ladder(8 * HOUR, phone=2 * HOUR, knock=4 * HOUR, contact=6 * HOUR),
            _ladder(2 * DAY, phone=8 * HOUR, knock=1 * DAY, contact=1 * DAY),
        ),
    ),
}

DESK_OPENS, DESK_CLOSES = time(8), time(18)
"""Somebody sits at the coordinator's desk between these, every day."""

CONTACTS = (Outcome.COMPLETED, Outcome.PARTIAL, Outcome.PHONE, Outcome.REFUSED)
"""Outcomes after which it is known how the senior is: somebody saw or spoke to them.

An unanswered door that is recorded only after one of these opens no case."""

MISSING_AFTER = timedelta(hours=1)
"""After the end of the shift, an outcome that is not there is missing."""

OVERDUE_FROM: Mapping[Tag, time] = {
    Tag.RED: time(0),
    Tag.ORANGE: time(7),
    Tag.GREEN: time(7),
}
"""When, on the day after the due date, a senior is overdue: red as soon as that day
begins, the others in the morning. A case that ended without a visit is opened again
an interval later."""

REVIEW_AFTER: Mapping[Status, timedelta] = {
    Status.HOSPITAL: timedelta(days=7),
    Status.AWAY: timedelta(days=14),
    Status.SUSPENDED: timedelta(days=30),
}
"""A pause without an end is up for review this long after the last that was heard of
the senior: the pause itself, a visit of whatever outcome, or the end of the last
review."""

CONCERN = "走访单上记了异常，请问明并跟进"
CONCERN_WITHIN = timedelta(days=1)
"""By when somebody looks into a concern that was only marked on a sheet."""

ENTRY_DAYS = 60
"""Results are recorded at most this many days later."""

SHEET_DAYS = 14
"""Sheets and outcomes are missed for this long; later nobody will find them."""
