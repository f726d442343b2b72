"""What is reported when a day goes wrong, and what is answered."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from scheduler.changes.compare import Kind
from scheduler.changes.happenings import (
    CarerAbsent,
    Happening,
    NoAnswer,
    PersonId,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
)
from scheduler.changes.pairing import PlannedVisit
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Route
from scheduler.domain.words import Tag


class _Asked(Frozen):
    """What every report may say beside what has happened."""

    by: PersonId | None = Field(
        default=None,
        description="Carer who is to take what has lost its carer, as far as possible",
    )

    @property
    def happening(self) -> Happening:
        """What has happened, without the rest."""
        return _HAPPENINGS.validate_python(self.model_dump(exclude={"by"}))


_HAPPENINGS: TypeAdapter[Happening] = TypeAdapter(Happening)


class CarerAbsentReport(_Asked, CarerAbsent):
    """A carer cannot come, or must go home."""


class VisitOverrunReport(_Asked, VisitOverrun):
    """A visit takes longer than planned."""


class NoAnswerReport(_Asked, NoAnswer):
    """Nobody has opened the door."""


class SeniorPausedReport(_Asked, SeniorPaused):
    """A senior may not be visited for the time, or for good."""


class SeniorResumedReport(_Asked, SeniorResumed):
    """A paused senior is back."""


class UrgentVisitReport(_Asked, UrgentVisit):
    """Somebody asks that a senior be seen soon."""


class TagChangedReport(_Asked, TagChanged):
    """A senior has another tag from now on."""


Report = Annotated[
    CarerAbsentReport
    | VisitOverrunReport
    | NoAnswerReport
    | SeniorPausedReport
    | SeniorResumedReport
    | UrgentVisitReport
    | TagChangedReport,
    Field(discriminator="kind"),
]

EXAMPLES: dict[str, Any] = {
    "carer_absent": {
        "summary": "A carer is ill today",
        "value": {"kind": "carer_absent", "carer_id": "C03"},
    },
    "visit_overrun": {
        "summary": "A visit takes half an hour longer",
        "value": {
            "kind": "visit_overrun",
            "carer_id": "C03",
            "senior_id": "S017",
            "minutes": 30,
        },
    },
    "no_answer": {
        "summary": "A closed door",
        "value": {"kind": "no_answer", "carer_id": "C03", "senior_id": "S017"},
    },
    "senior_paused": {
        "summary": "A senior is in hospital, nobody knows for how long",
        "value": {"kind": "senior_paused", "senior_id": "S017", "status": "hospital"},
    },
    "senior_resumed": {
        "summary": "A senior is back from hospital",
        "value": {"kind": "senior_resumed", "senior_id": "S017"},
    },
    "urgent_visit": {
        "summary": "A senior's daughter asks that somebody look in before noon",
        "value": {"kind": "urgent_visit", "senior_id": "S017", "before": "12:00"},
    },
    "tag_changed": {
        "summary": "After a fall",
        "value": {"kind": "tag_changed", "senior_id": "S017", "tag": "red"},
    },
}


class ChangeAnswer(BaseModel):
    """What becomes of one visit."""

    senior_id: str
    name: str = Field(description="The senior's name")
    tag: Tag
    kind: Kind
    before: PlannedVisit | None
    after: PlannedVisit | None
    says: str


class Person(BaseModel):
    """A senior by id and name."""

    senior_id: str
    name: str


class ReplacementAnswer(BaseModel):
    """A carer who could stand in, and the harm it does."""

    carer_id: str
    name: str = Field(description="The carer's name")
    on_duty: bool = Field(description="False: somebody must call the carer in")
    hours: list[str] = Field(description="When the carer would work for it")
    takes: list[str] = Field(description="Seniors whose visits fit")
    leaves: list[str] = Field(description="Seniors whose visits do not")
    travel_minutes: float
    later_home_minutes: int
    new_faces: int
    late_days: dict[Tag, int] = Field(description="Of the visits left over")
    says: str


class EventAnswer(BaseModel):
    """A report, and the proposal for it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "event_id": "E261123-9f0c1d2e3a",
                "kind": "carer_absent",
                "status": "proposed",
                "happening": {
                    "kind": "carer_absent",
                    "carer_id": "C03",
                    "since": "2026-11-23T07:40:00",
                    "until": None,
                },
                "reported_at": "2026-11-23T07:40:00+08:00",
                "decided_at": None,
                "base_plan_id": "P261123-5e6f708192",
                "plan_id": "P261123-8192a3b4c5",
                "routes": [],
                "changes": [
                    {
                        "senior_id": "S017",
                        "name": "王秀英",
                        "tag": "red",
                        "kind": "other_person",
                        "before": {
                            "date": "2026-11-23",
                            "start": "08:44",
                            "carer_ids": ["C03"],
                        },
                        "after": {
                            "date": "2026-11-23",
                            "start": "09:10",
                            "carer_ids": ["C05"],
                        },
                        "says": "S017 由 C03 改为 C05，11-23 09:10（原 08:44）",
                    }
                ],
                "other_person": [{"senior_id": "S017", "name": "王秀英"}],
                "lost": [],
                "late_before": {"red": 0, "orange": 0, "green": 0},
                "late_after": {"red": 0, "orange": 0, "green": 0},
                "replacements": [
                    {
                        "carer_id": "C05",
                        "name": "李芳",
                        "on_duty": True,
                        "hours": ["08:30-11:30"],
                        "takes": ["S017"],
                        "leaves": [],
                        "travel_minutes": 9.0,
                        "later_home_minutes": 0,
                        "new_faces": 1,
                        "late_days": {"red": 0, "orange": 0, "green": 0},
                        "says": "C05 可接 1 户，多走 9 分钟，1 张新面孔",
                    }
                ],
                "case_id": None,
                "notes": [],
            }
        }
    )

    event_id: str
    kind: str
    status: Literal["proposed", "accepted", "declined", "outdated"]
    happening: dict[str, Any] = Field(description="As it counts")
    reported_at: datetime
    decided_at: datetime | None
    base_plan_id: str = Field(description="The published plan it changes")
    plan_id: str | None = Field(
        description="The new plan: a draft until the proposal is accepted; "
        "null once declined"
    )
    routes: list[Route] = Field(
        description="The routes of the day that are other than published"
    )
    changes: list[ChangeAnswer] = Field(description="Over all days, red first")
    other_person: list[Person] = Field(description="Who gets another person, red first")
    lost: list[Person] = Field(
        description="Whose visit of this day is gone, with no other instead"
    )
    late_before: dict[Tag, int]
    late_after: dict[Tag, int]
    replacements: list[ReplacementAnswer] = Field(description="Least harm first")
    case_id: str | None = Field(description="The case that the report has opened")
    notes: list[str]


class EventLine(BaseModel):
    """An event in the list."""

    event_id: str
    kind: str
    status: str
    reported_at: datetime


class EventList(BaseModel):
    """The events of the last days, the newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "events": [
                    {
                        "event_id": "E261123-9f0c1d2e3a",
                        "kind": "carer_absent",
                        "status": "accepted",
                        "reported_at": "2026-11-23T07:40:00+08:00",
                    }
                ]
            }
        }
    )

    events: list[EventLine]


class Decision(BaseModel):
    """What was decided."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "event_id": "E261123-9f0c1d2e3a",
                "status": "accepted",
                "plan_id": "P261123-8192a3b4c5",
                "version": 8,
            }
        }
    )

    event_id: str
    status: Literal["accepted", "declined"]
    plan_id: str | None = Field(description="The plan now published")
    version: int | None

    @classmethod
    def of_declined(cls, event_id: str) -> Self:
        """Return that nothing changes."""
        return cls(event_id=event_id, status="declined", plan_id=None, version=None)
