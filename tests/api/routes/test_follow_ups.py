"""What is to be done after visits, until a person has done it."""

from datetime import date

import pytest

from api.services.callers import UserRole

TODAY = date(2026, 11, 23)


@pytest.fixture
def boss(token):
    """Return a coordinator's headers."""
    return token()


@pytest.fixture
def todo(client, small, boss):
    """Return a maker of follow-ups at a visit of C01."""

    def make(senior_id: str, day: int) -> int:
        follow_up = {
            "what": "换灯泡",
            "owner": "张主任",
            "deadline": f"2026-11-{day}T12:00:00+08:00",
        }
        visit = {
            "senior_id": senior_id,
            "date": str(TODAY),
            "carer_id": "C01",
            "outcome": "completed",
            "follow_ups": [follow_up],
        }
        answer = client.post("/visits", json={"visits": [visit]}, headers=boss).json()
        path = f"/visits/{answer['visit_ids'][0]}"
        return client.get(path, headers=boss).json()["follow_ups"][0]["follow_up_id"]

    return make


def test_open_follow_ups_come_by_deadline(todo, client, boss):
    """The most urgent first, those that are late marked."""
    later, late = todo("S01", 25), todo("S02", 22)
    listed = client.get("/follow-ups", headers=boss).json()["items"]
    assert [(one["follow_up_id"], one["late"]) for one in listed] == [
        (late, True),
        (later, False),
    ]


def test_a_person_has_done_it(todo, client, boss):
    """Done it leaves the list; done again the same way it stays done."""
    number = todo("S01", 25)
    path, body = f"/follow-ups/{number}/done", {"by": "张主任", "note": "已换"}
    first = client.post(path, json=body, headers=boss)
    assert first.status_code == 200, first.text
    assert first.json()["done_at"] == "2026-11-23T07:40:00+08:00"
    assert client.post(path, json=body, headers=boss).json() == first.json()
    other = client.post(path, json={"by": "别人"}, headers=boss)
    assert other.status_code == 409
    assert client.get("/follow-ups", headers=boss).json()["items"] == []


def test_what_is_not_there_cannot_be_done(todo, client, boss):
    """Unknown numbers are not found, done by nobody is refused."""
    number = todo("S01", 25)
    path = "/follow-ups/{}/done"
    for there, status in ((number + 1, 404), (0, 422), (2**70, 422)):
        answer = client.post(path.format(there), json={"by": "张"}, headers=boss)
        assert answer.status_code == status
    answer = client.post(path.format(number), json={"by": " "}, headers=boss)
    assert answer.status_code == 422


def test_an_organisation_has_its_own_seniors_follow_ups(todo, client, token):
    """Another organisation's are not there."""
    number = todo("S12", 25)
    stranger = token(UserRole.ORGANISATION, organisation="示例辅警队")
    own = token(UserRole.ORGANISATION, organisation="示例甲社")
    path, body = f"/follow-ups/{number}/done", {"by": "张"}
    assert client.get("/follow-ups", headers=stranger).json()["items"] == []
    assert client.post(path, json=body, headers=stranger).status_code == 404
    assert client.post(path, json=body, headers=own).status_code == 200
