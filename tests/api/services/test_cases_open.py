"""Cases open where there is cause, once, and not again for what has been dealt with."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from api.schemas.cases import CaseEnding, NewEnding
from api.schemas.follow_ups import NewFollowUp
from api.schemas.visits import VisitEntry
from api.services.callers import Caller, UserRole
from api.services.cases import end_case
from api.services.cases_open import open_due_cases
from api.services.service import Service
from api.services.sweep import Sweeper, sweep
from api.services.visits import record_closed_door, record_visits
from api.services.visits_check import Entry
from api.store.tables import CaseRow, SeniorRow
from scheduler.domain.records import VisitRecord

NANJING = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 23)
BOSS = Caller("U0", "测试", UserRole.COORDINATOR)


@pytest.fixture
def desk(service, small, database):
    """Return a service on `small`, where everybody was seen yesterday and is active."""
    yesterday = TODAY - timedelta(days=1)
    seen = [entry(f"S{number:02}", yesterday, attempt=9) for number in range(1, 13)]
    with database.writing() as session:
        active = {"status": "active", "status_until": None, "tag": "green"}
        session.execute(update(SeniorRow).values(**active))
        record_visits(session, service, BOSS, seen)
    return service


def entry(
    senior_id: str,
    day: date = TODAY,
    outcome: str = "completed",
    carer_id: str = "C01",
    **more,
) -> Entry:
    """Return a visit of a senior, by default today and completed."""
    visit = VisitEntry(
        senior_id=senior_id, date=day, carer_id=carer_id, outcome=outcome, **more
    )
    return Entry("", visit)


def record(desk: Service, *visit, **more):
    """Record a visit; see `entry`."""
    with desk.database.writing() as session:
        return record_visits(session, desk, BOSS, [entry(*visit, **more)])


def change(desk: Service, senior_id: str, **values) -> None:
    """Change a senior's record."""
    with desk.database.writing() as session:
        change = update(SeniorRow).where(SeniorRow.senior_id == senior_id)
        session.execute(change.values(**values))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a local time of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=NANJING)


def found(desk: Service, kind: str) -> list[tuple[str, str]]:
    """Return senior and cause of the open cases of a kind."""
    with desk.database.reading() as session:
        rows = session.execute(
            select(CaseRow.senior_id, CaseRow.about)
            .where(CaseRow.kind == kind, CaseRow.resolved_at.is_(None))
            .order_by(CaseRow.senior_id)
        )
        return [(senior_id, about) for senior_id, about in rows]


def end_all(desk: Service) -> None:
    """Let a person end every open case."""
    ending = NewEnding(ending=CaseEnding.SPOKEN_TO, confirmed_by="张主任")
    with desk.database.writing() as session:
        for case in session.scalars(select(CaseRow)):
            if case.resolved_at is None:
                end_case(session, desk, BOSS, case, ending)


def test_where_all_is_well_nothing_opens(desk):
    """No case, and not even a new revision of the data."""
    before = desk.database.revision()
    assert sweep(desk) == []
    assert desk.database.revision() == before


def test_a_closed_door_opens_one_case(desk, clock):
    """Twice closed is one case; ended by a person it stays ended."""
    opened = record(desk, "S01", outcome="no_answer").case_ids
    assert len(opened) == 1
    assert record(desk, "S01", outcome="no_answer", attempt=2).case_ids == []
    assert sweep(desk) == []
    clock.instant += timedelta(minutes=10)
    end_all(desk)
    assert sweep(desk) == []
    clock.instant += timedelta(minutes=10)
    assert len(record(desk, "S01", outcome="no_answer", attempt=3).case_ids) == 1


def test_a_later_visit_does_not_end_the_case(desk):
    """Only a person ends it."""
    record(desk, "S01", outcome="no_answer")
    record(desk, "S01", attempt=2)
    assert found(desk, "no_answer") == [("S01", f"{TODAY} C01")]


@pytest.mark.parametrize("contact", ["completed", "partial", "phone", "refused"])
def test_a_door_keyed_in_late_opens_no_case_if_the_senior_was_met_since(desk, contact):
    """On paper the closed door may come in after the visit that followed it."""
    two_days_ago = TODAY - timedelta(days=2)
    record(desk, "S01", TODAY, contact)
    assert record(desk, "S01", two_days_ago, "no_answer").case_ids == []
    record(desk, "S02", TODAY, "absent")
    assert len(record(desk, "S02", TODAY, "no_answer", "C02").case_ids) == 1


def test_a_paused_seniors_closed_door_opens_no_case(desk):
    """Somebody in hospital does not answer; somebody back from there should."""
    change(desk, "S01", status="hospital", status_until=date(2026, 11, 27))
    change(desk, "S02", status="hospital", status_until=TODAY)
    assert record(desk, "S01", outcome="no_answer").case_ids == []
    assert len(record(desk, "S02", outcome="no_answer").case_ids) == 1


def test_a_closed_door_told_at_once_is_recorded_once(desk):
    """Told again it is the same; after a visit it is a further try."""
    door = VisitRecord(senior_id="S01", date=TODAY, carer_id="C01", outcome="no_answer")

    def tell():
        with desk.database.writing() as session:
            return record_closed_door(desk, session, BOSS, door)

    case_id = tell()
    assert case_id is not None
    assert tell() == case_id
    record(desk, "S01", attempt=2)
    assert tell() == case_id
    assert record(desk, "S01", outcome="no_answer", attempt=3).already == 1


def test_an_outcome_is_missing_an_hour_after_the_shift(service, published, clock):
    """Not before; and only where nobody has said how the visit went."""
    published()
    with service.database.reading() as session:
        routes = service.plans.routes_on(session, TODAY)
    stops = {s.senior_id: route for route in routes for s in route.stops}
    end = {senior_id: route.shift_end for senior_id, route in stops.items()}
    first = min(end, key=lambda senior_id: end[senior_id])
    over = at(23, 1) + timedelta(seconds=end[first])
    clock.instant = over - timedelta(seconds=1)
    sweep(service)
    assert found(service, "outcome_missing") == []
    record(service, first, carer_id="C02")
    clock.instant = at(23, 23)
    sweep(service)
    missing = {senior_id for senior_id, _ in found(service, "outcome_missing")}
    assert missing == set(stops) - {first}
    assert len(missing) >= 2


def test_a_plan_published_after_the_shift_misses_nothing(service, published, clock):
    """Nobody was sent there, so nobody owes a word."""
    clock.instant = at(23, 20)
    published()
    clock.instant = at(23, 23)
    sweep(service)
    assert found(service, "outcome_missing") == []


def test_a_telephone_call_is_no_outcome_of_a_stop(service, published, clock):
    """Somebody was to go there; whether they went is still not known."""
    published()
    with service.database.reading() as session:
        [first, *_] = service.plans.routes_on(session, TODAY)
    senior_id = first.stops[0].senior_id
    record(service, senior_id, outcome="phone")
    clock.instant = at(23, 23)
    sweep(service)
    assert senior_id in {who for who, _ in found(service, "outcome_missing")}


def test_a_pause_runs_out(desk, clock):
    """On its last day begins the case, unless the senior was seen since."""
    change(desk, "S01", status="hospital", status_until=date(2026, 11, 24))
    change(desk, "S02", status="away", status_until=date(2026, 11, 24))
    clock.instant = at(23, 23, 59)
    sweep(desk)
    assert found(desk, "pause_expired") == []
    clock.instant = at(24, 8)
    record(desk, "S02", date(2026, 11, 24))
    sweep(desk)
    assert found(desk, "pause_expired") == [("S01", "hospital 2026-11-24")]
    end_all(desk)
    clock.instant = at(27, 8)
    sweep(desk)
    assert found(desk, "pause_expired") == []


def test_a_pause_without_an_end_is_reviewed_again_and_again(desk, clock):
    """A week after the last that was heard of somebody in hospital, and so on."""
    change(desk, "S01", status="hospital")
    clock.instant = at(28, 23)
    sweep(desk)
    assert found(desk, "pause_expired") == []
    clock.instant = at(29, 8)
    sweep(desk)
    assert found(desk, "pause_expired") == [("S01", "hospital 2026-11-29")]
    end_all(desk)
    clock.instant += timedelta(days=7, seconds=-1)
    assert sweep(desk) != []
    assert found(desk, "pause_expired") == []
    clock.instant += timedelta(seconds=1)
    sweep(desk)
    assert found(desk, "pause_expired") == [("S01", "hospital 2026-12-06")]


def test_somebody_who_is_gone_is_no_case(desk, clock):
    """Who has left the programme is due no more."""
    change(desk, "S01", status="ended")
    clock.instant = at(30, 12)
    sweep(desk)
    assert "S01" not in {who for who, _ in found(desk, "overdue")}


def test_a_follow_up_is_late_after_its_deadline(desk, clock):
    """One case for a senior, whatever number of follow-ups; done in time, none."""
    todo = {"what": "换灯泡", "owner": "张主任"}
    late = NewFollowUp(deadline=at(23, 12), **todo)
    later = NewFollowUp(deadline=at(23, 13), **todo)
    record(desk, "S01", follow_ups=[later, late])
    clock.instant = at(23, 11, 59)
    sweep(desk)
    assert found(desk, "follow_up_late") == []
    clock.instant = at(23, 14)
    sweep(desk)
    [(senior_id, about)] = found(desk, "follow_up_late")
    assert (senior_id, about) == ("S01", "#2 2026-11-23")


def test_a_follow_up_recorded_too_late_is_late_at_once(desk):
    """A sheet keyed in after the deadline need not wait for the next look."""
    old = NewFollowUp(what="换灯泡", owner="张主任", deadline=at(22, 12))
    assert len(record(desk, "S01", follow_ups=[old]).case_ids) == 1


@pytest.mark.parametrize(
    ("tag", "due", "hour"), [("red", 25, 0), ("orange", 27, 7), ("green", 29, 7)]
)
def test_a_senior_is_overdue_the_day_after_the_due_date(desk, clock, tag, due, hour):
    """Red as soon as that day begins, the others in its morning."""
    change(desk, "S01", tag=tag)
    others = [f"S{number:02}" for number in range(2, 13)]
    clock.instant = at(due, 12)
    for other in others:
        record(desk, other, date(2026, 11, due))
    clock.instant = at(due + 1, hour) - timedelta(seconds=1)
    sweep(desk)
    assert found(desk, "overdue") == []
    clock.instant = at(due + 1, hour)
    sweep(desk)
    assert found(desk, "overdue") == [("S01", f"{tag} 2026-11-{due}")]


def test_an_overdue_case_that_ended_without_a_visit_opens_again(desk, clock):
    """An interval later the senior still has not been seen at home."""
    change(desk, "S01", tag="red")
    clock.instant = at(26, 1)
    sweep(desk)
    end_all(desk)
    clock.instant = at(28, 23)
    sweep(desk)
    assert found(desk, "overdue") == []
    clock.instant = at(29, 1)
    sweep(desk)
    assert found(desk, "overdue") == [("S01", "red 2026-11-25")]


def test_who_was_never_visited_is_due_on_the_first_day_of_the_first_plan(
    service, small, published, clock
):
    """S12 is new: without a plan nobody knows when, with one from its first day."""
    clock.instant = at(25, 12)
    sweep(service)
    assert "S12" not in {who for who, _ in found(service, "overdue")}
    clock.instant = at(23, 7)
    published()
    clock.instant = at(24, 7)
    sweep(service)
    assert ("S12", "green 2026-11-23") in found(service, "overdue")


def test_several_sweepers_open_each_case_once(desk, clock):
    """At the same time, on one database, each cause makes one case."""
    clock.instant = at(30, 12)
    with ThreadPoolExecutor(8) as pool:
        opened = [case for cases in pool.map(sweep, [desk] * 8) for case in cases]
    assert len(opened) == len(set(opened)) == len(found(desk, "overdue")) == 12


def test_opening_twice_in_one_session_opens_nothing_new(desk, clock):
    """The function may be called as often as one likes."""
    clock.instant = at(30, 12)
    with desk.database.writing() as session:
        assert len(open_due_cases(session, desk, clock.now())) == 12
        assert open_due_cases(session, desk, clock.now()) == []


def test_the_sweeper_looks_until_it_is_closed_whatever_happens(desk, clock):
    """A look that fails is followed by the next; closing ends the thread."""
    clock.instant = at(30, 12)
    looks = iter([OSError("the disk is gone")])
    true_now = clock.now

    def now():
        for error in looks:
            raise error
        return true_now()

    clock.now = now
    sweeper = Sweeper(desk, seconds=0.01)
    sweeper.start()
    while not found(desk, "overdue"):
        time.sleep(0.01)
    sweeper.close()
    assert len(found(desk, "overdue")) == 12
    assert "sweeper" not in {thread.name for thread in threading.enumerate()}


def test_a_sweeper_that_never_began_closes(desk):
    """A rehearsal without companions ends like any other."""
    Sweeper(desk).close()
