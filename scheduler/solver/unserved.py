"""Who is due within a plan and gets no visit: why, and what would change it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from scheduler.domain import clock
from scheduler.domain.people import Senior
from scheduler.domain.plan import Route, Unserved
from scheduler.domain.problem import Problem
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.solver.remedies.cheapest import Remedies
from scheduler.solver.remedies.lacks import may_lead, missing_second
from scheduler.solver.remedies.meeting import two_can_come
from scheduler.solver.remedies.need import Need, Search
from scheduler.solver.remedies.pairs import cheapest_pair
from scheduler.solver.remedies.room import Room

URGENCY = tuple(Tag)


class Reason(StrEnum):
    """Why a senior gets no visit; the first that holds, in this order.

    Attributes
    ----------
    NOT_YET_ALLOWED
        The smallest gap to the last visit ends after the plan.
    NO_QUALIFIED_CARER
        Nobody in the team may make the visit, or too few for two.
    NO_SHIFT_IN_WINDOW
        No shift of theirs, even an empty one, reaches a window and back.
    NO_CAPACITY
        Every such shift is taken up by other visits, or its carer's limit is reached.
    LEFT_OUT
        There is room; the search did not use it, or the weights are against it.
    """

    NOT_YET_ALLOWED = "not_yet_allowed"
    NO_QUALIFIED_CARER = "no_qualified_carer"
    NO_SHIFT_IN_WINDOW = "no_shift_in_window"
    NO_CAPACITY = "no_capacity"
    LEFT_OUT = "left_out"


class _Case(NamedTuple):
    """Why one senior is left out, in words, and what would help."""

    reason: Reason
    why: Text
    remedy: Text | None


def unserved(
    problem: Problem, routes: Iterable[Route], language: Language = Language.ZH
) -> tuple[Unserved, ...]:
    """Return every senior due by the last planned day whom no route visits.

    Red first, then orange and green; within a tag the longest overdue first.
    """
    routes = tuple(routes)
    left = _left_out(problem, routes)
    if not left:
        return ()
    cases = _Cases(problem, routes)
    return tuple(_entry(problem, senior, cases.of(senior), language) for senior in left)


def _left_out(problem: Problem, routes: Iterable[Route]) -> list[Senior]:
    visited = {stop.senior_id for route in routes for stop in route.stops}
    turns = problem.first_turns
    left = [
        problem.senior[senior_id]
        for senior_id, turn in turns.items()
        if turn.due <= problem.last_day and senior_id not in visited
    ]
    return sorted(
        left,
        key=lambda s: (URGENCY.index(s.tag), turns[s.senior_id].due, s.senior_id),
    )


def _entry(
    problem: Problem, senior: Senior, case: _Case, language: Language
) -> Unserved:
    due = problem.first_turns[senior.senior_id].due
    late = clock.open_days_late(due, problem.last_day)
    tag, last = senior.tag, problem.last_day
    head = Text(
        zh=f"{senior.senior_id}（{CHINESE[tag]}色，最迟 {due} 入户）未能排入，"
        f"到 {last} 计划结束时逾期 {late} 天：",
        en=f"{senior.senior_id} ({tag}, due {due}) gets no visit and is {late} "
        f"days late when the plan ends on {last}: ",
    )
    return Unserved(
        senior_id=senior.senior_id,
        tag=senior.tag,
        due=due,
        days_late=late,
        reason=case.reason,
        says=head.to(language) + case.why.to(language),
        remedy=case.remedy.to(language) if case.remedy else None,
    )


class _Cases:
    """Why the routes of a plan leave anybody out."""

    def __init__(self, problem: Problem, routes: Iterable[Route]) -> None:
        self._problem = problem
        self._room = Room.of(problem, routes)
        self._empty = Room.of(problem, ())
        self._remedies = Remedies(self._room)

    def of(self, senior: Senior) -> _Case:
        """Return why one senior is left out."""
        problem, need = self._problem, Need.of(self._problem, senior)
        if need.first > problem.last_day:
            return self._case(
                Reason.NOT_YET_ALLOWED, _not_yet_allowed(problem, need), need
            )
        if not _team_suffices(problem, need):
            return self._case(Reason.NO_QUALIFIED_CARER, _nobody(problem, need), need)
        if not _reachable(Search(self._empty, need)):
            return self._case(Reason.NO_SHIFT_IN_WINDOW, _no_shift(need), need)
        free = _free(Search(self._room, need))
        if free is not None:
            return _left_to_chance(free)
        return self._case(Reason.NO_CAPACITY, _no_capacity(need), need)

    def _case(self, reason: Reason, why: Text, need: Need) -> _Case:
        remedy = self._remedies.cheapest(need)
        return _Case(reason, why, remedy.says if remedy else None)


def _team_suffices(problem: Problem, need: Need) -> bool:
    if len(need.qualified) < need.senior.carers_needed:
        return False
    rule = problem.rule(need.senior)
    if need.senior.after is not None and all(
        missing_second(need.senior, problem.carer[who]) for who in need.qualified
    ):
        return False
    return any(may_lead(rule, problem.carer[who]) for who in need.qualified)


def _reachable(search: Search) -> bool:
    if search.need.senior.carers_needed == 2:
        return two_can_come(search, search.open)
    return bool((search.open & search.fits).any())


def _free(search: Search) -> Text | None:
    """Return when the visit could be made though nothing changes."""
    if search.need.senior.carers_needed == 2:
        pair = cheapest_pair(search, asking=False)
        return pair and pair.when
    fit = next(search.free(), None)
    return fit and search.need.when(*fit.place)


def _left_to_chance(when: Text) -> _Case:
    return _Case(
        Reason.LEFT_OUT,
        Text(
            zh="有空余时间，但这次计算没有用上。",
            en="there is time for it, which this run did not use.",
        ),
        Text(
            zh=f"手工加入，或延长计算时间：{when.zh}",
            en=f"Add the visit by hand or let the program search longer: {when.en}",
        ),
    )


def _not_yet_allowed(problem: Problem, need: Need) -> Text:
    gap = problem.rule(need.senior).min_gap_days
    return Text(
        zh=f"两次入户至少相隔 {gap} 天，{need.first} 起才可再访。",
        en=f"two visits are at least {gap} days apart, so the next is allowed from "
        f"{need.first}.",
    )


def _nobody(problem: Problem, need: Need) -> Text:
    asked, found = _asked(problem, need.senior), sorted(need.qualified)
    if need.senior.carers_needed == 1:
        return Text(
            zh=f"全队没有人符合条件（{asked.zh}）。",
            en=f"nobody in the team may visit ({asked.en}).",
        )
    return Text(
        zh=f"需要两人同行，其中一人须能单独走访；符合条件的人员（{asked.zh}）"
        f"只有：{'、'.join(found) or '无'}。",
        en=f"two carers are needed, one of whom may visit alone; those who may come "
        f"({asked.en}) are only: {', '.join(found) or 'nobody'}.",
    )


def _asked(problem: Problem, senior: Senior) -> Text:
    rule = problem.rule(senior)
    companions = rule.companion_roles if senior.carers_needed == 2 else ()
    roles = dict.fromkeys((*rule.roles, *companions))
    zh = ["角色 " + "、".join(CHINESE[role] for role in roles)]
    en = ["role " + " or ".join(roles)]
    if senior.skills:
        zh.append("技能 " + "、".join(senior.skills))
        en.append("skills " + ", ".join(senior.skills))
    if senior.second_skills:
        zh.append("后到者另需技能 " + "、".join(senior.second_skills))
        en.append("of the second also skills " + ", ".join(senior.second_skills))
    if senior.gender:
        zh.append("性别 " + CHINESE[senior.gender])
        en.append(senior.gender.value)
    if senior.avoid:
        zh.append("不安排 " + "、".join(senior.avoid))
        en.append("not " + ", ".join(senior.avoid))
    return Text(zh="；".join(zh), en="; ".join(en))


def _no_shift(need: Need) -> Text:
    windows = [str(window) for window in need.call.windows]
    minutes, people = need.call.seconds // 60, len(need.qualified)
    lag = need.senior.after
    zh = f"、后到者晚 {lag} 分钟开始" if lag else ""
    en = f", the second carer's {lag} minutes after the first's," if lag else ""
    return Text(
        zh=f"{need.first} 起，符合条件的 {people} 人没有班次能在可访时段"
        f"（{'、'.join(windows)}）内完成 {minutes} 分钟走访{zh}并按时返回。",
        en=f"from {need.first} on, no shift of the {people} carers who may visit "
        f"leaves {minutes} minutes{en} inside {' or '.join(windows)} and the way back.",
    )


def _no_capacity(need: Need) -> Text:
    people, red = len(need.qualified), need.senior.tag is Tag.RED
    return Text(
        zh=f"符合条件的 {people} 人在可访时段内都已排满或已到上限"
        + ("。" if red else "，先安排更紧急的老人。"),
        en=f"the {people} carers who may visit are fully booked in the senior's hours "
        "or have reached their limits"
        + ("." if red else "; more urgent seniors come first."),
    )
