"""Changes of who is visited: seniors come, leave, or get another tag."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import Field

from scheduler.domain.people import Senior
from scheduler.domain.problem import Problem
from scheduler.domain.words import Status
from scheduler.errors import Text
from scheduler.simulate.scenarios.change import Dated
from scheduler.simulate.scenarios.choosing import (
    SeniorChoice,
    unknown_buildings,
    with_seniors,
)
from scheduler.simulate.scenarios.invented import SENIOR_PREFIX, new_ids
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.ways import with_people
from scheduler.simulate.scenarios.words import Hours, TagWord

_NO_WAYS = Text(
    "这份资料的路程来自 travel.csv，里面没有新增老人的住处；请去掉该表改用估算，"
    "或把人写进 seniors.csv 并补上路程",
    "the travel times come from travel.csv, which has no ways to new homes; remove it "
    "and let them be estimated, or add the people to the tables with their ways",
)


class SeniorsAdded(Dated):
    """More seniors; first visits fall due evenly over the tag's interval.

    Attributes
    ----------
    buildings
        Where they live: each beside a drawn neighbour. Empty: anywhere in the
        community, unless ``lat`` and ``lon`` say where a new house stands.
    lat, lon
        Degrees; where a new house stands, everybody on the ground floor.
    visit_minutes
        None: the policy's for the tag.
    first_day
        When they join; nobody visits them before.
    """

    kind: Literal["seniors_added"] = "seniors_added"
    count: int = Field(default=1, ge=1, le=2000)
    tag: TagWord
    buildings: tuple[str, ...] = ()
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    visit_minutes: int | None = Field(default=None, gt=0, le=720)
    windows: Hours = ()

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return where they cannot live, and how they cannot leave."""
        yield from super().misfits(problem, setting)
        yield from unknown_buildings(problem, self.buildings)
        if problem.travel.from_file:
            yield Misfit("count", str(self.count), _NO_WAYS)
        if (self.lat is None) != (self.lon is None):
            says = Text("lat 和 lon 要一起写", "lat and lon stand together")
            yield Misfit("lat" if self.lat is None else "lon", None, says)
        if self.buildings and self.lat is not None:
            says = Text("buildings 和 lat、lon 只写一样", "give buildings or lat, lon")
            yield Misfit("buildings", ", ".join(self.buildings), says)
        if not problem.seniors and self.lat is None:
            says = Text("请写出住在哪里", "say where they live")
            yield Misfit("lat", None, says)
        if self.last_day is not None:
            says = Text(
                "新增没有末日；离开请用 seniors_removed",
                "who joins has no last day; let them leave with seniors_removed",
            )
            yield Misfit("last_day", str(self.last_day), says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the new seniors and the ways to them."""
        ids = new_ids(SENIOR_PREFIX, problem.senior, self.count)
        new = [self._senior(senior_id, problem, setting) for senior_id in ids]
        return with_people(problem, new, ())

    def _senior(self, senior_id: str, problem: Problem, setting: Setting) -> Senior:
        interval = problem.policy.tags[self.tag].interval_days
        number = int(senior_id.removeprefix(SENIOR_PREFIX))
        joins, _ = self.span(setting)
        return Senior(
            senior_id=senior_id,
            name=f"新增{senior_id.removeprefix(SENIOR_PREFIX)}",
            tag=self.tag,
            visit_minutes=self.visit_minutes,
            windows=self.windows,
            status=Status.SUSPENDED,
            status_until=joins + timedelta(days=number % interval),
            **self._home(senior_id, problem, setting),
        )

    def _home(
        self, senior_id: str, problem: Problem, setting: Setting
    ) -> dict[str, object]:
        if self.lat is not None:
            return {"lat": self.lat, "lon": self.lon}
        neighbours = [
            senior
            for senior in problem.seniors
            if not self.buildings or senior.building in self.buildings
        ]
        beside = neighbours[setting.luck(senior_id) % len(neighbours)]
        fields = ("lat", "lon", "building", "unit", "floor", "lift")
        return {field: getattr(beside, field) for field in fields}


class SeniorsRemoved(SeniorChoice, Dated):
    """Seniors leave the programme, from ``first_day`` on."""

    in_stages: ClassVar[bool] = True
    kind: Literal["seniors_removed"] = "seniors_removed"

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return what is wrong with the choice, and that it must be one."""
        yield from super().misfits(problem, setting)
        yield from self.says_nobody()

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem in which nobody visits them."""
        gone = [
            senior.replace(status=Status.ENDED)
            for senior in self.chosen(problem, setting)
        ]
        return problem.replace(seniors=with_seniors(problem, gone))


class TagsShifted(SeniorChoice, Dated):
    """Some seniors have another tag."""

    in_stages: ClassVar[bool] = True
    kind: Literal["tags_shifted"] = "tags_shifted"
    to_tag: TagWord

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return what is wrong with the choice, and that it must be one."""
        yield from super().misfits(problem, setting)
        yield from self.says_nobody()
        if self.to_tag in self.tags:
            says = Text("已经是这种颜色", "is the tag they have already")
            yield Misfit("to_tag", self.to_tag, says)

    def applied(self, problem: Problem, setting: Setting) -> Problem:
        """Return the problem with the other tags."""
        shifted = [s.replace(tag=self.to_tag) for s in self.chosen(problem, setting)]
        return problem.replace(seniors=with_seniors(problem, shifted))
