"""Remedies by who may visit: a carer with time who lacks one thing."""

from scheduler.domain.words import Role
from scheduler.errors import Text
from scheduler.solver.remedies.lacks import Lack, Missing
from scheduler.solver.remedies.need import Need, Remedy, promising
from scheduler.solver.remedies.room import Fit, Room
from scheduler.solver.remedies.words import ROLE_WORDS, TAG_WORDS

LACKS = tuple(Lack)


def other_carer(room: Room, need: Need) -> Remedy | None:
    """Return the lack that is easiest to mend of a carer who has time."""
    nearly = {who: lacks[0] for who, lacks in need.lacking.items() if len(lacks) == 1}
    detour = room.slots.detour(need.call)
    able = room.open_to(nearly.keys(), need.first, need.last) & ~room.full
    able &= room.slots.fits(need.call) & (detour <= room.spare)
    for lack in LACKS:
        theirs = [who for who, missing in nearly.items() if missing.lack is lack]
        here = able & room.open_to(theirs, need.first, need.last)
        for slot in promising(here, detour):
            fit = room.fit(slot, need.call)
            if fit is not None and fit.over <= 0:
                return _if_mended(fit, need, nearly[fit.duty.carer.carer_id])
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
    role, tag = ROLE_WORDS[Role(missing.what)], TAG_WORDS[need.senior.tag]
    return Text(
        zh=f"在政策中允许{role.zh}走访{tag.zh}色老人",
        en=f"Allow the role {role.en} to visit {tag.en} seniors in the policy",
    )
