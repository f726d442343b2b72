"""What differs between plans, what a plan breaks, and what a move by hand does."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Body
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from api.schemas.events import ChangeAnswer, Person
from api.schemas.plans import ROUTE_EXAMPLE, PinAnswer
from api.schemas.texts import PersonId
from scheduler.changes.compare import Kind
from scheduler.changes.requests import Move
from scheduler.check.violation import Violation
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.times import PlannedDay, TimeToSecond
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.files.pruning import prune

_CHANGE: dict[str, Any] = {
    "senior_id": "S017",
    "name": "王秀英",
    "tag": "red",
    "kind": "other_person",
    "before": {"date": "2026-11-23", "start": "08:44", "carer_ids": ["C03"]},
    "after": {"date": "2026-11-23", "start": "09:10", "carer_ids": ["C05"]},
    "says": "王秀英（S017）由 李芳（C03）改为 赵敏（C05），11-23 09:10（原 08:44）",
}


class PlanDiff(BaseModel):
    """How two plans differ over the days that both have."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "before": "P261123-5e6f708192",
                "after": "P261124-8192a3b4c5",
                "kinds": {
                    "dropped": 0,
                    "added": 0,
                    "other_day": 0,
                    "other_person": 1,
                    "other_time": 0,
                },
                "seniors": 1,
                "other_person": [{"senior_id": "S017", "name": "王秀英"}],
                "changes": [_CHANGE],
                "kpis_before": None,
                "kpis_after": None,
            }
        }
    )

    before: str = Field(description="Id of the one plan")
    after: str = Field(description="Id of the other")
    kinds: dict[Kind, int] = Field(description="Number of changes of each kind")
    seniors: int = Field(description="Number of seniors concerned")
    other_person: list[Person] = Field(description="Who gets another person, red first")
    changes: list[ChangeAnswer] = Field(description="Red first, then in order of dates")
    kpis_before: Kpis | None
    kpis_after: Kpis | None


def _without_unknown_keys(content: Any) -> Any:
    return prune(Plan, content, [])


HAND_MADE: dict[str, Any] = {
    "one_visit": {
        "summary": "One visit on one day",
        "value": {
            "format": 1,
            "plan_id": "by-hand",
            "first_day": "2026-11-23",
            "days": 1,
            "data_hash": "",
            "engine": {"name": "by hand", "version": "", "seconds": 0.0},
            "routes": [ROUTE_EXAMPLE],
        },
    }
}

HandMadePlan = Annotated[
    Plan,
    BeforeValidator(_without_unknown_keys),
    Body(openapi_examples=HAND_MADE),
]
"""plan.json of the contract; keys that are not in it are passed over."""


class ViolationAnswer(BaseModel):
    """One broken rule."""

    rule: str = Field(description="Key of the rule")
    senior_id: str | None
    carer_id: str | None
    date: dt.date | None
    amount: float = Field(description="By how much, in `unit`")
    unit: str
    says: str

    @classmethod
    def of(cls, violation: Violation, language: Language) -> "ViolationAnswer":
        """Return a violation in a language."""
        return cls(
            rule=violation.rule,
            senior_id=violation.senior_id,
            carer_id=violation.carer_id,
            date=violation.date,
            amount=violation.amount,
            unit=violation.unit,
            says=violation.says.to(language),
        )


class Verdict(BaseModel):
    """What the referee finds in a plan."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "violations": [
                    {
                        "rule": "outside_window",
                        "senior_id": "S017",
                        "carer_id": "C03",
                        "date": "2026-11-23",
                        "amount": 600.0,
                        "unit": "s",
                        "says": "2026-11-23 人员 C03 访老人 S017：……",
                    }
                ],
                "kpis": {
                    "visits": 1,
                    "late_days": {"red": 0, "orange": 0, "green": 0},
                    "on_time_share": {"red": 1.0, "orange": 1.0, "green": 1.0},
                    "travel_minutes": 6.5,
                    "service_minutes": 20.0,
                    "carers_used": 1,
                    "new_faces": 0,
                    "overdue_now": 0,
                    "bound": None,
                },
                "stale": False,
            }
        }
    )

    violations: list[ViolationAnswer]
    kpis: Kpis
    stale: bool = Field(description="The plan was made from other data than there are")


class MoveWish(BaseModel):
    """One visit to be moved, added or left out; what is not given stays as it is."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "senior_id": "S017",
                "date": "2026-11-24",
                "carer_ids": ["C05"],
            }
        },
    )

    senior_id: PersonId
    date: PlannedDay | None = Field(
        default=None, description="When the plan has the visit; null: it is a new one"
    )
    to_date: PlannedDay | None = Field(
        default=None, description="When it is to be made"
    )
    carer_ids: list[PersonId] | None = Field(
        default=None,
        max_length=2,
        description="Who is to make it; empty: nobody, it is left out",
    )
    instead_of: PersonId | None = Field(
        default=None, description="Of two carers, the one whom `carer_ids` replaces"
    )
    start: (
        Annotated[
            TimeToSecond, WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d"})
        ]
        | None
    ) = Field(
        default=None,
        description="When it is to begin; null: when it is best",
        examples=["09:30"],
    )

    @property
    def move(self) -> Move:
        """The same as the planner takes it."""
        return Move.model_validate(dict(self))


class CostAnswer(BaseModel):
    """What a move costs; below zero it saves."""

    travel_minutes: float
    new_faces: int
    late_days: Mapping[Tag, int]
    visits: int
    fairness_minutes: float
    wished_minutes: float = Field(
        description="More minutes outside the spans that seniors prefer"
    )
    total: float = Field(description="By the policy's weights, in seconds of travel")
    says: str


class MoveAnswer(BaseModel):
    """What came of a move."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "plan_id": "P261123-8192a3b4c5",
                "new_draft": True,
                "cost": {
                    "travel_minutes": 9.0,
                    "new_faces": 1,
                    "late_days": {"red": 0, "orange": 0, "green": 0},
                    "visits": 0,
                    "fairness_minutes": 0.0,
                    "wished_minutes": 0.0,
                    "total": 1140.0,
                    "says": "多走 9 分钟，多 1 张新面孔",
                },
                "changes": [_CHANGE],
                "pin": {
                    "senior_id": "S017",
                    "date": "2026-11-24",
                    "carer_ids": ["C05"],
                },
                "still_broken": [],
            }
        }
    )

    plan_id: str = Field(description="The draft that now has the move")
    new_draft: bool = Field(
        description="The draft was made from the published plan, and is to be "
        "published; else the draft itself was changed"
    )
    cost: CostAnswer
    changes: list[ChangeAnswer] = Field(
        description="All that is not as it was, other visits' times included"
    )
    pin: PinAnswer | None = Field(
        description="The visit that later plans keep once the draft is published"
    )
    still_broken: list[ViolationAnswer] = Field(
        description="Rules that the plan broke before and still breaks"
    )
