"""Hard rules that belong to single people, lifted for all of them at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scheduler.domain.people import Carer, Senior
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.errors import Text
from scheduler.simulate.scenarios.choosing import with_seniors
from scheduler.simulate.scenarios.roster_rows import with_hours
from scheduler.whatif.prices.rule import Rule

OF_SENIORS: Mapping[str, Text] = {
    "carers_needed": Text("两人同行", "two together"),
    "after": Text("先后到访", "one by one"),
    "skills": Text("技能要求", "skills"),
    "second_skills": Text("后到的人的技能", "second's skills"),
    "windows": Text("老人自己的时段", "own windows"),
    "gender": Text("性别要求", "gender"),
    "avoid": Text("不安排人员", "carers to avoid"),
}
"""Fields of a senior that make a rule where they are not as they are by default."""

MEANINGLESS_WITHOUT: Mapping[str, tuple[str, ...]] = {
    "carers_needed": ("after", "second_skills"),
    "after": ("second_skills",),
}
"""Fields that are lifted with another."""

OF_CARERS: Mapping[str, Text] = {
    "max_minutes_per_week": Text("每周分钟上限", "weekly minutes"),
    "max_visits_per_day": Text("每日次数上限", "visits a day"),
}
"""Fields of a carer that do."""

BREAK = Text("中间休息", "the break")


def hard_rules(problem: Problem) -> Iterator[Rule]:
    """Return each rule lifted alone."""
    for field, name in OF_SENIORS.items():
        yield _of_seniors(problem, field, name)
    for field, name in OF_CARERS.items():
        yield _of_carers(problem, field, name)
    yield _break(problem)


def _of_seniors(problem: Problem, field: str, name: Text) -> Rule:
    default = Senior.model_fields[field].default
    lifted = {
        name: Senior.model_fields[name].default
        for name in (field, *MEANINGLESS_WITHOUT.get(field, ()))
    }
    free = [
        senior.replace(**lifted)
        for senior in map(problem.senior.__getitem__, problem.first_turns)
        if getattr(senior, field) != default and _narrows(problem, senior, field)
    ]
    changed = problem.replace(seniors=with_seniors(problem, free))
    return Rule(field, name, is_held=True, people=len(free), changed=changed)


def _narrows(problem: Problem, senior: Senior, field: str) -> bool:
    """Return whether it binds: windows beyond the visiting hours do not."""
    hours = problem.policy.community.visiting_hours
    return field != "windows" or all(
        any(span.contains(window) for span in hours) for window in senior.windows
    )


def _of_carers(problem: Problem, field: str, name: Text) -> Rule:
    default = Carer.model_fields[field].default
    there = {shift.carer_id for shift in problem.shifts}
    free = {
        carer.carer_id: carer.replace(**{field: default})
        for carer in problem.carers
        if getattr(carer, field) != default and carer.carer_id in there
    }
    team = [free.get(carer.carer_id, carer) for carer in problem.carers]
    changed = problem.replace(carers=team)
    return Rule(field, name, is_held=True, people=len(free), changed=changed)


def _break(problem: Problem) -> Rule:
    """Return carers at work between the shifts of a day, and homes open then."""
    dates: dict[tuple[str, Span], list[date]] = defaultdict(list)
    for (carer_id, day), spans in _shifts(problem).items():
        if len(spans) > 1:
            dates[carer_id, _whole(spans)].append(day)
    changed = problem
    for (carer_id, span), days in dates.items():
        changed = with_hours(changed, (carer_id,), days, (span,))
    policy = problem.policy
    hours = (_whole(policy.community.visiting_hours),)
    community = policy.community.replace(visiting_hours=hours)
    return Rule(
        key="break",
        name=BREAK,
        is_held=True,
        people=len({carer_id for carer_id, _ in dates}),
        changed=changed.replace(policy=policy.replace(community=community)),
    )


def _shifts(problem: Problem) -> Mapping[tuple[str, date], list[Span]]:
    found: dict[tuple[str, date], list[Span]] = defaultdict(list)
    for shift in problem.shifts:
        found[shift.carer_id, shift.date].append(shift.span)
    return found


def _whole(spans: Sequence[Span]) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))
