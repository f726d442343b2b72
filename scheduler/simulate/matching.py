"""Which carers may visit which senior, for the making of communities."""

from collections.abc import Sequence

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy


def may_visit(policy: Policy, senior: Senior, carer: Carer) -> bool:
    """Return whether the carer may make the visit, alone or as the first of two."""
    return carer.role in policy.tags[senior.tag].roles and _suits(senior, carer)


def may_accompany(policy: Policy, senior: Senior, carer: Carer) -> bool:
    """Return whether the carer may be the second of a two-person visit."""
    rule = policy.tags[senior.tag]
    return carer.role in (*rule.roles, *rule.companion_roles) and _suits(senior, carer)


def qualified(policy: Policy, senior: Senior, carers: Sequence[Carer]) -> list[Carer]:
    """Return the carers who may visit the senior."""
    return [carer for carer in carers if may_visit(policy, senior, carer)]


def _suits(senior: Senior, carer: Carer) -> bool:
    return (
        set(senior.skills) <= set(carer.skills)
        and carer.carer_id not in senior.avoid
        and senior.gender in (None, carer.gender)
    )
