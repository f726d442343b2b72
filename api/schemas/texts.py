"""Ids, words and instants as requests may carry them: short, plain, believable."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

PersonId = Annotated[
    str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")
]
"""Id of a senior or carer."""

_PLAIN = r"^[^\x00]*$"
_SAID = r"^[^\x00]*[^\s\x00][^\x00]*$"

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=80, pattern=_SAID)
]
"""Somebody's name or id, as the coordinator writes it; not blank."""

Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_SAID)
]
"""A short sentence; not blank."""

Note = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=_PLAIN)
]
"""A short note; may be empty."""

LongNote = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=1_000, pattern=_PLAIN)
]
"""A note of some sentences; may be empty."""

EARLIEST, LATEST = datetime(2000, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC)


def _believable(instant: datetime) -> datetime:
    if not EARLIEST <= instant <= LATEST:
        raise ValueError("the year lies outside 2000 to 2199")
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(_believable)]
"""A moment with its offset from UTC."""
