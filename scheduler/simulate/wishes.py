"""What invented seniors ask for: hours, skills, gender, this carer and not that one."""

from collections.abc import Mapping, Sequence

import numpy as np

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.times import Span, parse_span
from scheduler.domain.words import Gender
from scheduler.simulate.draw import chance, pick, pick_weighted, shuffled
from scheduler.simulate.matching import qualified
from scheduler.simulate.team import DEMENTIA, DIALECT, SIGN

CARERS_LEFT = 3
"""A rule that leaves fewer carers who may visit is not wished for."""

WINDOWS: Mapping[str, float] = {
    "": 66,
    "08:30-11:30": 8,
    "09:30-11:30": 5,
    "14:00-17:30": 9,
    "14:30-16:30": 5,
    "09:30-11:30;14:00-16:00": 4,
    "08:30-10:00;15:00-17:30": 3,
}
"""Hours at which a senior may be visited and how common they are in per cent."""

SKILLS: Mapping[str, float] = {"": 90, DIALECT: 6, DEMENTIA: 3, SIGN: 1}
GENDERS: Mapping[Gender | None, float] = {None: 95, Gender.FEMALE: 4, Gender.MALE: 1}
PREFER_SHARE = 0.10
AVOID_SHARE = 0.02


def with_wishes(
    rng: np.random.Generator,
    policy: Policy,
    seniors: Sequence[Senior],
    carers: Sequence[Carer],
) -> list[Senior]:
    """Return the seniors with wishes and rules that the team can meet."""
    return [_with_wishes(rng, policy, senior, carers) for senior in seniors]


def _with_wishes(
    rng: np.random.Generator, policy: Policy, senior: Senior, carers: Sequence[Carer]
) -> Senior:
    senior = senior.replace(windows=_windows(pick_weighted(rng, WINDOWS)))
    skill, gender = pick_weighted(rng, SKILLS), pick_weighted(rng, GENDERS)
    strict = senior.replace(skills=(skill,) if skill else (), gender=gender)
    if len(qualified(policy, strict, carers)) >= CARERS_LEFT:
        senior = strict
    known = qualified(policy, senior, carers)
    if known and chance(rng, PREFER_SHARE):
        wanted = shuffled(rng, known)[: 1 + chance(rng, 0.3)]
        return senior.replace(prefer=tuple(sorted(c.carer_id for c in wanted)))
    if len(known) > CARERS_LEFT and chance(rng, AVOID_SHARE):
        return senior.replace(avoid=(pick(rng, known).carer_id,))
    return senior


def _windows(text: str) -> tuple[Span, ...]:
    return tuple(parse_span(part) for part in text.split(";") if part)
