"""How often nobody opens: chance, which a plan knows nothing of."""

from typing import Literal

from pydantic import Field

from scheduler.domain.problem import Problem
from scheduler.simulate.scenarios.change import Change
from scheduler.simulate.scenarios.setting import Setting


class NoAnswerRate(Change):
    """Nobody opens the door at this part of all visits; the data stay as they are.

    Who lives through days draws by it; see `Scenario.no_answer`.
    """

    kind: Literal["no_answer"] = "no_answer"
    rate: float = Field(ge=0, lt=1)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem unchanged."""
        return problem
