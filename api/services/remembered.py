"""Answers that hold until something changes, computed once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

KEPT = 64


class Remembered:
    """Finished answers by what they depend on."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, bytes] = OrderedDict()
        self._turn = Lock()

    def once(self, key: Hashable, compute: Callable[[], bytes]) -> bytes:
        """Return the answer of a key; of many who ask at once, one computes it."""
        known = self._known.get(key)
        if known is not None:
            return known
        with self._turn:
            if key not in self._known:
                self._known[key] = compute()
                if len(self._known) > KEPT:
                    self._known.popitem(last=False)
            return self._known[key]
