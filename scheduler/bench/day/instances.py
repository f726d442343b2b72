"""Days on which everybody is due: of a community's folder, or invented.

Only the routes count: whoever is due is worth visiting, less travel is better, and
nothing else has a price.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.words import Status
from scheduler.files.community import CommunityFiles
from scheduler.planning import read_problem, to_problem
from scheduler.simulate.communities import generate_community
from scheduler.simulate.matching import qualified

COMMUNITY = 7
"""An invented day is one of a community so many times as large: its team on duty that
day has then room for everybody."""


class DayInstance(NamedTuple):
    """One day to be routed."""

    name: str
    problem: Problem


def of_folder(folder: Path, day: date) -> DayInstance:
    """Return a day of the community in a folder.

    Raises
    ------
    scheduler.errors.InputError
        If the files are wrong; it carries every finding.
    scheduler.errors.TravelError
        If the community's own travel table lacks a needed pair.
    """
    problem, _ = read_problem(folder, day, days=1)
    routed = problem.replace(policy=_only_routes(problem.policy))
    return DayInstance(folder.resolve().name, routed)


def invented(seniors: int, shape: str, seed: int, day: date) -> DayInstance:
    """Return a day on which so many invented seniors are due.

    They are a part of a larger community; those on duty there visit them. Visits of
    two carers, limits and pauses are left out, so that every rival can take part.

    Parameters
    ----------
    shape
        See `generate_community`.
    """
    files = generate_community(COMMUNITY * seniors, seed, shape, day)
    on_duty = {row.carer_id for row in files.roster if row.falls_on(day)}
    carers = tuple(
        carer.replace(max_visits_per_day=None, max_minutes_per_week=None)
        for carer in files.carers
        if carer.carer_id in on_duty
    )
    chosen = [
        _due(one, files.policy, day)
        for one in files.seniors
        if one.carers_needed == 1 and qualified(files.policy, one, carers)
    ]
    part = CommunityFiles(
        policy=_only_routes(files.policy),
        seniors=tuple(chosen[:: len(chosen) // seniors][:seniors]),
        carers=carers,
        roster=tuple(row for row in files.roster if row.carer_id in on_duty),
    )
    return DayInstance(f"{shape}-{seniors}-{seed}", to_problem(part, day, days=1))


def _due(senior: Senior, policy: Policy, day: date) -> Senior:
    """Return the senior, at home and due on a day."""
    rule = policy.tags[senior.tag]
    return senior.replace(
        status=Status.ACTIVE,
        status_until=None,
        last_visit=day - timedelta(days=rule.interval_days),
    )


def _only_routes(policy: Policy) -> Policy:
    weights = Weights(
        early=0,
        continuity=0,
        prefer=0,
        prefer_minutes=0,
        fairness=0,
        stability=0,
        late_day=policy.weights.late_day,
    )
    return policy.replace(weights=weights)
