"""Cases over the web: worked on by people, ended by a person, summed up."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from api.services.callers import UserRole
from api.services.sweep import sweep
from api.store.tables import AuditRow

TODAY = date(2026, 11, 23)
DOOR = {"date": str(TODAY), "carer_id": "C01", "outcome": "no_answer"}


@pytest.fixture
def boss(token):
    """Return a coordinator's headers."""
    return token()


@pytest.fixture
def closed_door(client, small, boss):
    """Return a maker of cases: a senior has not answered the door."""

    def make(senior_id: str = "S01", **changes) -> str:
        visit = {"senior_id": senior_id} | DOOR | changes
        answer = client.post("/visits", json={"visits": [visit]}, headers=boss)
        [case_id] = answer.json()["case_ids"]
        return case_id

    return make


@pytest.fixture
def do(client, boss):
    """Return somebody who does something about a case."""

    def post(case_id: str, what: str, headers=boss, **body):
        return client.post(f"/cases/{case_id}/{what}", json=body, headers=headers)

    return post


def test_a_case_goes_from_the_door_to_its_end(closed_door, do, clock):
    """Owner, knock, contact, end: each time is kept, each deadline follows."""
    case_id = closed_door()
    clock.instant += timedelta(minutes=1)
    case = do(case_id, "owner", owner="张主任").json()
    assert (case["owner"], case["next_step"]) == ("张主任", "knock")
    assert case["deadline"] == "2026-11-23T07:50:00+08:00"
    clock.instant += timedelta(minutes=7)
    do(case_id, "steps", step="knock", by="韩某川", result="门下留条")
    clock.instant += timedelta(minutes=1)
    case = do(case_id, "steps", step="neighbour", by="韩某川").json()
    assert case["next_step"] == "contact"
    assert case["deadline"] == "2026-11-23T08:10:00+08:00"
    clock.instant += timedelta(minutes=6)
    ending = {"ending": "whereabouts_confirmed", "confirmed_by": "女儿"}
    case = do(case_id, "close", note="在女儿家", **ending).json()
    assert case["state"] == "closed"
    times = ("reported_at", "dispatched_at", "on_site_at", "resolved_at")
    assert [case[name][11:16] for name in times] == ["07:40", "07:41", "07:48", "07:55"]
    assert [step["step"] for step in case["steps"]] == ["knock", "neighbour"]


def test_a_case_names_the_senior_and_the_trail_the_reader(
    closed_door, client, boss, database
):
    """The coordinator sees whom to call; reading that is on record."""
    case_id = closed_door()
    case = client.get(f"/cases/{case_id}", headers=boss).json()
    assert (case["senior_name"], case["senior_phone"]) == ("赵某春", "000-0000-0001")
    assert case["says"] == "上门无人应答，下落不明"
    english = client.get(f"/cases/{case_id}", headers=boss | {"Accept-Language": "en"})
    assert "nobody answered" in english.json()["says"]
    with database.reading() as session:
        subjects = session.scalars(
            select(AuditRow.subject).where(AuditRow.action == "case.read")
        ).all()
    assert f"case {case_id}" in subjects


def test_the_most_urgent_open_case_comes_first(closed_door, do, client, boss, clock):
    """Open before ended, then by deadline; a state may be asked for."""
    ended, first = closed_door("S01"), closed_door("S02")
    clock.instant += timedelta(minutes=5)
    second = closed_door("S04")
    do(ended, "close", ending="seen", confirmed_by="张主任")
    listed = client.get("/cases", headers=boss).json()["items"]
    assert [case["case_id"] for case in listed] == [first, second, ended]
    page = client.get("/cases?limit=2", headers=boss).json()
    assert page["next"] == second
    rest = client.get(f"/cases?limit=2&after={second}", headers=boss).json()
    assert [case["case_id"] for case in rest["items"]] == [ended]
    closed = client.get("/cases?state=closed", headers=boss).json()["items"]
    assert [case["case_id"] for case in closed] == [ended]


def test_a_case_is_late_after_its_deadline(closed_door, client, boss, clock):
    """Nobody knocked in ten minutes."""
    case_id = closed_door()
    clock.instant += timedelta(minutes=10)
    assert not client.get(f"/cases/{case_id}", headers=boss).json()["late"]
    clock.instant += timedelta(seconds=1)
    assert client.get(f"/cases/{case_id}", headers=boss).json()["late"]


def test_a_later_visit_is_shown_and_ends_nothing(closed_door, client, boss, clock):
    """The coordinator sees that somebody was met, and still writes the end."""
    case_id = closed_door()
    clock.instant += timedelta(hours=2)
    seen = {"senior_id": "S01"} | DOOR | {"outcome": "completed", "attempt": 2}
    client.post("/visits", json={"visits": [seen]}, headers=boss)
    case = client.get(f"/cases/{case_id}", headers=boss).json()
    assert case["state"] == "open"
    [visit] = case["visits_since"]
    assert (visit["outcome"], visit["date"]) == ("completed", str(TODAY))


def test_an_ended_case_takes_no_more(closed_door, do):
    """The same end again is the same; another one, a step or an owner is refused."""
    case_id = closed_door()
    ending = {"ending": "seen", "confirmed_by": "张主任"}
    first = do(case_id, "close", **ending).json()
    assert do(case_id, "close", **ending).json() == first
    assert do(case_id, "close", **ending, note="又").status_code == 409
    assert do(case_id, "steps", step="knock", by="张主任").status_code == 409
    answer = do(case_id, "owner", owner="张主任")
    assert (answer.status_code, answer.json()["error"]) == (409, "case_ended")


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("close", {"ending": "seen"}),
        ("close", {"ending": "seen", "confirmed_by": " "}),
        ("close", {"ending": "forgotten", "confirmed_by": "张主任"}),
        ("steps", {"step": "knock"}),
        ("steps", {"step": "shout", "by": "张主任"}),
        ("steps", {"step": "note", "by": "a", "at": "2026-11-23T07:41:00+08:00"}),
        ("steps", {"step": "note", "by": "a", "at": "2026-11-22T07:39:00+08:00"}),
        ("steps", {"step": "note", "by": "a", "at": "2026-11-23T07:30:00"}),
        ("owner", {"owner": ""}),
    ],
)
def test_nobody_ends_or_does_nothing_at_no_time(closed_door, do, what, body):
    """An end and a step need a named person, and a time that has been."""
    assert do(closed_door(), what, **body).status_code == 422


def test_times_may_be_told_afterwards(closed_door, do, clock):
    """Steps keyed in later have their own times; one before the case counts from it."""
    case_id = closed_door()
    clock.instant += timedelta(minutes=30)
    before = "2026-11-23T07:35:00+08:00"
    case = do(case_id, "steps", step="knock", by="张某山", at=before).json()
    assert case["on_site_at"] == case["dispatched_at"] == case["reported_at"]
    assert case["steps"][0]["at"] == before
    there = "2026-11-23T08:01:00+08:00"
    case = do(case_id, "steps", step="note", by="张某山", on_site_at=there).json()
    assert case["on_site_at"] == there


def test_a_step_with_a_key_is_taken_once(closed_door, do, boss):
    """A client that never heard the answer asks again."""
    case_id, key = closed_door(), boss | {"Idempotency-Key": "k1"}
    first = do(case_id, "steps", headers=key, step="phone", by="张主任")
    assert do(case_id, "steps", headers=key, step="phone", by="张主任").json() == (
        first.json()
    )
    assert len(first.json()["steps"]) == 1


def test_a_case_that_is_not_there_is_not_found(client, boss, do):
    """Reading it and everything done about it."""
    assert client.get("/cases/K0", headers=boss).status_code == 404
    assert do("K0", "owner", owner="张主任").status_code == 404
    assert do("K0", "close", ending="seen", confirmed_by="张").status_code == 404


def test_cases_have_numbers_without_people(closed_door, do, client, token, clock):
    """Count, median and nine in ten of each leg; that is all an auditor gets."""
    for number, minutes in enumerate((10, 20, 60), 1):
        case_id = closed_door(f"S0{number}")
        clock.instant += timedelta(minutes=minutes)
        do(case_id, "close", ending="seen", confirmed_by="张主任")
    closed_door("S04")
    auditor = token(UserRole.AUDITOR)
    assert client.get("/cases", headers=auditor).status_code == 403
    answer = client.get(f"/cases/summary?since={TODAY}", headers=auditor)
    summary = {kind["kind"]: kind for kind in answer.json()["kinds"]}
    doors = summary["no_answer"]
    assert (doors["reported"], doors["open"]) == (4, 1)
    assert doors["legs"]["resolved"] == {"count": 3, "median": 20.0, "p90": 60.0}
    assert doors["legs"]["on_site"] == {"count": 0, "median": None, "p90": None}
    tomorrow = TODAY + timedelta(days=1)
    later = client.get(f"/cases/summary?since={tomorrow}", headers=auditor).json()
    assert {kind["reported"] for kind in later["kinds"]} == {0}
    assert "赵" not in answer.text


def test_an_organisation_sees_its_own_seniors_cases(
    closed_door, do, client, token, published
):
    """Others' cases are not there for it."""
    mine, others = closed_door("S01"), closed_door("S12", carer_id="C02")
    own = token(UserRole.ORGANISATION, organisation="示例甲社")
    listed = client.get("/cases", headers=own).json()["items"]
    assert mine in {case["case_id"] for case in listed}
    assert others not in {case["case_id"] for case in listed}
    assert do(others, "owner", headers=own, owner="我").status_code == 404
    assert do(mine, "owner", headers=own, owner="我").status_code == 200


def test_a_carer_notes_the_knock_at_an_own_stop(
    closed_door, do, client, token, published
):
    """And neither lists nor ends cases."""
    published()
    case_id = closed_door("S01")
    own = token(UserRole.CARER, carer_id="C01")
    assert do(case_id, "steps", headers=own, step="knock", by="C01").status_code == 200
    assert client.get("/cases", headers=own).status_code == 403
    ending = {"ending": "seen", "confirmed_by": "C01"}
    assert do(case_id, "close", headers=own, **ending).status_code == 403


def test_cases_of_a_whole_week_without_a_word(client, boss, service, published, clock):
    """After a week in which nothing was recorded every kind but follow-ups is open."""
    published()
    clock.instant += timedelta(days=7)
    assert sweep(service)
    open_cases = client.get("/cases?state=open", headers=boss).json()["items"]
    keys = [(case["senior_id"], case["kind"]) for case in open_cases]
    assert len(keys) == len(set(keys))
    assert {kind for _, kind in keys} >= {"outcome_missing", "pause_expired", "overdue"}
