"""Who may make a visit: skills, role, gender, and whom the senior will not have."""

from collections.abc import Iterable, Iterator

from scheduler.check.case import Case
from scheduler.check.violation import Violation, at_stop, of_senior
from scheduler.domain.people import Carer, Senior
from scheduler.domain.plan import Route, Stop
from scheduler.domain.words import CHINESE, Role
from scheduler.errors import Text


def _known_pairs(case: Case) -> Iterator[tuple[Route, Stop, Senior, Carer]]:
    for route, stop, senior in case.stops():
        carer = case.problem.carer.get(route.carer_id)
        if carer is not None:
            yield route, stop, senior, carer


def skill_missing(case: Case) -> Iterator[Violation]:
    """Return the stops by carers who lack a skill the senior needs."""
    for route, stop, senior, carer in _known_pairs(case):
        missing = sorted(set(senior.skills) - set(carer.skills))
        if missing:
            skills, skills_en = "、".join(missing), ", ".join(missing)
            says = Text(
                zh=f"缺少 {len(missing)} 项技能；应派具备“{skills}”的人员。",
                en=f"lacks {len(missing)} skills; the carer must have: {skills_en}.",
            )
            yield at_stop("skill_missing", route, stop, len(missing), "skills", says)


def role_not_allowed(case: Case) -> Iterator[Violation]:
    """Return the stops by carers whose role may not make, nor accompany, the visit."""
    for route, stop, senior, carer in _known_pairs(case):
        rule = case.problem.rule(senior)
        allowed = list(rule.roles)
        if senior.carers_needed > 1:
            allowed += rule.companion_roles
        if carer.role not in allowed:
            says = Text(
                zh=f"{CHINESE[carer.role]}不能走访{CHINESE[senior.tag]}色老人；"
                f"应派{_roles(allowed)}。",
                en=f"a {carer.role} may not visit a {senior.tag} senior; send one of: "
                f"{', '.join(allowed)}.",
            )
            yield at_stop("role_not_allowed", route, stop, 1, "carers", says)


def only_companions(case: Case) -> Iterator[Violation]:
    """Return the two-person visits in which everybody is only a companion."""
    for visit in case.all_visits():
        rule = case.problem.rule(visit.senior)
        carers = [case.problem.carer.get(carer_id) for carer_id in visit.carer_ids]
        if visit.senior.carers_needed < 2:
            continue
        companions = [
            carer
            for carer in carers
            if carer is not None
            and carer.role in rule.companion_roles
            and carer.role not in rule.roles
        ]
        if len(companions) == len(carers):
            says = Text(
                zh=f"人员 {'、'.join(visit.carer_ids)} 都只能陪同；"
                f"至少一人应为{_roles(rule.roles)}。",
                en=f"{' and '.join(visit.carer_ids)} may only come as companions; at "
                f"least one is to be: {', '.join(rule.roles)}.",
            )
            yield of_senior(
                "role_not_allowed",
                visit.senior.senior_id,
                visit.date,
                1,
                "carers",
                says,
            )


def gender_not_accepted(case: Case) -> Iterator[Violation]:
    """Return the stops by carers of another gender than the senior asks for."""
    for route, stop, senior, carer in _known_pairs(case):
        if senior.gender is not None and carer.gender is not senior.gender:
            own = CHINESE[carer.gender] if carer.gender else "未填"
            says = Text(
                zh=f"该人员性别为{own}；应派{CHINESE[senior.gender]}性人员。",
                en=f"the carer's gender is {carer.gender or 'not given'}; the senior "
                f"accepts {senior.gender} only.",
            )
            yield at_stop("gender_not_accepted", route, stop, 1, "carers", says)


def _roles(roles: Iterable[Role]) -> str:
    return "或".join(CHINESE[role] for role in roles)


def carer_avoided(case: Case) -> Iterator[Violation]:
    """Return the stops by carers who are never to be sent to the senior."""
    for route, stop, senior in case.stops():
        if route.carer_id in senior.avoid:
            others = "、".join(senior.avoid)
            says = Text(
                zh=f"老人不接受该人员；应改派 {others} 以外的人员。",
                en="the senior is not to be visited by this carer; send anybody but "
                f"{', '.join(senior.avoid)}.",
            )
            yield at_stop("carer_avoided", route, stop, 1, "carers", says)
