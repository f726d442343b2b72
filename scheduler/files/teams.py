"""Who of the whole team may visit whom: warns where nobody can."""

from collections.abc import Sequence
from functools import cache

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy, TagRule
from scheduler.domain.words import Status
from scheduler.errors import Text
from scheduler.files.table import Numbered, Table


def check_teams(
    table: Table, seniors: Sequence[Numbered], carers: Sequence[Carer], policy: Policy
) -> None:
    """Warn of every senior whom the team, were all of it on shift, cannot serve."""

    @cache
    def fitting(wanted: Senior) -> tuple[frozenset[str], frozenset[str]]:
        return fitting_carers(wanted, carers, policy.tags[wanted.tag])

    for row, senior in seniors:
        if senior.status is Status.ENDED:
            continue
        leads, helpers = (
            ids - set(senior.avoid) for ids in fitting(_requirements(senior))
        )
        if not leads:
            table.warn(row, "skills", _NOBODY, senior.senior_id)
        elif senior.carers_needed == 2 and len(helpers) < 2:
            table.warn(row, "carers_needed", _one_only(leads), "2")
        elif senior.second_skills and not _has_second(senior, leads, helpers, carers):
            skills = ";".join(senior.second_skills)
            table.warn(row, "second_skills", _NOBODY_SECOND, skills)


_NOBODY = Text(
    "没有人员符合三色、技能、性别和不安排人员的要求，将无法安排",
    "no carer has the role, skills and gender asked for and is not to be avoided: "
    "can never be visited",
)


def _one_only(leads: frozenset[str]) -> Text:
    name = ", ".join(sorted(leads))
    return Text(
        f"需要两人，但全队只有 {name} 符合要求，将无法安排",
        f"needs two carers, but only {name} of the whole team qualifies: can never be "
        "visited",
    )


_NOBODY_SECOND = Text(
    "没有人员既有这些后到技能，又能与另一人先后到访，将无法安排",
    "no carer has these skills and can come after another who qualifies: can never "
    "be visited",
)


def _has_second(
    senior: Senior,
    leads: frozenset[str],
    helpers: frozenset[str],
    carers: Sequence[Carer],
) -> bool:
    """Return whether some pair, a lead among them, ends with the skills asked for."""
    return any(
        (helpers if carer.carer_id in leads else leads) - {carer.carer_id}
        for carer in carers
        if carer.carer_id in helpers and senior.lets_follow(carer)
    )


def _requirements(senior: Senior) -> Senior:
    """Return a nameless senior who asks for the same of a carer, to look up."""
    return Senior(
        senior_id="-",
        name="",
        tag=senior.tag,
        skills=tuple(sorted(senior.skills)),
        gender=senior.gender,
    )


def fitting_carers(
    senior: Senior, carers: Sequence[Carer], rule: TagRule
) -> tuple[frozenset[str], frozenset[str]]:
    """Return who may make the visit, and who may be one of two; wishes aside."""
    able = [
        carer
        for carer in carers
        if set(senior.skills) <= set(carer.skills)
        and senior.gender in (None, carer.gender)
    ]
    leads = frozenset(c.carer_id for c in able if c.role in rule.roles)
    companions = frozenset(c.carer_id for c in able if c.role in rule.companion_roles)
    return leads, leads | companions
