"""What somebody probably meant."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from scheduler.errors import Text

LONGEST_WORD = 40
_NOTHING = Text("", "")


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate spelled most like the word, None if none is close."""
    if len(word) > LONGEST_WORD:
        return None
    spelled = {candidate.casefold(): candidate for candidate in candidates}
    close = get_close_matches(word.casefold(), spelled, n=1, cutoff=0.6)
    return spelled[close[0]] if close else None


def did_you_mean(word: str | None) -> Text:
    """Return the question to append to a message; empty for None."""
    if word is None:
        return _NOTHING
    return Text(f"；是否指“{word}”？", f"; did you mean '{word}'?")


class KnownIds:
    """Ids that are listed somewhere, and which of them a wrong one resembles."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = frozenset(ids)
        self._alike: Mapping[str, str] = {_likeness(key): key for key in self.ids}

    def hint(self, key: str) -> Text:
        """Return a question naming the id that differs in case, zeros or marks only."""
        return did_you_mean(self._alike.get(_likeness(key)))


def _likeness(key: str) -> str:
    return re.sub(r"[\W_]|(?<!\d)0+(?=\d)", "", key.casefold())
