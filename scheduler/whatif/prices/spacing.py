"""Intervals and smallest gaps, one day more or less."""

from collections.abc import Iterator

from scheduler.domain.policy import TagRule
from scheduler.domain.problem import Problem
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.simulate.scenarios.rules import IntervalChanged
from scheduler.simulate.scenarios.scenario import Scenario
from scheduler.whatif.prices.rule import Rule


def spacing_rules(problem: Problem) -> Iterator[Rule]:
    """Return each tag's interval a day longer and shorter, and its gap a day less."""
    for tag in Tag:
        rule = problem.policy.tags[tag]
        for days in (rule.interval_days + 1, rule.interval_days - 1):
            if days:
                yield _interval(problem, tag, days)
        if rule.min_gap_days > 1:
            yield _gap(problem, tag, rule)


def _interval(problem: Problem, tag: Tag, days: int) -> Rule:
    name = Text(f"{CHINESE[tag]}色改为 {days} 天", f"{tag} at {_days(days)}")
    change = IntervalChanged(tags=(tag,), interval_days=days)
    return _changed(problem, f"interval_{tag}_{days}", name, change)


def _gap(problem: Problem, tag: Tag, rule: TagRule) -> Rule:
    gap = rule.min_gap_days - 1
    name = Text(f"{CHINESE[tag]}色最短隔 {gap} 天", f"{tag} gap {_days(gap)}")
    change = IntervalChanged(
        tags=(tag,), interval_days=rule.interval_days, min_gap_days=gap
    )
    return _changed(problem, f"min_gap_{tag}_{gap}", name, change)


def _changed(problem: Problem, key: str, name: Text, change: IntervalChanged) -> Rule:
    due = [problem.senior[senior_id] for senior_id in problem.first_turns]
    return Rule(
        key=key,
        name=name,
        is_held=False,
        people=sum(senior.tag in change.tags for senior in due),
        changed=Scenario(name=name.en, changes=(change,)).applied(problem),
    )


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
