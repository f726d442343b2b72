"""The making of a plan is told as it goes on, and the telling ends."""

import json

import pytest

from api.jobs.dispatcher import Dispatcher
from api.services.callers import UserRole
from api.store.tables import JobRow, PlanRow


def told(client, headers, plan_id):
    """Return the events of a whole stream as pairs of name and data."""
    answer = client.get(f"/plans/{plan_id}/events", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    blocks = answer.text.replace("\r\n", "\n").split("\n\n")
    events = [
        dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        for block in blocks
    ]
    return [(e["event"], json.loads(e["data"])) for e in events if "event" in e]


def test_a_plan_is_watched_from_the_queue_to_the_draft(client, token, service, small):
    """Progress comes first, with a phase; the last event is that it is done."""
    headers = token()
    wish = {"days": 1, "time_limit": 3}
    plan_id = client.post("/plans", headers=headers, json=wish).json()["plan_id"]
    dispatcher = Dispatcher(service)
    dispatcher.start()
    try:
        events = told(client, headers, plan_id)
    finally:
        dispatcher.close()
    assert {name for name, _ in events[:-1]} == {"progress"}
    assert any(data["job"]["seconds_left"] is not None for _, data in events)
    assert events[-1][0] == "done"
    assert events[-1][1]["status"] == "draft"


@pytest.mark.parametrize(("status", "last"), [("draft", "done"), ("failed", "failed")])
def test_who_comes_late_is_told_how_it_ended(
    client, token, database, draft, status, last
):
    """A stream opened after the end has that one event."""
    plan_id = draft()
    with database.writing() as session:
        session.get_one(PlanRow, plan_id).status = status
    events = told(client, token(), plan_id)
    assert [name for name, _ in events] == [last]


def test_a_failed_plan_says_why(client, token, database, small):
    """The findings are in the envelope's form, in the language asked for."""
    headers = token() | {"Accept-Language": "en"}
    plan_id = client.post("/plans", headers=headers, json={}).json()["plan_id"]
    problem = {"pointer": "/travel.csv", "says": "no way", "value": None}
    envelope = {"error": "invalid", "detail": "1 thing", "problems": [problem]}
    with database.writing() as session:
        session.get_one(PlanRow, plan_id).status = "failed"
        job = session.get_one(JobRow, plan_id)
        job.status, job.error = "failed", {"en": envelope, "zh": envelope}
    ((_, data),) = told(client, headers, plan_id)
    assert data["job"]["error"] == envelope


def test_only_who_may_see_plans_watches(client, token, draft):
    """A carer is refused; of an unknown plan there is nothing to watch."""
    worker = token(UserRole.CARER, carer_id="C01")
    assert client.get(f"/plans/{draft()}/events", headers=worker).status_code == 403
    assert client.get("/plans/P0/events", headers=token()).status_code == 404
