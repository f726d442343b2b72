"""The fewest visits with which nobody would be late."""

from scheduler.domain.problem import Problem


def fewest_visits(problem: Problem) -> int:
    """Return how many visits interval arithmetic alone demands.

    Everybody is visited on the very day they fall due, the overdue as soon as they
    may be.
    """
    visits = 0
    for senior_id, turn in problem.first_turns.items():
        interval = problem.rule(problem.senior[senior_id]).interval_days
        left = (problem.last_day - max(turn.due, turn.opens)).days
        if left >= 0:
            visits += 1 + left // interval
    return visits
