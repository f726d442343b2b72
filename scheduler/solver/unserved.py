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
from scheduler.solver.remedies.cheapest import cheapest_remedy
from scheduler.solver.remedies.duties import Call
from scheduler.solver.remedies.lacks import may_lead, missing
from scheduler.solver.remedies.need import Need, Search
from scheduler.solver.remedies.pairs import two_at_once, with_a_partner
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
    room, empty = Room.of(problem, routes), Room.of(problem, ())
    return tuple(
        _entry(problem, senior, _case(room, empty, senior), language) for senior in left
    )


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


def _case(room: Room, empty: Room, senior: Senior) -> _Case:
    problem = room.problem
    turn = problem.first_turns[senior.senior_id]
    if turn.opens > problem.last_day:
        return _not_yet_allowed(problem, senior)
    need = _need(problem, senior)
    search = Search(room, need)
    if not _team_suffices(problem, need):
        why = _nobody(problem, need)
        return _Case(Reason.NO_QUALIFIED_CARER, why, _remedy(search))
    if not _reachable(Search(empty, need)):
        why = _no_shift(need)
        return _Case(Reason.NO_SHIFT_IN_WINDOW, why, _remedy(search))
    free = _free(search)
    return free or _Case(Reason.NO_CAPACITY, _no_capacity(need), _remedy(search))


def _need(problem: Problem, senior: Senior) -> Need:
    rule = problem.rule(senior)
    return Need(
        senior=senior,
        call=Call(
            problem.travel.senior_place(senior.senior_id),
            problem.visit_seconds(senior),
            problem.windows(senior),
        ),
        first=problem.first_turns[senior.senior_id].opens,
        last=problem.last_day,
        lacking={c.carer_id: missing(senior, rule, c) for c in problem.carers},
    )


def _remedy(search: Search) -> Text | None:
    change = cheapest_remedy(search)
    return change.says if change else None


def _team_suffices(problem: Problem, need: Need) -> bool:
    if len(need.qualified) < need.senior.carers_needed:
        return False
    rule = problem.rule(need.senior)
    return any(may_lead(rule, problem.carer[who]) for who in need.qualified)


def _reachable(search: Search) -> bool:
    if search.need.senior.carers_needed == 2:
        return two_at_once(search, search.open)
    return bool((search.open & search.fits).any())


def _free(search: Search) -> _Case | None:
    alone = search.need.senior.carers_needed == 1
    searches = [search] if alone else with_a_partner(search)
    fits = ((found.need, fit) for found in searches for fit in found.free())
    first = next(fits, None)
    if first is None:
        return None
    need, fit = first
    when = need.when(fit.duty.shift, fit.start)
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


def _not_yet_allowed(problem: Problem, senior: Senior) -> _Case:
    turn, rule = problem.first_turns[senior.senior_id], problem.rule(senior)
    return _Case(
        Reason.NOT_YET_ALLOWED,
        Text(
            zh=f"两次入户至少相隔 {rule.min_gap_days} 天，{turn.opens} 起才可再访。",
            en=f"two visits are at least {rule.min_gap_days} days apart, so the next "
            f"is allowed from {turn.opens}.",
        ),
        None,
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
    return Text(
        zh=f"{need.first} 起，符合条件的 {people} 人没有班次能在可访时段"
        f"（{'、'.join(windows)}）内完成 {minutes} 分钟走访并按时返回。",
        en=f"from {need.first} on, no shift of the {people} carers who may visit "
        f"leaves {minutes} minutes inside {' or '.join(windows)} and the way back.",
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
