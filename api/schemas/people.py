"""Seniors, carers, rosters and the policy, as requests change them."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from api.errors import Problem
from api.schemas.pages import Page
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import TextSpan

Short = Annotated[str, Field(max_length=100)]
Ids = Annotated[tuple[Short, ...], Field(max_length=50)]

SENIOR_EXAMPLE = {
    "senior_id": "S017",
    "name": "王秀兰",
    "tag": "red",
    "lat": 31.9902,
    "lon": 118.7703,
    "building": "3栋",
    "unit": "2",
    "floor": 4,
    "room": "402",
    "lift": False,
    "visit_minutes": None,
    "windows": ["08:30-11:30"],
    "skills": [],
    "carers_needed": 2,
    "after": "30-60",
    "second_skills": ["注射"],
    "prefer_windows": ["09:00-10:00"],
    "prefer": ["C03"],
    "avoid": [],
    "gender": None,
    "status": "active",
    "status_until": None,
    "last_visit": "2026-11-21",
    "phone": "000-0000-0017",
    "notes": "跌倒后新加，敲门请大声",
}
CARER_EXAMPLE = {
    "carer_id": "C03",
    "name": "李桂芳",
    "role": "helper",
    "organisation": "示例助老服务社",
    "gender": "female",
    "skills": ["陪诊"],
    "mode": "walk",
    "lat": None,
    "lon": None,
    "max_visits_per_day": 14,
    "max_minutes_per_week": 2400,
    "phone": "000-0000-0003",
}
ROSTER_EXAMPLE: list[dict[str, Any]] = [
    {"day": "mon", "start": "08:30", "end": "11:30", "kind": "work"},
    {"day": "2026-12-01", "start": None, "end": None, "kind": "leave"},
]
WARNING_EXAMPLE = {
    "pointer": "/prefer",
    "says": "人员表里没有这个编号，这一偏好不起作用",
    "value": "C99",
}

_WARNINGS = (
    "What this change makes odd, of this record (pointer) or of others (value); it is "
    "saved all the same"
)


def _example(example: object) -> ConfigDict:
    return ConfigDict(json_schema_extra={"example": example})  # type: ignore[dict-item]


class SeniorBody(Senior):
    """A senior's whole record; a field left out takes its default."""

    model_config = _example(SENIOR_EXAMPLE)

    senior_id: str = Field(
        default="", max_length=64, description="May be left out: it is in the address"
    )
    name: str = Field(max_length=100)
    building: Short = ""
    unit: Short = ""
    floor: int = Field(default=1, ge=-9, le=200)
    room: Short = ""
    windows: tuple[TextSpan, ...] = Field(default=(), max_length=20)
    skills: Ids = ()
    second_skills: Ids = ()
    prefer_windows: tuple[TextSpan, ...] = Field(default=(), max_length=20)
    prefer: Ids = ()
    avoid: Ids = ()
    phone: Short = ""
    notes: str = Field(default="", max_length=500)


class CarerBody(Carer):
    """A carer's whole record; a field left out takes its default."""

    model_config = _example(CARER_EXAMPLE)

    carer_id: str = Field(
        default="", max_length=64, description="May be left out: it is in the address"
    )
    name: str = Field(max_length=100)
    organisation: Short = ""
    skills: Ids = ()
    max_visits_per_day: int | None = Field(default=None, ge=0, le=200)
    max_minutes_per_week: int | None = Field(default=None, ge=0, le=7 * 24 * 60)
    phone: Short = ""


class RosterEntry(RosterRow):
    """A row of a carer's roster: hours of work or leave on a weekday or a date."""

    carer_id: str = Field(
        default="", max_length=64, description="May be left out: it is in the address"
    )


class RosterBody(BaseModel):
    """A carer's whole roster, in place of the old one."""

    model_config = _example({"rows": ROSTER_EXAMPLE}) | ConfigDict(extra="forbid")

    rows: list[RosterEntry] = Field(max_length=400)


class PolicyBody(Policy):
    """The whole policy; what is left out takes the contract's default."""

    model_config = _example({"tags": Policy().model_dump(mode="json")["tags"]})


class SeniorSaved(BaseModel):
    """The record as it stands now, and what to look at."""

    model_config = _example({"senior": SENIOR_EXAMPLE, "warnings": [WARNING_EXAMPLE]})

    senior: Senior
    warnings: list[Problem] = Field(description=_WARNINGS)


class CarerSaved(BaseModel):
    """The record as it stands now, and what to look at."""

    model_config = _example({"carer": CARER_EXAMPLE, "warnings": []})

    carer: Carer
    warnings: list[Problem] = Field(description=_WARNINGS)


class Roster(BaseModel):
    """When a carer works."""

    model_config = _example(
        {
            "carer_id": "C03",
            "rows": [{"carer_id": "C03"} | row for row in ROSTER_EXAMPLE],
            "warnings": [],
        }
    )

    carer_id: str
    rows: list[RosterRow]
    warnings: list[Problem] = Field(default=[], description=_WARNINGS)


class PolicySaved(BaseModel):
    """The policy as it stands now, and what to look at."""

    model_config = _example(
        {"policy": Policy().model_dump(mode="json"), "warnings": []}
    )

    policy: Policy
    warnings: list[Problem] = Field(description=_WARNINGS)


class SeniorsPage(Page[Senior]):
    """Seniors by id."""

    model_config = _example({"items": [SENIOR_EXAMPLE], "next": "S017"})


class CarersPage(Page[Carer]):
    """Carers by id."""

    model_config = _example({"items": [CARER_EXAMPLE], "next": None})
