"""Remedies by who may visit: a carer with time who lacks one thing."""

from functools import partial

import numpy as np

from scheduler.domain.words import CHINESE, Role
from scheduler.errors import Text
from scheduler.solver.remedies.lacks import Lack, Missing
from scheduler.solver.remedies.need import Need, Search, price_of
from scheduler.solver.remedies.prices import LACKING, Remedy
from scheduler.solver.remedies.slots import Ints


def other_carers(search: Search, best: Remedy | None) -> Remedy | None:
    """Return the cheapest of what was found and one lack mended of a carer with time.

    The carer comes as the plan stands, within all limits.
    """
    lacking = search.need.lacking
    nearly = {who: lacks[0].lack for who, lacks in lacking.items() if len(lacks) == 1}
    for lack, price in LACKING.items():
        theirs = [who for who, missing in nearly.items() if missing is lack]
        if theirs and price < price_of(best):
            prices = search.waiting + price
            able = search.open_to(theirs) & search.within_limits & search.fits
            rows = np.flatnonzero(able & (prices < price_of(best)))
            tried = partial(_tried, search, rows)
            best = search.cheapest(best, rows, prices[rows], tried)
    return best


def _tried(search: Search, rows: Ints, number: int) -> Remedy | None:
    fit = search.room.fit(int(rows[number]), search.call)
    if fit is None or fit.over > 0:
        return None
    who = fit.duty.carer.carer_id
    (missing,) = search.need.lacking[who]
    change = mended(who, search.need, missing)
    return search.need.remedy(LACKING[missing.lack], change, *fit.place)


def mended(who: str, need: Need, missing: Missing) -> Text:
    """Return how one lack of a carer is mended."""
    senior = need.senior.senior_id
    if missing.lack is Lack.AVOIDED:
        return Text(
            zh=f"征得 {senior} 同意，从“不安排人员”中去掉 {who}",
            en=f"ask {senior} to take {who} off the avoid list",
        )
    if missing.lack is Lack.GENDER:
        return Text(
            zh=f"征得 {senior} 同意，不再限定人员性别",
            en=f"ask {senior} to accept a carer of any gender",
        )
    if missing.lack is Lack.SKILL:
        return Text(
            zh=f"让 {who} 具备技能“{missing.what}”",
            en=f"give {who} the skill {missing.what}",
        )
    return _role_allowed(need, missing)


def _role_allowed(need: Need, missing: Missing) -> Text:
    role, tag = Role(missing.what), need.senior.tag
    return Text(
        zh=f"在政策中允许{CHINESE[role]}走访{CHINESE[tag]}色老人",
        en=f"allow the role {role} to visit {tag} seniors in the policy",
    )
