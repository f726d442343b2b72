"""One visit moved by hand: to another carer, day or time, added, or left out.

Everything else stays with its carer and on its day. The referee judges the outcome; a
rule that was broken before, and no more than before, does not stand in the way.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from scheduler.changes.board import board_after, target_of
from scheduler.changes.compare import Change, differences
from scheduler.changes.cost import Cost, cost_between
from scheduler.changes.merging import restated
from scheduler.changes.requests import Move, refuse_unfit
from scheduler.changes.run import Manner
from scheduler.check.referee import Report, check
from scheduler.check.violation import Violation
from scheduler.domain import clock
from scheduler.domain.plan import Plan, Route, Unserved, VisitKey, new_plan_id
from scheduler.domain.problem import Problem
from scheduler.domain.words import CHINESE
from scheduler.errors import Language, Text
from scheduler.solver.unserved import Reason


class Pin(NamedTuple):
    """A visit that a person has fixed, and who makes it."""

    visit: VisitKey
    carer_ids: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """What comes of a move.

    Attributes
    ----------
    plan
        A new draft with key figures; None if the move breaks a rule.
    violations
        The rules that the move breaks.
    still_broken
        Those that the plan broke before and would break after the move as well.
    cost
        What the move costs; None if it breaks a rule.
    changes
        Everything that is not as it was, other visits' times included.
    pin
        The moved visit, fixed from now on; None if it is left out, or not moved.
    pins
        All that is fixed from now on.
    """

    plan: Plan | None
    violations: tuple[Violation, ...]
    still_broken: tuple[Violation, ...]
    cost: Cost | None
    changes: tuple[Change, ...]
    pin: Pin | None
    pins: frozenset[VisitKey]


def move(
    problem: Problem,
    plan: Plan,
    request: Move,
    *,
    pinned: Set[VisitKey] = frozenset(),
    language: Language = Language.ZH,
) -> Moved:
    """Return the plan with one visit moved, or the rules that this would break.

    Other visits of the routes concerned are timed anew: within their windows and never
    earlier than they were, if there is room for it; else at any time that fits. Without
    a given start the visit stays in its half of the day where it can.

    Parameters
    ----------
    pinned
        Visits that a person has fixed before: they stay in their windows.
    language
        Of the sentence on who is left unserved.

    Raises
    ------
    scheduler.changes.requests.UnfitMoveError
        If the request names who or what is not there.
    """
    if (problem.first_day, problem.days) != (plan.first_day, plan.days):
        problem = problem.replace(first_day=plan.first_day, days=plan.days)
    refuse_unfit(problem, plan, request)
    before, refused = check(problem, plan), []
    for gently in (True, False):
        made = _made(problem, plan, request, Manner(problem, pinned, gently), language)
        report = check(problem, made)
        broken = _newly_broken(before, report)
        if not broken:
            return _moved(problem, plan, made, request, pinned, report)
        refused.append(_refused(report, broken, pinned))
    return min(refused, key=lambda moved: len(moved.violations))


def _made(
    problem: Problem, plan: Plan, request: Move, manner: Manner, language: Language
) -> Plan:
    """Return the plan after the move, whether or not it breaks a rule."""
    routes = plan.routes
    if not request.asks_nothing:
        routes = restated(problem, board_after(manner, plan, request).routes)
    data_hash = problem.fingerprint()
    return plan.replace(
        plan_id=new_plan_id(plan.first_day, data_hash, routes, after=plan.plan_id),
        status="draft",
        data_hash=data_hash,
        routes=routes,
        unserved=_unserved(problem, plan, routes, request.senior_id, language),
        kpis=None,
    )


def _unserved(
    problem: Problem,
    plan: Plan,
    routes: Sequence[Route],
    senior_id: str,
    language: Language,
) -> tuple[Unserved, ...]:
    """Return the list of the unserved with the senior on it, or not, as is right.

    The entries of all others stay as they are.
    """
    others = [entry for entry in plan.unserved if entry.senior_id != senior_id]
    turn = problem.first_turns.get(senior_id)
    visited = any(s.senior_id == senior_id for route in routes for s in route.stops)
    if visited or turn is None or turn.due > problem.last_day:
        return tuple(others)
    listed = [entry for entry in plan.unserved if entry.senior_id == senior_id]
    return (*others, *(listed or [_left_out(problem, senior_id, turn.due, language)]))


def _left_out(
    problem: Problem, senior_id: str, due: date, language: Language
) -> Unserved:
    """Return the entry of a senior whose only visit has been taken out by hand."""
    tag, last = problem.senior[senior_id].tag, problem.last_day
    late = clock.open_days_late(due, last)
    says = Text(
        zh=f"{senior_id}（{CHINESE[tag]}色，最迟 {due} 入户）的走访已人工取消，"
        f"到 {last} 计划结束时逾期 {late} 天。",
        en=f"the visit to {senior_id} ({tag}, due {due}) was taken out by hand; the "
        f"senior is {late} days late when the plan ends on {last}.",
    )
    return Unserved(
        senior_id=senior_id,
        tag=tag,
        due=due,
        days_late=late,
        reason=Reason.LEFT_OUT,
        says=says.to(language),
    )


def _newly_broken(before: Report, after: Report) -> tuple[Violation, ...]:
    """Return the broken rules that were not broken, or not as much, before."""
    amounts: dict[_Where, float] = {}
    for old in before.violations:
        amounts[_where(old)] = max(old.amount, amounts.get(_where(old), 0.0))
    return tuple(
        new for new in after.violations if new.amount > amounts.get(_where(new), 0.0)
    )


_Where = tuple[str, str | None, str | None, date | None]


def _where(violation: Violation) -> _Where:
    return violation.rule, violation.senior_id, violation.carer_id, violation.date


def _refused(
    report: Report, broken: tuple[Violation, ...], pinned: Set[VisitKey]
) -> Moved:
    """Return what comes of a move that breaks rules: nothing."""
    return Moved(
        plan=None,
        violations=broken,
        still_broken=tuple(v for v in report.violations if v not in broken),
        cost=None,
        changes=(),
        pin=None,
        pins=frozenset(pinned),
    )


def _moved(
    problem: Problem,
    plan: Plan,
    made: Plan,
    request: Move,
    pinned: Set[VisitKey],
    report: Report,
) -> Moved:
    """Return what comes of a move that breaks no rule."""
    same_data = plan.data_hash == made.data_hash
    bound = plan.kpis.bound if plan.kpis and same_data else None
    made = made.replace(kpis=report.kpis.replace(bound=bound))
    target, pins = target_of(plan, request), set(pinned)
    if request.date is not None:
        pins.discard(VisitKey(request.senior_id, request.date))
    pin = None
    if target is not None:
        key = VisitKey(request.senior_id, target.date)
        pin = Pin(key, target.carer_ids)
        pins.add(key)
    return Moved(
        plan=made,
        violations=(),
        still_broken=report.violations,
        cost=cost_between(problem, plan, made),
        changes=differences(plan, made),
        pin=pin,
        pins=frozenset(pins),
    )
