"""Remedies by who may visit: a carer with time who lacks one thing."""

from scheduler.domain.words import CHINESE, Role
from scheduler.errors import Text
from scheduler.solver.remedies.lacks import Lack, Missing
from scheduler.solver.remedies.need import Need, Remedy, Search, promising
from scheduler.solver.remedies.room import Fit

LACKS = tuple(Lack)


def other_carer(search: Search) -> Remedy | None:
    """Return the lack that is easiest to mend of a carer who has time."""
    lacking = search.need.lacking
    nearly = {who: lacks[0] for who, lacks in lacking.items() if len(lacks) == 1}
    able = search.within_limits & search.fits
    for lack in LACKS:
        theirs = [who for who, missing in nearly.items() if missing.lack is lack]
        slots = promising(able & search.open_to(theirs), search.detour)
        for fit in search.within(slots, search.call):
            return _if_mended(fit, search.need, nearly[fit.duty.carer.carer_id])
    return None


def _if_mended(fit: Fit, need: Need, missing: Missing) -> Remedy:
    change = _change(fit.duty.carer.carer_id, need, missing)
    when = need.when(fit.duty.shift, fit.start)
    return Remedy(
        2,
        LACKS.index(missing.lack),
        Text(zh=f"{change.zh}，{when.zh}", en=f"{change.en}; {when.en}"),
    )


def _change(who: str, need: Need, missing: Missing) -> Text:
    senior = need.senior.senior_id
    if missing.lack is Lack.AVOIDED:
        return Text(
            zh=f"征得 {senior} 同意，从“不安排人员”中去掉 {who}",
            en=f"Ask {senior} to take {who} off the avoid list",
        )
    if missing.lack is Lack.GENDER:
        return Text(
            zh=f"征得 {senior} 同意，不再限定人员性别",
            en=f"Ask {senior} to accept a carer of any gender",
        )
    if missing.lack is Lack.SKILL:
        return Text(
            zh=f"让 {who} 具备技能“{missing.what}”",
            en=f"Give {who} the skill {missing.what}",
        )
    return _role_allowed(need, missing)


def _role_allowed(need: Need, missing: Missing) -> Text:
    role, tag = Role(missing.what), need.senior.tag
    return Text(
        zh=f"在政策中允许{CHINESE[role]}走访{CHINESE[tag]}色老人",
        en=f"Allow the role {role} to visit {tag} seniors in the policy",
    )
