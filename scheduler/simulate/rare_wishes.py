"""What few invented seniors ask for: two carers in turn, and hours they like best."""

from collections.abc import Sequence

import numpy as np

from scheduler.domain.lag import Lag
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.files.two_starts import fits_in
from scheduler.simulate.draw import chance, pick, whole
from scheduler.simulate.matching import qualified
from scheduler.simulate.team import DEMENTIA, DIALECT
from scheduler.simulate.wishes import CARERS_LEFT

AFTER_SHARE = 0.5
"""Of those whom two carers visit."""

LAGS = Lag(15, 30), Lag(30, 60), Lag(45, 90)

SECOND_SKILL_SHARE = 0.5
"""Of those whom one visits after the other."""

LIKED_SHARE = 0.10
LIKED_SECONDS, LIKED_STEP = 60 * MINUTE_SECONDS, 30 * MINUTE_SECONDS
"""How long the hours are that a senior likes best, and on what times they begin."""


def with_rare_wishes(
    rng: np.random.Generator,
    policy: Policy,
    seniors: Sequence[Senior],
    carers: Sequence[Carer],
) -> list[Senior]:
    """Return the seniors, some with `after`, `second_skills` or `prefer_windows`."""
    return [
        _liking_hours(rng, policy, _in_turn(rng, policy, senior, carers))
        for senior in seniors
    ]


def _in_turn(
    rng: np.random.Generator, policy: Policy, senior: Senior, carers: Sequence[Carer]
) -> Senior:
    if senior.carers_needed == 1 or not chance(rng, AFTER_SHARE):
        return senior
    lag, skill = pick(rng, LAGS), pick(rng, (DIALECT, DEMENTIA))
    seconds = policy.visit_minutes(senior) * MINUTE_SECONDS
    if not fits_in(policy.windows(senior), seconds, lag):
        return senior
    both = senior.replace(skills=(*senior.skills, skill))
    is_met = len(qualified(policy, both, carers)) >= CARERS_LEFT
    asks = is_met and skill not in senior.skills and chance(rng, SECOND_SKILL_SHARE)
    return senior.replace(after=lag, second_skills=(skill,) if asks else ())


def _liking_hours(rng: np.random.Generator, policy: Policy, senior: Senior) -> Senior:
    roomy = [w for w in policy.windows(senior) if w.seconds >= LIKED_SECONDS]
    if not roomy or not chance(rng, LIKED_SHARE):
        return senior
    window = pick(rng, roomy)
    steps = whole(rng, 0, (window.seconds - LIKED_SECONDS) // LIKED_STEP)
    start = window.start + steps * LIKED_STEP
    return senior.replace(prefer_windows=(Span(start, start + LIKED_SECONDS),))
