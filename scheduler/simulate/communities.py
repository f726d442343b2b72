"""Whole invented communities, from one seed."""

from datetime import date

import numpy as np

from scheduler.domain.policy import Community, Policy, SheetRules
from scheduler.files.community import CommunityFiles
from scheduler.simulate.history import Past
from scheduler.simulate.layout import TERRAINS, Shape, draw_buildings, draw_flats
from scheduler.simulate.names import draw_names
from scheduler.simulate.newcomers import with_newcomers
from scheduler.simulate.pauses import with_pauses
from scheduler.simulate.rare_wishes import with_rare_wishes
from scheduler.simulate.rota import draw_rota
from scheduler.simulate.seniors import draw_seniors, weekly_minutes
from scheduler.simulate.team import draw_carers, headcount
from scheduler.simulate.wishes import with_wishes

FIRST_DAY = date(2026, 11, 23)
"""A Monday."""

NAMES = {Shape.ESTATE: "七秀社区", Shape.TOWN: "示例镇", Shape.DISTRICT: "示例区"}

SHEETS = SheetRules(duty_desk="000-0000-0000", start_place="居委会一楼")
"""An invented number, as all of them are."""


def generate_community(
    seniors: int,
    seed: int,
    shape: str = Shape.ESTATE,
    first_day: date = FIRST_DAY,
    *,
    wishes: bool = False,
) -> CommunityFiles:
    """Return an invented community of so many seniors and the team it needs.

    Every part has its own generator, so that a change in one leaves the others be.

    Parameters
    ----------
    shape
        ``estate``: 0.36 km² on foot; ``town``: six estates within 2 km;
        ``district``: twelve within 6 km, on e-bikes.
    first_day
        The six weeks before it are history.
    wishes
        Whether some have the rarer wishes too; all else is the same without them.

    Raises
    ------
    ValueError
        If there is not one senior, or no such shape.
    """
    if seniors < 1:
        raise ValueError(f"{seniors} seniors: a community has at least one")
    terrain = TERRAINS[Shape(shape)]
    policy = Policy(community=Community(name=NAMES[Shape(shape)]), sheets=SHEETS)
    parts = np.random.default_rng(seed).spawn(9)
    houses, flats, names, homes, team, rota, usual, past, rare = parts
    buildings = draw_buildings(houses, terrain, policy.community.office, seniors)
    calls = draw_names(names)
    people = draw_seniors(homes, draw_flats(flats, buildings, seniors), calls)
    heads = headcount(seniors, weekly_minutes(policy, people, terrain.travel_seconds))
    carers = draw_carers(team, heads, terrain, buildings, calls, seniors)
    roster = draw_rota(rota, carers, first_day)
    people = with_wishes(usual, policy, people, carers)
    people, paused_since = with_pauses(past, people, first_day)
    people, newcomers = with_newcomers(past, people, first_day)
    known = [senior for senior in people if senior.senior_id not in newcomers]
    if wishes:
        people = with_rare_wishes(rare, policy, people, carers)
    history = Past(past, policy, known, carers, paused_since, terrain.travel_seconds)
    return CommunityFiles(
        policy=policy,
        seniors=tuple(people),
        carers=tuple(carers),
        roster=tuple(roster),
        records=history.records(roster, first_day),
    )
