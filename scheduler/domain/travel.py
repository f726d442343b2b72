"""Travel times as finished whole seconds; nobody downstream computes one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

OFFICE = "office"
"""The place id of the office, in travel.csv and here."""


@dataclass(frozen=True, eq=False)
class TravelTimes:
    """Seconds between all places, for each way of travelling.

    Attributes
    ----------
    senior_ids
        The first places, in order.
    base_ids
        The places after them, where shifts start and end: ``office`` or carer ids.
    seconds
        int32, shape (profiles, places, places), row = from. A profile is one mode at
        one pace.
    carer_profile
        Carer id to profile.
    carer_base
        Carer id to the entry of ``base_ids`` where the carer's shifts start and end.
    from_file
        Whether the seconds were given by the community (and so belong to its data)
        or estimated from coordinates.
    """

    senior_ids: tuple[str, ...]
    base_ids: tuple[str, ...]
    seconds: NDArray[np.int32] = field(repr=False)
    carer_profile: Mapping[str, int]
    carer_base: Mapping[str, str]
    from_file: bool = False

    def __post_init__(self) -> None:
        places = len(self.senior_ids) + len(self.base_ids)
        if self.seconds.ndim != 3 or self.seconds.shape[1:] != (places, places):
            raise ValueError(
                f"travel seconds have shape {self.seconds.shape}, "
                f"not (profiles, {places}, {places})"
            )
        if self.seconds.dtype != np.int32:
            raise ValueError(f"travel seconds are {self.seconds.dtype}, not int32")
        if self.seconds.size and int(self.seconds.min()) < 0:
            raise ValueError("travel seconds below zero")
        self._refuse_unknown_references()
        self.seconds.setflags(write=False)

    def _refuse_unknown_references(self) -> None:
        for carer_id, profile in self.carer_profile.items():
            if not 0 <= profile < len(self.seconds):
                raise ValueError(
                    f"carer {carer_id} travels by unknown profile {profile}"
                )
        for carer_id, base in self.carer_base.items():
            if base not in self.base_ids:
                raise ValueError(f"carer {carer_id} starts at unknown place '{base}'")

    @cached_property
    def _senior_place(self) -> Mapping[str, int]:
        return {senior_id: place for place, senior_id in enumerate(self.senior_ids)}

    @cached_property
    def _base_place(self) -> Mapping[str, int]:
        first = len(self.senior_ids)
        return {base: first + place for place, base in enumerate(self.base_ids)}

    def knows(self, carer_id: str) -> bool:
        """Return whether the table says how, and from where, a carer travels."""
        return carer_id in self.carer_profile and carer_id in self.carer_base

    def senior_place(self, senior_id: str) -> int:
        """Return the row of a senior's home."""
        return self._senior_place[senior_id]

    def base_place(self, carer_id: str) -> int:
        """Return the row of the place where a carer's shifts start and end."""
        return self._base_place[self.carer_base[carer_id]]

    def legs(self, carer_id: str, senior_ids: Sequence[str]) -> list[int]:
        """Return the seconds of each leg of a route: out, between homes, and back.

        One more than there are seniors; empty for an empty route.
        """
        if not senior_ids:
            return []
        base = self.base_place(carer_id)
        places = [base, *(self._senior_place[s] for s in senior_ids), base]
        table = self.seconds[self.carer_profile[carer_id]]
        return [int(table[a, b]) for a, b in pairwise(places)]
