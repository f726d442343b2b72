"""What keeps a happening from making sense is said at once, field by field."""

import pytest
from builders import MONDAY, carer, day, plan, problem, record, roster, route, senior
from builders import stop as stop_at

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
from scheduler.changes.objections import UnfitHappeningError
from scheduler.changes.proposing import propose
from scheduler.domain.records import VisitRecord
from scheduler.domain.times import parse_time

NOW = parse_time("09:30")


def fields(told: Happening, results: tuple[VisitRecord, ...] = ()) -> list[str]:
    """Return which fields are objected to at half past nine."""
    seniors = [
        senior("S1"),
        senior("S2"),
        senior("S3", status="hospital"),
        senior("S4", status="ended"),
    ]
    world = problem(
        seniors,
        [carer("C1"), carer("C2")],
        days=3,
        roster=roster("C1"),
    )
    published = plan(route(stop_at("S1", "09:00"), stop_at("S2", "10:00")), of=world)
    with pytest.raises(UnfitHappeningError) as refused:
        propose(world, published, told, NOW, results=results)
    assert all(one.says.zh and one.says.en for one in refused.value.findings)
    return [one.column or "" for one in refused.value.findings]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (CarerAbsent(carer_id="C9"), ["/carer_id"]),
        (CarerAbsent(carer_id="C2"), ["/carer_id"]),
        (CarerAbsent(carer_id="C1", until=f"{MONDAY}T09:00"), ["/until"]),
        (
            VisitOverrun(carer_id="C9", senior_id="S9", minutes=5),
            ["/carer_id", "/senior_id"],
        ),
        (VisitOverrun(carer_id="C1", senior_id="S3", minutes=5), ["/senior_id"]),
        (VisitOverrun(carer_id="C1", senior_id="S2", minutes=5), ["/senior_id"]),
        (NoAnswer(senior_id="S3", carer_id="C1"), ["/senior_id"]),
        (NoAnswer(senior_id="S3", carer_id="C1", at="09:40"), ["/at", "/senior_id"]),
        (SeniorPaused(senior_id="S3", status="hospital"), ["/status"]),
        (SeniorPaused(senior_id="S1", status="away", until=MONDAY), ["/until"]),
        (SeniorPaused(senior_id="S1", status="ended", until=day(2)), ["/until"]),
        (SeniorResumed(senior_id="S1"), ["/senior_id"]),
        (SeniorResumed(senior_id="S4"), ["/senior_id"]),
        (SeniorResumed(senior_id="S3", on=day(-1)), ["/on"]),
        (UrgentVisit(senior_id="S3"), ["/senior_id"]),
        (UrgentVisit(senior_id="S3", on=day(-1)), ["/senior_id", "/on"]),
        (UrgentVisit(senior_id="S1", on=day(9)), ["/on"]),
        (UrgentVisit(senior_id="S1", before="09:00"), ["/before"]),
        (TagChanged(senior_id="S1", tag="green"), ["/tag"]),
    ],
)
def test_every_misfit_names_its_field(told: Happening, wrong: list[str]) -> None:
    """Unknown people, absent carers, wrong times and what is so already are refused."""
    assert fields(told) == wrong


def test_an_overrun_before_a_later_result_is_refused() -> None:
    """A carer who has been elsewhere since is not late where she was before."""
    told = VisitOverrun(carer_id="C1", senior_id="S1", minutes=5)
    assert fields(told, (record("S2", MONDAY),)) == ["/senior_id"]


def test_a_door_opened_today_was_not_closed() -> None:
    """A valid result of today speaks against a door that nobody opened."""
    told = NoAnswer(senior_id="S1", carer_id="C1")
    assert fields(told, (record("S1", MONDAY),)) == ["/senior_id"]


def test_a_visit_begun_by_who_may_no_longer_come_needs_its_result_first() -> None:
    """A volunteer's visit begun as green cannot stand once the senior is red."""
    world = problem([senior("S1")], [carer("C1", "volunteer")], days=3)
    published = plan(route(stop_at("S1", "09:25")), of=world)
    told = TagChanged(senior_id="S1", tag="red")
    with pytest.raises(UnfitHappeningError) as refused:
        propose(world, published, told, NOW)
    assert "result" in refused.value.findings[0].says.en
    seen = record("S1", MONDAY)
    assert propose(world, published, told, NOW, results=[seen]).plan.routes == ()


def test_a_plan_of_other_days_is_refused() -> None:
    """Nothing can be said about a day that the published plan does not cover."""
    world = problem(days=2)
    with pytest.raises(UnfitHappeningError, match="publish a plan"):
        propose(
            world,
            plan(of=world).replace(first_day=day(1)),
            CarerAbsent(carer_id="C1"),
            NOW,
        )
