"""Travel times after people, homes or paces have changed; and changes of pace.

Estimated times are estimated anew. Those that the community gave in travel.csv can be
stretched, but hold neither the floors nor the ways of anybody who is not in it.
"""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field

from scheduler.domain.people import Carer, Senior, buildings_with_lift, has_lift
from scheduler.domain.policy import TravelRules
from scheduler.domain.problem import Problem
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import Mode
from scheduler.errors import Text
from scheduler.simulate.scenarios.change import Dated
from scheduler.simulate.scenarios.choosing import unknown_buildings, with_seniors
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.words import ModeWord
from scheduler.travel.estimate import estimate

_NO_FLOORS = Text(
    "路程来自 travel.csv，表里分不出楼层和电梯；请直接改表，或去掉该表改用估算",
    "the travel times come from travel.csv, which does not tell floors and lifts "
    "apart; change that table, or remove it and let them be estimated",
)


class TravelChanged(Dated):
    """Everybody, or those of some modes, take longer or are quicker on the way.

    Floors and lifts take as long as before, unless the times come from travel.csv:
    that table holds both together, so all of it is stretched.

    Attributes
    ----------
    factor
        1.5: half as long again; 0.8: a fifth quicker.
    modes
        Empty: all.
    """

    in_stages: ClassVar[bool] = True
    kind: Literal["travel_changed"] = "travel_changed"
    factor: float = Field(ge=0.2, le=5)
    modes: tuple[ModeWord, ...] = ()

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return modes by which nobody travels."""
        yield from super().misfits(problem, setting)
        in_use = {carer.mode for carer in problem.carers}
        for mode in self.modes:
            if mode not in in_use:
                says = Text("没有人这样出行", "nobody travels by it")
                yield Misfit("modes", mode, says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other times."""
        modes = self.modes or tuple(Mode)
        if problem.travel.from_file:
            return problem.replace(travel=_stretched(problem, modes, self.factor))
        rules = _at_pace(problem.policy.travel, modes, self.factor)
        return estimated(problem.replace(policy=problem.policy.replace(travel=rules)))


class LiftOut(Dated):
    """No lift runs in some buildings.

    Attributes
    ----------
    buildings
        As named in seniors.csv.
    """

    in_stages: ClassVar[bool] = True
    kind: Literal["lift_out"] = "lift_out"
    buildings: tuple[str, ...] = Field(min_length=1)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return buildings that are not there, or have no lift anyway."""
        yield from super().misfits(problem, setting)
        yield from unknown_buildings(problem, self.buildings)
        if problem.travel.from_file:
            yield Misfit("buildings", ", ".join(self.buildings), _NO_FLOORS)
        lifted = buildings_with_lift(problem.seniors)
        for building in self.buildings:
            inside = [s for s in problem.seniors if s.building == building]
            if inside and not any(has_lift(senior, lifted) for senior in inside):
                says = Text("这栋楼本来就没有电梯", "has no lift that could fail")
                yield Misfit("buildings", building, says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with stairs in place of the lifts."""
        on_foot = [
            senior.replace(lift=False)
            for senior in problem.seniors
            if senior.building in self.buildings
        ]
        return estimated(problem.replace(seniors=with_seniors(problem, on_foot)))


def estimated(problem: Problem) -> Problem:
    """Return the problem with its travel times estimated anew."""
    travel = estimate(problem.policy, problem.seniors, problem.carers)
    return problem.replace(travel=travel)


def with_people(
    problem: Problem, seniors: Sequence[Senior], carers: Sequence[Carer]
) -> Problem:
    """Return the problem with more people, and the ways to them.

    Where the times come from travel.csv, carers start at the office and travel by a
    mode that is in use, and there are no seniors.
    """
    homes, team = (*problem.seniors, *seniors), (*problem.carers, *carers)
    if problem.travel.from_file:
        travel = _with_carers(problem, carers)
    else:
        travel = estimate(problem.policy, homes, team)
    return problem.replace(seniors=homes, carers=team, travel=travel)


def profile_of_mode(problem: Problem, mode: Mode) -> int | None:
    """Return the profile of somebody who travels so, None if nobody does."""
    riders = (c.carer_id for c in problem.carers if c.mode is mode)
    return next((problem.travel.carer_profile[carer_id] for carer_id in riders), None)


def _with_carers(problem: Problem, carers: Sequence[Carer]) -> TravelTimes:
    travel = problem.travel
    profiles = {c.carer_id: profile_of_mode(problem, c.mode) for c in carers}
    known = {key: profile for key, profile in profiles.items() if profile is not None}
    return TravelTimes(
        senior_ids=travel.senior_ids,
        base_ids=travel.base_ids,
        seconds=travel.seconds,
        carer_profile={**travel.carer_profile, **known},
        carer_base={**travel.carer_base, **dict.fromkeys(known, OFFICE)},
        from_file=True,
    )


def _stretched(problem: Problem, modes: Sequence[Mode], factor: float) -> TravelTimes:
    travel = problem.travel
    seconds = travel.seconds.copy()
    for mode in modes:
        profile = profile_of_mode(problem, mode)
        if profile is not None:
            seconds[profile] = np.ceil(travel.seconds[profile] * factor)
    return TravelTimes(
        senior_ids=travel.senior_ids,
        base_ids=travel.base_ids,
        seconds=seconds,
        carer_profile=travel.carer_profile,
        carer_base=travel.carer_base,
        from_file=True,
    )


_WALKING = ("walk_metres_per_second", "volunteer_walk_metres_per_second")
_RIDING, _RIDE_STOP = ("ride_kilometres_per_hour",), ("ride_stop_seconds",)
_PACES = {
    Mode.WALK: (_WALKING, ()),
    Mode.EBIKE: (_RIDING, _RIDE_STOP),
    Mode.BIKE: (_RIDING, _RIDE_STOP),
    Mode.CAR: (("drive_kilometres_per_hour",), ("drive_stop_seconds",)),
}
"""By mode: the speeds, and the times lost at a stop."""


def _at_pace(rules: TravelRules, modes: Sequence[Mode], factor: float) -> TravelRules:
    speeds = {key for mode in modes for key in _PACES[mode][0]}
    stops = {key for mode in modes for key in _PACES[mode][1]}
    slower = {key: getattr(rules, key) / factor for key in speeds}
    longer = {key: getattr(rules, key) * factor for key in stops}
    return rules.replace(**slower, **longer)
