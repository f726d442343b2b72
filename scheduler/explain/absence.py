"""Why a plan has no visit to a senior."""

from scheduler.domain.people import Senior
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.words import CHINESE, Status
from scheduler.errors import Text
from scheduler.explain.explanation import Absence


def absence(problem: Problem, plan: Plan, senior: Senior) -> Absence:
    """Return why a plan that breaks no rule does not visit a senior."""
    turn = problem.first_turns.get(senior.senior_id)
    if turn is None:
        return _away(senior)
    listed = [one for one in plan.unserved if one.senior_id == senior.senior_id]
    if listed:
        (entry,) = listed
        return Absence(entry.reason, Text(entry.says, entry.says), entry.remedy)
    return Absence(
        "not_due",
        Text(
            f"{turn.due} 才到期，在计划末日 {plan.last_day} 之后；"
            f"最早 {turn.opens} 可访。",
            f"due on {turn.due} only, after the plan's last day {plan.last_day}; may "
            f"be visited from {turn.opens}.",
        ),
    )


def _away(senior: Senior) -> Absence:
    status = senior.status
    if status is Status.ENDED:
        return Absence("ended", Text("已结束走访。", "no longer visited."))
    return Absence(
        "paused",
        Text(
            f"状态为{CHINESE[status]}，没有截止日期，恢复之前不排。",
            f"{status} with no end date; not planned until that changes.",
        ),
    )
