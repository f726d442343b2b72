"""Names of people, for those who ask for them."""

from collections.abc import Mapping

from scheduler.domain.problem import Problem


def names_of(problem: Problem) -> Mapping[str, str]:
    """Return the names of all seniors and carers by id."""
    people = {senior.senior_id: senior.name for senior in problem.seniors}
    return people | {carer.carer_id: carer.name for carer in problem.carers}
