"""Changes of the community's rules: intervals, minutes, roles, windows; and shocks."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from scheduler.domain.policy import TagRule
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.simulate.scenarios.change import Dated
from scheduler.simulate.scenarios.choosing import SeniorChoice, with_seniors
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.words import Hours, RoleWord, TagWord


class _OfTags(Dated):
    """A change of the rules of some tags."""

    in_stages: ClassVar[bool] = True
    tags: tuple[TagWord, ...] = Field(min_length=1)

    def _changed(self, rule: TagRule) -> TagRule:
        """Return the rule that holds with the change."""
        raise NotImplementedError

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other rules."""
        rules = problem.policy.tags
        return _with_rules(problem, {t: self._changed(rules[t]) for t in self.tags})


class IntervalChanged(_OfTags):
    """Visits may, or must, follow one another at other intervals.

    Attributes
    ----------
    min_gap_days
        None: as before, or the interval where that is shorter.
    """

    kind: Literal["interval_changed"] = "interval_changed"
    interval_days: int = Field(ge=1, le=365)
    min_gap_days: int | None = Field(default=None, ge=0)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return a gap that no visit on time could keep."""
        yield from super().misfits(problem, setting)
        if self.min_gap_days is not None and self.min_gap_days > self.interval_days:
            says = Text(
                f"最小间隔大于最大间隔 {self.interval_days} 天，永远无法按时走访",
                f"more than interval_days = {self.interval_days}: no visit could ever "
                "be on time",
            )
            yield Misfit("min_gap_days", str(self.min_gap_days), says)

    def _changed(self, rule: TagRule) -> TagRule:
        given = rule.min_gap_days if self.min_gap_days is None else self.min_gap_days
        return rule.replace(
            interval_days=self.interval_days,
            min_gap_days=min(given, self.interval_days),
        )


class VisitMinutesChanged(_OfTags):
    """Visits take longer, or less long.

    Attributes
    ----------
    minutes
        Of the tag; seniors with minutes of their own keep them.
    extra_minutes
        Instead: so many more for everybody of the tag; below zero: fewer.
    """

    kind: Literal["visit_minutes_changed"] = "visit_minutes_changed"
    minutes: int | None = Field(default=None, gt=0, le=720)
    extra_minutes: int | None = Field(default=None, ge=-720, le=720)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return both or neither given, and minutes that are none or fit no window."""
        yield from super().misfits(problem, setting)
        if (self.minutes is None) == (self.extra_minutes is None):
            says = Text(
                "minutes 和 extra_minutes 写一个，只写一个",
                "give minutes or extra_minutes, and only one of them",
            )
            yield Misfit("minutes", None, says)
            return
        key = "extra_minutes" if self.minutes is None else "minutes"
        spans = problem.policy.community.visiting_hours
        longest = max((span.seconds for span in spans), default=0) // MINUTE_SECONDS
        for tag in self.tags:
            after = self._after(problem.policy.tags[tag].visit_minutes)
            if not 0 < after <= longest:
                says = Text(
                    f"{CHINESE[tag]}每次会变成 {after} 分钟；应为 1 到 {longest}"
                    "（最长的可访时段）",
                    f"a visit of {tag} would take {after} minutes; should be from 1 to "
                    f"{longest}, the longest of the visiting hours",
                )
                yield Misfit(key, str(getattr(self, key)), says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other minutes, seniors' own ones too if extra."""
        changed = super().applied(problem, setting)
        if self.extra_minutes is None:
            return changed
        own = [
            senior.replace(visit_minutes=max(1, self._after(senior.visit_minutes)))
            for senior in problem.seniors
            if senior.tag in self.tags and senior.visit_minutes is not None
        ]
        return changed.replace(seniors=with_seniors(changed, own))

    def _after(self, minutes: int) -> int:
        if self.minutes is not None:
            return self.minutes
        return minutes + (self.extra_minutes or 0)

    def _changed(self, rule: TagRule) -> TagRule:
        return rule.replace(visit_minutes=self._after(rule.visit_minutes))


class RolesChanged(_OfTags):
    """Others may visit.

    Attributes
    ----------
    roles
        Who may make the visit.
    companion_roles
        Who, beside these, may be the second of two; None: as before.
    """

    kind: Literal["roles_changed"] = "roles_changed"
    roles: tuple[RoleWord, ...] = Field(min_length=1)
    companion_roles: tuple[RoleWord, ...] | None = None

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return roles that are nobody's, where all of them are."""
        yield from super().misfits(problem, setting)
        if not any(carer.role in self.roles for carer in problem.carers):
            says = Text("资料里没有这样的人员", "no carer in the data has such a role")
            yield Misfit("roles", ", ".join(self.roles), says)

    def _changed(self, rule: TagRule) -> TagRule:
        companions = self.companion_roles
        return rule.replace(
            roles=self.roles,
            companion_roles=rule.companion_roles if companions is None else companions,
        )


class DemandShock(Dated):
    """Seniors of one tag are visited as often as those of another.

    Who may visit them, for how long, and how they are counted stays as it is.
    """

    in_stages: ClassVar[bool] = True
    kind: Literal["demand_shock"] = "demand_shock"
    tag: TagWord
    as_tag: TagWord

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return a shock that changes nothing."""
        yield from super().misfits(problem, setting)
        mine, other = (problem.policy.tags[tag] for tag in (self.tag, self.as_tag))
        if mine.interval_days == other.interval_days:
            says = Text("间隔本来就一样", "has the same interval already")
            yield Misfit("as_tag", self.as_tag, says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other tag's interval and smallest gap."""
        rules = problem.policy.tags
        other = rules[self.as_tag]
        changed = rules[self.tag].replace(
            interval_days=other.interval_days, min_gap_days=other.min_gap_days
        )
        return _with_rules(problem, {self.tag: changed})


class WindowsChanged(SeniorChoice, Dated):
    """Visits are possible at other hours.

    Attributes
    ----------
    windows
        Of the chosen seniors; of the community where nobody is chosen: seniors with
        windows of their own then keep them.
    """

    in_stages: ClassVar[bool] = True
    kind: Literal["windows_changed"] = "windows_changed"
    windows: Hours = Field(min_length=1)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return windows into which no visit of somebody would fit."""
        yield from super().misfits(problem, setting)
        longest = max(span.seconds for span in self.windows)
        concerned = [
            senior
            for senior in self.chosen(problem, setting)
            if self._is_of_some or not senior.windows
        ]
        short = [s for s in concerned if problem.visit_seconds(s) > longest]
        if short:
            ids = ", ".join(_first(s.senior_id for s in short))
            says = Text(
                f"最长的时段只有 {longest // MINUTE_SECONDS} 分钟，"
                f"{len(short)} 人的走访放不下（{ids}）",
                f"the longest has {longest // MINUTE_SECONDS} minutes, too few for the "
                f"visits of {len(short)} seniors ({ids})",
            )
            yield Misfit("windows", "; ".join(map(str, self.windows)), says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other hours."""
        if self._is_of_some:
            chosen = self.chosen(problem, setting)
            other = [senior.replace(windows=self.windows) for senior in chosen]
            return problem.replace(seniors=with_seniors(problem, other))
        community = problem.policy.community.replace(visiting_hours=self.windows)
        return problem.replace(policy=problem.policy.replace(community=community))

    @property
    def _is_of_some(self) -> bool:
        return self.names_somebody or bool(self.count or self.share)


_NAMED = 5


def _first(ids: Iterable[str]) -> list[str]:
    listed = list(ids)
    return listed[:_NAMED] + ["…"] * (len(listed) > _NAMED)


def _with_rules(problem: Problem, rules: dict[Tag, TagRule]) -> Problem:
    tags = {**problem.policy.tags, **rules}
    return problem.replace(policy=problem.policy.replace(tags=tags))
