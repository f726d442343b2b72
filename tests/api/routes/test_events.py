"""The day that goes wrong: reported, answered, decided, over the web."""

import re
from datetime import date, timedelta

import pytest

from api.jobs.proposer import Proposer
from api.services.callers import UserRole
from api.store.community import roster_of
from api.store.tables import SeniorRow, VisitRow

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def warm():
    """Return a process that has the search loaded, for all tests here."""
    proposer = Proposer()
    proposer.start()
    yield proposer
    proposer.close()


@pytest.fixture(autouse=True)
def _quick(client, warm):
    client.app.state.proposer = warm


@pytest.fixture
def boss(token):
    """Return a coordinator's headers."""
    return token()


@pytest.fixture
def first_stop(service, published):
    """Return the carer and the senior of the first stop of today's published plan."""
    published()
    with service.database.reading() as session:
        routes = service.plans.routes_on(session, TODAY)
    stop, carer_id = min(
        ((stop, route.carer_id) for route in routes for stop in route.stops),
        key=lambda found: found[0].start,
    )
    return carer_id, stop


def test_without_a_plan_nothing_can_be_proposed(client, boss, small):
    """A report is refused in words as long as no published plan holds today."""
    body = {"kind": "carer_absent", "carer_id": small.carers[0].carer_id}
    answer = client.post("/events", json=body, headers=boss)
    assert answer.status_code == 409
    assert answer.json()["error"] == "no_plan_today"


def test_a_sick_call_changes_nothing_until_accepted(client, boss, service, first_stop):
    """The proposal takes the ill carer off the day; accepting it makes that true."""
    carer_id, _ = first_stop
    body = {"kind": "carer_absent", "carer_id": carer_id}
    answer = client.post("/events", json=body, headers=boss)
    assert answer.status_code == 201, answer.text
    event = answer.json()
    assert event["status"] == "proposed"
    hours = event["replacements"][0]["hours"]
    assert all(re.fullmatch(r"\d\d:\d\d-\d\d:\d\d", span) for span in hours)
    assert carer_id not in {route["carer_id"] for route in event["routes"]}
    with service.database.reading() as session:
        before = roster_of(session)
        held = {r.carer_id for r in service.plans.routes_on(session, TODAY)}
    assert carer_id in held

    decision = client.post(f"/events/{event['event_id']}/accept", headers=boss)
    assert decision.status_code == 200, decision.text
    assert decision.json()["version"] == 2
    with service.database.reading() as session:
        assert len(roster_of(session)) > len(before)
        held = {r.carer_id for r in service.plans.routes_on(session, TODAY)}
    assert carer_id not in held
    again = client.post(f"/events/{event['event_id']}/accept", headers=boss)
    assert again.status_code == 409
    assert again.json()["error"] == "already_decided"


def test_a_declined_proposal_leaves_no_trace_in_the_plans(client, boss, first_stop):
    """Declining puts the draft away; what was published goes on holding."""
    carer_id, _ = first_stop
    body = {"kind": "carer_absent", "carer_id": carer_id}
    event = client.post("/events", json=body, headers=boss).json()
    answer = client.post(f"/events/{event['event_id']}/decline", headers=boss)
    assert answer.json() == {
        "event_id": event["event_id"],
        "status": "declined",
        "plan_id": None,
        "version": None,
    }
    shown = client.get(f"/events/{event['event_id']}", headers=boss).json()
    assert shown["status"] == "declined"
    assert shown["plan_id"] is None


def test_a_closed_door_is_a_fact_at_once(client, boss, service, first_stop, clock):
    """The record and the case are there before anything is decided."""
    carer_id, stop = first_stop
    clock.instant += timedelta(seconds=stop.start + 600 - (7 * 3600 + 40 * 60))
    body = {"kind": "no_answer", "carer_id": carer_id, "senior_id": stop.senior_id}
    answer = client.post("/events", json=body, headers=boss)
    assert answer.status_code == 201, answer.text
    assert answer.json()["case_id"]
    with service.database.reading() as session:
        rows = session.query(VisitRow).filter_by(date=TODAY)
        found = [(row.senior_id, row.outcome) for row in rows]
    assert found == [(stop.senior_id, "no_answer")]


def test_a_senior_in_hospital_leaves_the_plan_with_the_coordinators_word(
    client, boss, service, first_stop
):
    """Only accepting pauses the senior in the data."""
    _, stop = first_stop
    body = {
        "kind": "senior_paused",
        "senior_id": stop.senior_id,
        "status": "hospital",
    }
    event = client.post("/events", json=body, headers=boss).json()
    with service.database.reading() as session:
        assert session.get_one(SeniorRow, stop.senior_id).status == "active"
    client.post(f"/events/{event['event_id']}/accept", headers=boss)
    with service.database.reading() as session:
        assert session.get_one(SeniorRow, stop.senior_id).status == "hospital"
        planned = {
            one.senior_id
            for route in service.plans.routes_on(session, TODAY)
            for one in route.stops
        }
    assert stop.senior_id not in planned


def test_a_proposal_is_too_late_once_its_visits_have_begun(
    client, boss, first_stop, clock
):
    """Accepting at noon what was proposed at 07:40 is refused in words."""
    carer_id, _ = first_stop
    body = {"kind": "carer_absent", "carer_id": carer_id}
    event = client.post("/events", json=body, headers=boss).json()
    clock.instant += timedelta(hours=4)
    answer = client.post(f"/events/{event['event_id']}/accept", headers=boss)
    assert answer.status_code == 409
    assert answer.json()["error"] == "outdated"


def test_what_does_not_fit_is_told_all_at_once(client, boss, first_stop):
    """Unknown people are named, each with its pointer, and nothing is kept."""
    body = {"kind": "visit_overrun", "carer_id": "C999", "senior_id": "S999"}
    answer = client.post("/events", json=body | {"minutes": 30}, headers=boss)
    assert answer.status_code == 422
    pointers = {problem["pointer"] for problem in answer.json()["problems"]}
    assert {"/carer_id", "/senior_id"} <= pointers
    assert client.get("/events", headers=boss).json() == {"events": []}


@pytest.mark.parametrize("role", [UserRole.CARER, UserRole.AUDITOR])
def test_only_the_coordinator_changes_the_day(client, token, role):
    """Nobody else may report an event."""
    body = {"kind": "carer_absent", "carer_id": "C01"}
    answer = client.post("/events", json=body, headers=token(role))
    assert answer.status_code == 403


def test_a_plan_published_for_tomorrow_is_kept_when_today_goes_wrong(
    client, boss, service, first_stop, published
):
    """Today's change is made on all that holds, tomorrow's newer plan included."""
    tomorrow = published(first_day=TODAY + timedelta(days=1), days=1)
    carer_id, _ = first_stop
    body = {"kind": "carer_absent", "carer_id": carer_id}
    event = client.post("/events", json=body, headers=boss).json()
    assert event["base_plan_id"] == tomorrow
    with service.database.reading() as session:
        held = service.plans.routes_on(session, TODAY)
    before = [route.model_dump(mode="json", by_alias=True) for route in held]
    assert not [route for route in event["routes"] if route in before]
    answer = client.post(f"/events/{event['event_id']}/accept", headers=boss)
    assert answer.status_code == 200
