"""A senior's timeline says what was, what is open, and what comes next and why."""

from datetime import date, timedelta

import pytest

from api.services.callers import UserRole
from scheduler.domain.records import last_valid_dates

MONDAY = date(2026, 11, 23)


@pytest.fixture
def timeline(client, token):
    """Return a reader of timelines, in English."""
    headers = token() | {"Accept-Language": "en"}

    def read(senior_id):
        answer = client.get(f"/seniors/{senior_id}/timeline", headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


def stops_of(service, plan_id):
    """Return the day and carer of each senior's first stop in a plan."""
    with service.database.reading() as session:
        plan = service.plans.of(session, plan_id)
    first = {}
    for route, stop in sorted(plan.stops(), key=lambda one: one[0].date):
        first.setdefault(stop.senior_id, (route, stop))
    return first


def test_past_visits_are_told_newest_first(timeline, small):
    """Every recorded visit is there with its outcome; valid ones make the faces."""
    last = last_valid_dates(small.records)
    for senior in small.seniors:
        told = timeline(senior.senior_id)
        own = [one for one in small.records if one.senior_id == senior.senior_id]
        days = [one["date"] for one in told["visits"]]
        assert days == sorted((one.date.isoformat() for one in own), reverse=True)
        valid = sum(one.outcome.is_valid for one in own)
        assert sum(face["visits"] for face in told["faces"]) == valid
        if senior.senior_id in last:
            day = max(last[senior.senior_id], senior.last_visit or date.min)
            assert told["last_valid_visit"] == day.isoformat()


def test_the_next_visit_is_explained(timeline, published, service, small):
    """Of everybody with a stop it says when, by whom, and the facts behind it."""
    first = stops_of(service, published())
    for senior in small.seniors:
        told = timeline(senior.senior_id)["next"]
        if senior.senior_id not in first:
            assert told is None
            continue
        route, stop = first[senior.senior_id]
        assert told["date"] == route.date.isoformat()
        assert route.carer_id in {one["carer_id"] for one in told["carers"]}
        assert told["why_then"][0].startswith(f"due {stop.due:%m-%d}")
        wished = any("wishes for" in fact for fact in told["why_them"])
        came = {one["carer_id"] for one in told["carers"]}
        assert wished == bool(came & set(senior.prefer))
        assert any("carers have the role" in fact for fact in told["why_them"])
        assert not told["pinned"]


def test_once_told_the_next_visit_is_a_later_one(
    timeline, published, service, client, token
):
    """With an outcome recorded, today's visit is past and no longer the next."""
    first = stops_of(service, published())
    senior_id, (route, _) = next(
        (key, one) for key, one in first.items() if one[0].date == MONDAY
    )
    visit = {
        "senior_id": senior_id,
        "carer_id": route.carer_id,
        "date": "2026-11-23",
        "outcome": "completed",
    }
    client.post("/visits", headers=token(), json={"visits": [visit]})
    told = timeline(senior_id)
    assert told["visits"][0]["date"] == told["last_valid_visit"] == "2026-11-23"
    assert told["next"] is None or told["next"]["date"] > "2026-11-23"


def test_changes_and_cases_are_told(timeline, small, client, token):
    """Another tag is there with its values; a closed door with its case."""
    headers, first = token(), small.seniors[0]
    path = f"/seniors/{first.senior_id}"
    body = client.get(path, headers=headers).json() | {"tag": "green", "name": "某人"}
    assert client.put(path, headers=headers, json=body).is_success
    visit = {
        "senior_id": first.senior_id,
        "carer_id": small.carers[0].carer_id,
        "date": "2026-11-23",
        "outcome": "no_answer",
    }
    assert client.post("/visits", headers=headers, json={"visits": [visit]}).is_success
    told = timeline(first.senior_id)
    [change] = told["changes"]
    assert change["fields"] == ["name", "tag"]
    assert change["values"] == {"tag": [first.tag.value, "green"]}
    assert [case["kind"] for case in told["cases"]] == ["no_answer"]


def test_lateness_grows_with_the_days(timeline, small, clock):
    """A senior who is not seen is a day later every day."""
    senior_id = small.seniors[0].senior_id
    clock.instant += timedelta(days=20)
    late = timeline(senior_id)["days_late"]
    assert late > 0
    clock.instant += timedelta(days=1)
    assert timeline(senior_id)["days_late"] == late + 1


def test_nobody_reads_of_strangers(client, token, small):
    """Out of scope there is no timeline; auditors and carers read none."""
    path = f"/seniors/{small.seniors[0].senior_id}/timeline"
    for role, status in (
        (UserRole.AUDITOR, 403),
        (UserRole.CARER, 403),
        (UserRole.ORGANISATION, 404),
    ):
        headers = token(role, organisation="别处", carer_id="C01")
        assert client.get(path, headers=headers).status_code == status
    assert client.get("/seniors/S999/timeline", headers=token()).status_code == 404
