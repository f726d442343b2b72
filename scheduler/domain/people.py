"""Seniors and carers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from scheduler.domain.frozen import Frozen
from scheduler.domain.lag import Lag, TextLag
from scheduler.domain.times import TextSpan
from scheduler.domain.words import Gender, Mode, Role, Status, Tag

LIFT_FLOOR = 7
"""A building with a listed senior on this floor or above is taken to have a lift."""

NEEDS_TWO, NEEDS_LAG = "needs_two", "needs_lag"
"""Types of the errors of a lag for one carer, and of a second without a lag."""


class Senior(Frozen):
    """A person who is visited at home.

    Attributes
    ----------
    lat, lon
        Building entrance, WGS-84 degrees; None where travel times come from a file.
    floor
        1 is the ground floor.
    lift
        None: judged from the building, see `has_lift`.
    visit_minutes
        None: the policy's minutes for the tag.
    windows
        Empty: the policy's visiting hours.
    skills
        Every carer of the visit has all of them.
    carers_needed
        Two start together, or `after` each other.
    after
        How long after the first of two carers the second one starts; None: both
        start together. Two carers are then needed, and are where none are named.
    second_skills
        What the carer who comes second has beside `skills`; only with `after`.
    prefer_windows
        Spans in which a visit is wished to lie, inside the windows.
    prefer, avoid
        Carer ids; the first a wish, the second a rule.
    gender
        The only gender of carer accepted; None: any.
    status_until
        First date on which a paused senior may be visited again; None: open end.
    last_visit
        Date of the last valid visit as noted with the senior.
    """

    senior_id: str = Field(min_length=1)
    name: str
    tag: Tag
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    building: str = ""
    unit: str = ""
    floor: int = 1
    room: str = ""
    lift: bool | None = None
    visit_minutes: int | None = Field(default=None, gt=0, le=720)
    windows: tuple[TextSpan, ...] = ()
    skills: tuple[str, ...] = ()
    carers_needed: Literal[1, 2] = 1
    after: TextLag | None = None
    second_skills: tuple[str, ...] = ()
    prefer_windows: tuple[TextSpan, ...] = ()
    prefer: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    gender: Gender | None = None
    status: Status = Status.ACTIVE
    status_until: date | None = None
    last_visit: date | None = None
    phone: str = ""
    notes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _two_come_after_each_other(cls, fields: Any) -> Any:
        if isinstance(fields, Mapping) and fields.get("after") is not None:
            return {"carers_needed": 2, **fields}
        return fields

    @field_validator("after")
    @classmethod
    def _two_come(cls, after: Lag | None, info: ValidationInfo) -> Lag | None:
        if after is not None and info.data.get("carers_needed") == 1:
            raise PydanticCustomError(NEEDS_TWO, "two carers are needed for a lag")
        return after

    @field_validator("second_skills")
    @classmethod
    def _somebody_is_second(
        cls, skills: tuple[str, ...], info: ValidationInfo
    ) -> tuple[str, ...]:
        if skills and info.data.get("after", skills) is None:
            raise PydanticCustomError(NEEDS_LAG, "nobody comes second without a lag")
        return skills

    def lets_follow(self, carer: "Carer") -> bool:
        """Return whether a carer has what only who comes second must have."""
        return all(skill in carer.skills for skill in self.second_skills)


class Carer(Frozen):
    """A person who visits.

    Attributes
    ----------
    lat, lon
        Where a shift starts and ends; None: the office.
    max_visits_per_day
        None: no limit.
    max_minutes_per_week
        From leaving to coming back in each shift, Monday to Sunday; None: no limit.
    """

    carer_id: str = Field(min_length=1)
    name: str
    role: Role
    organisation: str = ""
    gender: Gender | None = None
    skills: tuple[str, ...] = ()
    mode: Mode = Mode.WALK
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    max_visits_per_day: int | None = Field(default=None, ge=0)
    max_minutes_per_week: int | None = Field(default=None, ge=0)
    phone: str = ""

    @property
    def has_own_base(self) -> bool:
        """Whether shifts start and end at the carer's own place, not the office."""
        return self.lat is not None and self.lon is not None


def buildings_with_lift(seniors: Iterable[Senior]) -> frozenset[str]:
    """Return the buildings in which somebody listed lives on floor 7 or above.

    Homes whose building has no name are no building together, wherever they stand.
    """
    return frozenset(
        s.building for s in seniors if s.building and s.floor >= LIFT_FLOOR
    )


def has_lift(senior: Senior, lifted: Collection[str]) -> bool:
    """Return whether a lift goes to the senior's floor, as stated or judged.

    Parameters
    ----------
    lifted
        The buildings with a lift, see `buildings_with_lift`. Where the senior's
        building has no name, the senior's own floor decides.
    """
    if senior.lift is not None:
        return senior.lift
    if senior.building:
        return senior.building in lifted
    return senior.floor >= LIFT_FLOOR
