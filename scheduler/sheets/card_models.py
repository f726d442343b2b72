"""What stands on the card that stays in a senior's home."""

from collections.abc import Mapping

from scheduler.domain.frozen import Frozen
from scheduler.errors import Language


class CardVisit(Frozen):
    """One visit: the day, the half-day, and who comes.

    Attributes
    ----------
    carers
        One, or two who come together; or who comes first, and who then.
    """

    day: str
    weekday: str
    half: str
    carers: tuple[str, ...]


class Card(Frozen):
    """Who comes when, in the senior's own home: nothing medical, no tag.

    Attributes
    ----------
    faces
        Every carer who comes, each beside space for a photo.
    """

    title: str
    community: str
    language: Language
    labels: Mapping[str, str]
    senior: str
    senior_id: str
    days: str
    visits: tuple[CardVisit, ...]
    faces: tuple[str, ...]
    duty_desk: str
    version: str
