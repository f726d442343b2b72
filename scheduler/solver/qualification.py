"""Who may visit whom, as the solver sees it."""

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior
from scheduler.domain.problem import Problem
from scheduler.solver.kernel.instance import (
    COMPANION,
    NOT_QUALIFIED,
    QUALIFIED,
)


def qualification(problem: Problem) -> NDArray[np.int8]:
    """Return who may visit whom, shape (seniors, carers); see `kernel.instance`."""
    table = np.zeros((len(problem.seniors), len(problem.carers)), np.int8)
    for row, senior in enumerate(problem.seniors):
        for column, carer in enumerate(problem.carers):
            table[row, column] = _fits(problem, senior, carer)
    return table


def who_may_follow(problem: Problem) -> NDArray[np.int8]:
    """Return whether carers have the second one's skills, shape (seniors, carers)."""
    able = [
        [senior.lets_follow(carer) for carer in problem.carers]
        for senior in problem.seniors
    ]
    shape = (len(problem.seniors), len(problem.carers))
    return np.array(able, np.int8).reshape(shape)


def _fits(problem: Problem, senior: Senior, carer: Carer) -> int:
    rule = problem.rule(senior)
    if (
        carer.carer_id in senior.avoid
        or (senior.gender is not None and carer.gender is not senior.gender)
        or not set(senior.skills) <= set(carer.skills)
    ):
        return NOT_QUALIFIED
    if carer.role in rule.roles:
        return QUALIFIED
    if senior.carers_needed == 2 and carer.role in rule.companion_roles:
        return COMPANION
    return NOT_QUALIFIED
