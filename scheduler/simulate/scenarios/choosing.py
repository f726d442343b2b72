"""Whom a change concerns: named, or all of a kind, or so many drawn of these."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from scheduler.domain.people import Carer, Senior
from scheduler.domain.problem import Problem
from scheduler.domain.words import Status
from scheduler.errors import Text
from scheduler.files.near import KnownIds
from scheduler.simulate.scenarios.change import Change
from scheduler.simulate.scenarios.setting import Misfit, Setting
from scheduler.simulate.scenarios.words import PersonId, RoleWord, TagWord


def unknown(key: str, asked: Iterable[str], known: Iterable[str]) -> Iterator[Misfit]:
    """Return a misfit for each of those asked for that is not known."""
    listed = KnownIds(known)
    for one in asked:
        if one not in listed.ids:
            hint = listed.hint(one)
            says = Text(f"资料里没有{hint.zh}", f"is not in the data{hint.en}")
            yield Misfit(key, one, says)


def _too_few(there_are: int) -> Text:
    return Text(
        f"应不多于符合条件的 {there_are} 人",
        f"should be at most {there_are}, the number there is to draw from",
    )


class CarerChoice(Change):
    """Some of the carers.

    Attributes
    ----------
    carers
        Ids. Empty: everybody of the role and organisation.
    role, organisation
        None: any.
    count
        So many of these, drawn by the scenario's seed; None: all.
    """

    carers: tuple[PersonId, ...] = ()
    role: RoleWord | None = None
    organisation: str | None = None
    count: int | None = Field(default=None, ge=1)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return unknown ids, a choice that is none, and too many asked for."""
        yield from super().misfits(problem, setting)
        yield from unknown("carers", self.carers, problem.carer)
        there_are = len(self._candidates(problem))
        if not (self.carers or self.role or self.organisation):
            says = Text(
                "请写出是谁：carers、role 或 organisation",
                "say who: carers, role or organisation",
            )
            yield Misfit("carers", None, says)
        elif not there_are and not self.carers:
            says = Text("资料里没有这样的人员", "no carer in the data is of this kind")
            key = "role" if self.organisation is None else "organisation"
            yield Misfit(key, self.role if key == "role" else self.organisation, says)
        elif self.count is not None and self.count > there_are:
            yield Misfit("count", str(self.count), _too_few(there_are))

    def chosen(self, problem: Problem, setting: Setting) -> tuple[Carer, ...]:
        """Return the carers concerned, in the order of ids."""
        candidates = self._candidates(problem)
        drawn = setting.drawn(candidates, self.count or len(candidates))
        return tuple(problem.carer[carer_id] for carer_id in drawn)

    def _candidates(self, problem: Problem) -> list[str]:
        return [
            carer.carer_id
            for carer in problem.carers
            if (not self.carers or carer.carer_id in self.carers)
            and (self.role is None or carer.role is self.role)
            and (self.organisation is None or carer.organisation == self.organisation)
        ]


class SeniorChoice(Change):
    """Some of the seniors; those who have left the programme never count.

    Attributes
    ----------
    seniors
        Ids. Empty: everybody of the tags and buildings.
    tags, buildings
        Empty: any.
    count
        So many of these, drawn by the scenario's seed; None: all.
    share
        Such a part of these, instead of a count.
    """

    seniors: tuple[PersonId, ...] = ()
    tags: tuple[TagWord, ...] = ()
    buildings: tuple[str, ...] = ()
    count: int | None = Field(default=None, ge=1)
    share: float | None = Field(default=None, gt=0, le=1)

    @property
    def names_somebody(self) -> bool:
        """Whether the choice is narrower than everybody."""
        return bool(self.seniors or self.tags or self.buildings)

    def misfits(self, problem: Problem, setting: Setting) -> Iterator[Misfit]:
        """Return unknown ids and buildings, a choice that is none, and too many."""
        yield from super().misfits(problem, setting)
        yield from unknown("seniors", self.seniors, problem.senior)
        yield from unknown_buildings(problem, self.buildings)
        there_are = len(self._candidates(problem))
        if self.count is not None and self.share is not None:
            says = Text("count 和 share 只写一个", "give count or share, not both")
            yield Misfit("share", str(self.share), says)
        elif self.count is not None and self.count > there_are:
            yield Misfit("count", str(self.count), _too_few(there_are))
        elif not there_are and self.tags and not (self.seniors or self.buildings):
            says = Text(
                "资料里没有这种颜色的老人", "no senior in the data has this tag"
            )
            yield Misfit("tags", ", ".join(self.tags), says)

    def says_nobody(self) -> Iterator[Misfit]:
        """Return it if the change says of nobody that it concerns them."""
        if not (self.names_somebody or self.count or self.share):
            says = Text(
                "请写出是谁：seniors、tags、buildings、count 或 share",
                "say who: seniors, tags, buildings, count or share",
            )
            yield Misfit("seniors", None, says)

    def chosen(self, problem: Problem, setting: Setting) -> tuple[Senior, ...]:
        """Return the seniors concerned, in the order of ids."""
        candidates = self._candidates(problem)
        count = len(candidates) if self.count is None else self.count
        if self.share is not None:
            count = round(self.share * len(candidates))
        drawn = setting.drawn(candidates, count)
        return tuple(problem.senior[senior_id] for senior_id in drawn)

    def _candidates(self, problem: Problem) -> list[str]:
        return [
            senior.senior_id
            for senior in problem.seniors
            if senior.status is not Status.ENDED
            and (not self.seniors or senior.senior_id in self.seniors)
            and (not self.tags or senior.tag in self.tags)
            and (not self.buildings or senior.building in self.buildings)
        ]


def unknown_buildings(problem: Problem, asked: Iterable[str]) -> Iterator[Misfit]:
    """Return a misfit for each building in which no listed senior lives."""
    return unknown("buildings", asked, {s.building for s in problem.seniors})


def with_seniors(problem: Problem, changed: Iterable[Senior]) -> tuple[Senior, ...]:
    """Return all seniors, the changed ones in the place of those with their ids."""
    anew = {senior.senior_id: senior for senior in changed}
    return tuple(anew.get(senior.senior_id, senior) for senior in problem.seniors)
