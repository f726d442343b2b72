"""Plans compared, checked and changed by hand over the web."""

import json
from datetime import timedelta

import pytest

from api.services.pins import pinned_from
from api.services.plans import content_of, plan_json, plan_row
from scheduler.domain.plan import VisitKey


def visit_of(service, plan_id, day=None):
    """Return a visit of a plan by one carer: senior, date, carer."""
    with service.database.reading() as session:
        plan = content_of(session, plan_id)
    return next(
        (stop.senior_id, route.date, route.carer_id)
        for route, stop in plan.stops()
        if not stop.partners and day in (None, route.date)
    )


def left_out(senior_id, day):
    return {"senior_id": senior_id, "date": day.isoformat(), "carer_ids": []}


def test_a_plan_does_not_differ_from_itself(client, token, draft):
    """Comparing a plan with itself finds nothing."""
    plan_id = draft()
    answer = client.get(f"/plans/{plan_id}/diff/{plan_id}", headers=token())
    assert answer.json()["changes"] == []


def test_a_difference_is_told_with_names(client, token, service, published, small):
    """A visit left out is a change, in words with the senior's name."""
    headers, plan_id = token(), published()
    senior_id, day, _ = visit_of(service, plan_id)
    wish = left_out(senior_id, day)
    draft_id = client.post("/plans/today/move", headers=headers, json=wish).json()
    other = draft_id["plan_id"]
    answer = client.get(f"/plans/{plan_id}/diff/{other}", headers=headers).json()
    name = next(s.name for s in small.seniors if s.senior_id == senior_id)
    dropped = [c for c in answer["changes"] if c["kind"] == "dropped"]
    assert [c["senior_id"] for c in dropped] == [senior_id]
    assert f"{name}（{senior_id}）" in dropped[0]["says"]
    assert answer["kinds"]["dropped"] == 1


def test_a_plan_of_the_planner_breaks_no_rule(client, token, service, draft):
    """What a draft says passes the check, and is not stale."""
    plan_id = draft()
    with service.database.reading() as session:
        body = plan_json(content_of(session, plan_id))
    answer = client.post("/plans/check", headers=token(), json=body).json()
    assert (answer["violations"], answer["stale"]) == ([], False)
    assert answer["kpis"]["visits"] > 0


def test_a_hand_made_plan_is_told_what_it_breaks(client, token, service, draft):
    """A visit before its window is found, whoever wrote it and with whatever keys."""
    plan_id = draft()
    with service.database.reading() as session:
        body = plan_json(content_of(session, plan_id))
    body["routes"][0]["stops"][0]["start"] = "03:00:00"
    body["made_by"] = "hand"
    answer = client.post("/plans/check", headers=token(), json=body).json()
    assert "outside_window" in {one["rule"] for one in answer["violations"]}


NOT_PLANS = [
    "",
    "null",
    "[]",
    "{}",
    '{"plan_id": NaN}',
    '{"plan_id": "\\ud800"}',
    '{"first_day": "2199-12-31", "days": 366}',
    "[" * 10_000,
    '{"days": ' + "9" * 5_000 + "}",
    json.dumps({"routes": [{"stops": "S1"}], "unserved": 3, "kpis": {"visits": None}}),
]


@pytest.mark.parametrize("body", NOT_PLANS, ids=range(len(NOT_PLANS)))
def test_what_is_no_plan_is_said_to_be_none(client, token, small, body):
    """Any body has an answer in the envelope, never a failure of ours."""
    headers = token() | {"Content-Type": "application/json"}
    answer = client.post("/plans/check", headers=headers, content=body.encode())
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]


def test_a_plan_far_ahead_is_checked_too(client, token, service, draft):
    """The calendar's end is no trouble."""
    plan_id = draft()
    with service.database.reading() as session:
        body = plan_json(content_of(session, plan_id))
    body |= {"first_day": "2199-12-31", "days": 366}
    answer = client.post("/plans/check", headers=token(), json=body)
    assert answer.status_code == 200
    assert answer.json()["violations"]


def test_a_draft_is_changed_by_a_move(client, token, service, draft):
    """Leaving a visit out of a draft changes that draft, and prices it."""
    headers, plan_id = token(), draft()
    senior_id, day, _ = visit_of(service, plan_id)
    answer = client.post(
        f"/plans/{plan_id}/move", headers=headers, json=left_out(senior_id, day)
    )
    assert answer.status_code == 200
    body = answer.json()
    assert (body["plan_id"], body["new_draft"]) == (plan_id, False)
    assert body["cost"]["visits"] == -1
    assert body["cost"]["says"]
    with service.database.reading() as session:
        plan = content_of(session, plan_id)
    assert VisitKey(senior_id, day) not in plan.visits()
    assert client.post(f"/plans/{plan_id}/publish", headers=headers).is_success


def test_a_published_plan_is_changed_by_a_new_one(
    client, token, service, published, clock
):
    """A move makes a draft; what holds stays until it is published, pinned then."""
    headers, plan_id = token(), published()
    today = clock.today("Asia/Shanghai")
    senior_id, day, carer_id = visit_of(service, plan_id)
    wish = {
        "senior_id": senior_id,
        "date": day.isoformat(),
        "carer_ids": [carer_id],
    }
    body = client.post("/plans/today/move", headers=headers, json=wish).json()
    assert body["new_draft"]
    assert client.get("/pins", headers=headers).json()["pins"] == []
    assert client.get("/plans/today", headers=headers).json()["plan_id"] == plan_id
    answer = client.post(f"/plans/{body['plan_id']}/publish", headers=headers)
    assert answer.json()["version"] == 2
    pin = {k: wish[k] for k in ("senior_id", "date", "carer_ids")}
    assert client.get("/pins", headers=headers).json()["pins"] == [pin]
    with service.database.reading() as session:
        assert pinned_from(session, today) == {VisitKey(senior_id, day)}
    gone = client.delete(f"/pins/{senior_id}/{day}", headers=headers)
    assert gone.status_code == 204
    assert client.delete(f"/pins/{senior_id}/{day}", headers=headers).status_code == 404


def test_a_move_in_the_middle_of_a_plan_keeps_what_is_past(
    client, token, service, published, clock
):
    """On its second day a plan is moved from that day on only."""
    headers, plan_id = token(), published()
    clock.instant += timedelta(days=1)
    today = clock.today("Asia/Shanghai")
    senior_id, day, _ = visit_of(service, plan_id, today)
    wish = left_out(senior_id, day)
    body = client.post("/plans/today/move", headers=headers, json=wish).json()
    with service.database.reading() as session:
        row = plan_row(session, body["plan_id"])
        assert (row.first_day, row.base_plan_id) == (today, plan_id)


def test_a_move_that_breaks_a_rule_is_refused_with_it(client, token, service, draft):
    """A visit at night is refused, the rules named, and the draft as it was."""
    headers, plan_id = token(), draft()
    senior_id, day, carer_id = visit_of(service, plan_id)
    wish = {
        "senior_id": senior_id,
        "date": day.isoformat(),
        "carer_ids": [carer_id],
        "start": "03:00",
    }
    answer = client.post(f"/plans/{plan_id}/move", headers=headers, json=wish)
    assert (answer.status_code, answer.json()["error"]) == (409, "breaks_rules")
    assert answer.json()["problems"][0]["says"]


def test_a_move_of_what_is_not_there_says_all_that_is_wrong(client, token, draft):
    """Unknown people are named all at once, by JSON pointers."""
    wish = {"senior_id": "S999", "to_date": "2026-11-24", "carer_ids": ["C97", "C98"]}
    answer = client.post(f"/plans/{draft()}/move", headers=token(), json=wish)
    assert answer.status_code == 422
    pointers = {problem["pointer"] for problem in answer.json()["problems"]}
    assert {"/senior_id", "/carer_ids/0", "/carer_ids/1"} <= pointers


def test_a_move_sent_twice_is_made_once(client, token, service, draft):
    """The second of two equal moves with one key has the first's answer."""
    headers, plan_id = token() | {"Idempotency-Key": "k"}, draft()
    senior_id, day, _ = visit_of(service, plan_id)
    first, again = (
        client.post(
            f"/plans/{plan_id}/move", headers=headers, json=left_out(senior_id, day)
        )
        for _ in range(2)
    )
    assert again.status_code == 200
    assert first.json() == again.json()
