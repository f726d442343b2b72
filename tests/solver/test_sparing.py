"""An unused interval costs the search a visit, and nobody else."""

import numpy as np
from builders import problem, senior

from scheduler.domain.policy import Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.solver.arrays import to_instance
from scheduler.solver.sparing import WAY_SECONDS, sparing


def weighed(early: float) -> Problem:
    """Return a red senior who needs two carers and a green one."""
    seniors = [senior("S1", "red", carers_needed=2), senior("S2", visit_minutes=30)]
    policy = Policy(weights=Weights(early=early))
    return problem(seniors).replace(policy=policy)


def test_a_whole_interval_costs_the_visit_that_it_brings_forward() -> None:
    """The minutes of the visit and its way, for each of its carers."""
    instance = to_instance(weighed(early=300.0))
    whole = sparing(instance).early * instance.interval
    service = instance.service
    assert np.allclose(
        whole, [2 * (service[0] + WAY_SECONDS), 1800 + WAY_SECONDS], atol=1e-6
    )


def test_a_policy_that_asks_more_gets_it() -> None:
    """Dearer than any visit: the policy's price stays."""
    instance = to_instance(weighed(early=90_000.0))
    assert np.array_equal(sparing(instance).early, instance.early)


def test_a_policy_that_asks_nothing_gets_nothing() -> None:
    """Switched off is switched off."""
    assert not sparing(to_instance(weighed(early=0.0))).early.any()
