"""What keeps a carer from visiting a senior, one lack at a time."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import TagRule


class Lack(StrEnum):
    """What may be missing, in the order in which it is easiest to mend."""

    AVOIDED = "avoided"
    GENDER = "gender"
    SKILL = "skill"
    ROLE = "role"


class Missing(NamedTuple):
    """One thing a carer lacks for one senior; ``what`` is the skill or role."""

    lack: Lack
    what: str = ""


def missing(senior: Senior, rule: TagRule, carer: Carer) -> tuple[Missing, ...]:
    """Return all that keeps a carer from being one of the senior's visitors.

    Where two are needed, companions' roles count: `may_lead` tells who needs one.
    """
    return (*_personal(senior, carer), *_role(senior, rule, carer))


def missing_second(senior: Senior, carer: Carer) -> tuple[Missing, ...]:
    """Return what else keeps a carer from coming second; see `missing`."""
    wanted = (skill for skill in senior.second_skills if skill not in senior.skills)
    return tuple(
        Missing(Lack.SKILL, skill) for skill in wanted if skill not in carer.skills
    )


def may_lead(rule: TagRule, carer: Carer) -> bool:
    """Return whether the carer's role allows a visit without a companion."""
    return carer.role in rule.roles


def qualified(
    senior: Senior, rule: TagRule, carers: Iterable[Carer]
) -> tuple[Carer, ...]:
    """Return the carers who lack nothing."""
    return tuple(carer for carer in carers if not missing(senior, rule, carer))


def _personal(senior: Senior, carer: Carer) -> list[Missing]:
    lacks = [
        Missing(Lack.SKILL, skill)
        for skill in senior.skills
        if skill not in carer.skills
    ]
    if carer.carer_id in senior.avoid:
        lacks.append(Missing(Lack.AVOIDED))
    if senior.gender is not None and carer.gender is not senior.gender:
        lacks.append(Missing(Lack.GENDER))
    return lacks


def _role(senior: Senior, rule: TagRule, carer: Carer) -> list[Missing]:
    companion = senior.carers_needed == 2 and carer.role in rule.companion_roles
    allowed = companion or may_lead(rule, carer)
    return [] if allowed else [Missing(Lack.ROLE, carer.role)]
