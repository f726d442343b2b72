"""Who travels how, and from where: what the estimate and the table share."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scheduler.domain.people import Carer
from scheduler.domain.policy import TravelRules
from scheduler.domain.travel import OFFICE
from scheduler.domain.words import Mode, Role


class Profile(NamedTuple):
    """One mode at one pace, in metres per second."""

    mode: Mode
    speed: float


def profile_of(rules: TravelRules, mode: Mode, role: Role) -> Profile:
    """Return how a carer of this mode and role travels."""
    return Profile(mode, rules.speed(mode, role))


def profiles_in_use(
    rules: TravelRules, carers: Sequence[Carer]
) -> tuple[tuple[Profile, ...], Mapping[str, int]]:
    """Return the distinct profiles, slowest first in each mode, and whose is which."""
    of_carer = {c.carer_id: profile_of(rules, c.mode, c.role) for c in carers}
    profiles = tuple(sorted(set(of_carer.values())))
    place = {profile: index for index, profile in enumerate(profiles)}
    return profiles, {carer_id: place[p] for carer_id, p in of_carer.items()}


def carers_with_own_base(carers: Sequence[Carer]) -> tuple[Carer, ...]:
    """Return the carers who start from their own place, in the order of ids."""
    own = [carer for carer in carers if carer.has_own_base]
    return tuple(sorted(own, key=lambda carer: carer.carer_id))


def base_ids(carers: Sequence[Carer]) -> tuple[str, ...]:
    """Return the places where shifts start: the office, then carers' own places."""
    return (OFFICE, *(carer.carer_id for carer in carers_with_own_base(carers)))


def carer_bases(carers: Sequence[Carer]) -> Mapping[str, str]:
    """Return the base id of every carer."""
    return {c.carer_id: c.carer_id if c.has_own_base else OFFICE for c in carers}
