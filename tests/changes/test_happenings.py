"""What may happen, as a request says it, and what it does to the data."""

import pytest
from builders import MONDAY, carer, day, problem, record, roster, senior
from pydantic import TypeAdapter, ValidationError

from scheduler.changes.happenings import (
    CarerAbsent,
    Happening,
    NoAnswer,
    SeniorPaused,
    SeniorResumed,
    TagChanged,
    UrgentVisit,
    VisitOverrun,
)

HAPPENING: TypeAdapter[Happening] = TypeAdapter(Happening)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"kind": "carer_absent", "carer_id": "C1"}, CarerAbsent),
        (
            {
                "kind": "visit_overrun",
                "carer_id": "C1",
                "senior_id": "S1",
                "minutes": 20,
            },
            VisitOverrun,
        ),
        (
            {"kind": "no_answer", "carer_id": "C1", "senior_id": "S1", "at": "09:10"},
            NoAnswer,
        ),
        (
            {"kind": "senior_paused", "senior_id": "S1", "status": "hospital"},
            SeniorPaused,
        ),
        ({"kind": "senior_resumed", "senior_id": "S1"}, SeniorResumed),
        (
            {"kind": "urgent_visit", "senior_id": "S1", "before": "11:00"},
            UrgentVisit,
        ),
        ({"kind": "tag_changed", "senior_id": "S1", "tag": "red"}, TagChanged),
    ],
)
def test_kind_tells_happenings_apart(body: dict[str, object], kind: type) -> None:
    """Each body is read as its kind, and what is written can be read again."""
    told = HAPPENING.validate_python(body)
    assert isinstance(told, kind)
    assert HAPPENING.validate_json(HAPPENING.dump_json(told)) == told


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "earthquake"},
        {"kind": "carer_absent", "carer_id": ""},
        {
            "kind": "carer_absent",
            "carer_id": "C1",
            "since": "2026-11-23T10:00",
            "until": "2026-11-23T09:00",
        },
        {"kind": "senior_paused", "senior_id": "S1", "status": "active"},
        {
            "kind": "visit_overrun",
            "carer_id": "C1",
            "senior_id": "S1",
            "minutes": 0,
        },
        {"kind": "tag_changed", "senior_id": "S1", "tag": "red", "more": 1},
    ],
)
def test_nonsense_is_refused(body: dict[str, object]) -> None:
    """Unknown kinds, fields and values are no happenings."""
    with pytest.raises(ValidationError):
        HAPPENING.validate_python(body)


def test_absence_becomes_leave_rows() -> None:
    """Part of the first day, whole days, and part of the last are on leave."""
    world = problem(days=4)
    told = CarerAbsent(carer_id="C1", since=f"{MONDAY}T10:00", until=f"{day(2)}T12:00")
    shifts = [(s.date, str(s.span)) for s in told.applied(world).shifts]
    assert shifts == [
        (MONDAY, "08:00-10:00"),
        (day(2), "12:00-18:00"),
        (day(3), "08:00-18:00"),
    ]


def test_absence_without_an_end_is_over_the_next_day() -> None:
    """Only the rest of the day of its beginning is on leave."""
    world = problem(days=2)
    told = CarerAbsent(carer_id="C1")
    assert [s.date for s in told.applied(world).shifts] == [day(1)]


def test_a_closed_door_is_on_record_once() -> None:
    """Applied twice there is one record, which is no valid visit."""
    told = NoAnswer(senior_id="S1", carer_id="C1")
    world = told.applied(told.applied(problem()))
    assert world.records == (record("S1", MONDAY, "C1", "no_answer", None),)


def test_pause_and_return_set_status_and_date() -> None:
    """Paused until a day; back earlier, due that day."""
    world = problem([senior("S1", last_visit=day(-2))], days=9)
    paused = SeniorPaused(senior_id="S1", status="hospital", until=day(6))
    away = paused.applied(world)
    assert away.first_turns["S1"].opens == day(6)
    back = SeniorResumed(senior_id="S1", on=day(3)).applied(away)
    assert back.first_turns["S1"] == (day(3), day(3))


def test_tag_changes_and_nothing_else() -> None:
    """The senior has the new tag; the others are as they were."""
    world = problem([senior("S1"), senior("S2")])
    changed = TagChanged(senior_id="S1", tag="red").applied(world)
    assert [s.tag.value for s in changed.seniors] == ["red", "green"]


@pytest.mark.parametrize(
    "told",
    [
        UrgentVisit(senior_id="S1"),
        VisitOverrun(carer_id="C1", senior_id="S1", minutes=5),
    ],
)
def test_some_happenings_leave_the_data_alone(told: Happening) -> None:
    """An urgent visit and an overrun are matters of the plan."""
    world = problem(carers=[carer()], roster=roster())
    assert told.applied(world) is world
