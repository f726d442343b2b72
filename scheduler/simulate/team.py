"""Invented carers: enough of them for the seniors, from nine organisations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.domain.people import Carer
from scheduler.domain.words import Gender, Mode, Role
from scheduler.simulate.draw import chance, pick
from scheduler.simulate.layout import Building, Terrain
from scheduler.simulate.names import ORGANISATIONS, phone

LOAD = 0.82
"""Share of shift minutes that visits and their travel should take."""

HELPER_WEEK_MINUTES, WORKER_WEEK_MINUTES, VOLUNTEER_WEEK_MINUTES = 1500, 540, 230
"""Minutes on shift; see `rota`."""

FEWEST_HELPERS = 3
"""So that one is on duty on every day."""

WORKERS_A_HELPER = 5 / 9
VOLUNTEERS_A_SENIOR = 25 / 686
SENIORS_A_POLICE_OFFICER = 343

DIALECT, DEMENTIA, SIGN = "方言", "认知症照护", "手语"
SKILL_STEPS: Mapping[str, tuple[int, int]] = {
    DIALECT: (2, 0),
    DEMENTIA: (3, 0),
    SIGN: (4, 1),
}
"""Every how many of the staff have a skill, counted from which."""

STAFF_CAPS = {"max_visits_per_day": 20, "max_minutes_per_week": 2640}
"""44 hours a week is the legal limit."""

VOLUNTEER_CAPS = {"max_visits_per_day": 6, "max_minutes_per_week": 300}


class Headcount(NamedTuple):
    """How many carers of each role."""

    social_workers: int
    helpers: int
    police: int
    volunteers: int


def headcount(seniors: int, weekly_minutes: float) -> Headcount:
    """Return the team that visits so many seniors at the intended load.

    Parameters
    ----------
    weekly_minutes
        What visits and travel take if all are visited just when they fall due.
    """
    volunteers = round(VOLUNTEERS_A_SENIOR * seniors)
    left = weekly_minutes / LOAD - volunteers * VOLUNTEER_WEEK_MINUTES
    team_week = HELPER_WEEK_MINUTES + WORKERS_A_HELPER * WORKER_WEEK_MINUTES
    helpers = max(FEWEST_HELPERS, round(left / team_week))
    workers = max(1, round(helpers * WORKERS_A_HELPER))
    police = max(1, round(seniors / SENIORS_A_POLICE_OFFICER))
    return Headcount(workers, helpers, police, volunteers)


def draw_carers(
    rng: np.random.Generator,
    heads: Headcount,
    terrain: Terrain,
    buildings: Sequence[Building],
    names: Iterator[str],
    phones_from: int,
) -> list[Carer]:
    """Return the staff, then police and volunteers; ids in that order."""
    digits = 3 if sum(heads) > 99 else 2
    carers = []
    for number, (place, role) in enumerate(_roles(heads), start=1):
        changes = (
            _volunteer(rng, buildings)
            if role is Role.VOLUNTEER
            else _staff(place, role, terrain.riders)
        )
        carers.append(
            Carer(
                carer_id=f"C{number:0{digits}d}",
                name=next(names),
                role=role,
                gender=Gender.MALE if chance(rng, 0.3) else Gender.FEMALE,
                phone=phone(phones_from + number),
                **changes,
            )
        )
    return carers


def _roles(heads: Headcount) -> Iterator[tuple[int, Role]]:
    """Return the role of every carer, and their place among the staff or others."""
    staff = [Role.SOCIAL_WORKER] * heads.social_workers + [Role.HELPER] * heads.helpers
    yield from enumerate(staff)
    yield from enumerate([Role.POLICE] * heads.police)
    yield from enumerate([Role.VOLUNTEER] * heads.volunteers)


def _staff(place: int, role: Role, riders: float) -> dict[str, object]:
    if role is Role.POLICE:
        return {"organisation": "示例辅警队", "mode": Mode.EBIKE}
    skills = [name for name, (step, of) in SKILL_STEPS.items() if place % step == of]
    rides = int(riders * (place + 1)) > int(riders * place)
    return {
        "organisation": ORGANISATIONS[place % len(ORGANISATIONS)],
        "skills": tuple(skills),
        "mode": Mode.EBIKE if rides else Mode.WALK,
        **STAFF_CAPS,
    }


def _volunteer(
    rng: np.random.Generator, buildings: Sequence[Building]
) -> dict[str, object]:
    """Return what is drawn for a volunteer; two in five start from home."""
    home = pick(rng, buildings)
    at_home = {"lat": home.lat, "lon": home.lon} if chance(rng, 0.4) else {}
    return {
        "organisation": pick(rng, ORGANISATIONS),
        "skills": (DIALECT,) if chance(rng, 0.3) else (),
        **at_home,
        **VOLUNTEER_CAPS,
    }
