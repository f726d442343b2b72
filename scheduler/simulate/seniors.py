"""Invented seniors: who lives where, how often they are seen and for how long."""

from collections.abc import Iterator, Mapping, Sequence
from math import log10

import numpy as np

from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.domain.words import Tag
from scheduler.simulate.draw import chance, pick, pick_weighted, shuffled
from scheduler.simulate.layout import Flat
from scheduler.simulate.names import phone

TAG_SHARES: Mapping[Tag, float] = {Tag.RED: 0.15, Tag.ORANGE: 0.30, Tag.GREEN: 0.55}
TWO_PERSON_SHARE = 0.025
NOTE_SHARE = 0.08
NOTES = (
    "门铃坏了，请敲门",
    "敲门后请多等一会儿",
    "家里养狗，进门前请先打招呼",
    "白天常在楼下花园",
    "请戴鞋套",
    "请先打电话再上门",
)
VISIT_MINUTES: Mapping[int | None, float] = {None: 92, 25: 5, 30: 3}
"""Minutes of a visit and how common they are in per cent; None: as the tag."""


def draw_seniors(
    rng: np.random.Generator, flats: Sequence[Flat], names: Iterator[str]
) -> list[Senior]:
    """Return one active senior for each flat, without wishes."""
    tags = shuffled(rng, _tags(len(flats)))
    digits = max(3, int(log10(len(flats))) + 1)
    return [
        _senior(rng, number, digits, home, name, tag)
        for number, (home, name, tag) in enumerate(
            zip(flats, names, tags, strict=False), start=1
        )
    ]


def weekly_minutes(
    policy: Policy, seniors: Sequence[Senior], travel_seconds: float
) -> float:
    """Return carers' minutes a week if all are visited just when they fall due."""
    return sum(_minutes_a_week(policy, senior, travel_seconds) for senior in seniors)


def _minutes_a_week(policy: Policy, senior: Senior, travel_seconds: float) -> float:
    rule = policy.tags[senior.tag]
    minutes = (senior.visit_minutes or rule.visit_minutes) + travel_seconds / 60
    return 7 / rule.interval_days * minutes * senior.carers_needed


def _tags(count: int) -> list[Tag]:
    red, orange = (round(count * TAG_SHARES[tag]) for tag in (Tag.RED, Tag.ORANGE))
    green = count - red - orange
    return [Tag.RED] * red + [Tag.ORANGE] * orange + [Tag.GREEN] * green


def _senior(
    rng: np.random.Generator, number: int, digits: int, home: Flat, name: str, tag: Tag
) -> Senior:
    building = home.building
    return Senior(
        senior_id=f"S{number:0{digits}d}",
        name=name,
        tag=tag,
        lat=building.lat,
        lon=building.lon,
        building=building.name,
        unit=str(home.unit),
        floor=home.floor,
        room=home.room,
        lift=building.has_lift,
        visit_minutes=pick_weighted(rng, VISIT_MINUTES),
        carers_needed=2 if chance(rng, TWO_PERSON_SHARE) else 1,
        phone=phone(number),
        notes=pick(rng, NOTES) if chance(rng, NOTE_SHARE) else "",
    )
