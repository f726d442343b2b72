"""The trail is read by those who oversee, page by page, and names nobody."""

from datetime import timedelta

import pytest

from api.services.callers import UserRole


@pytest.fixture
def trail(client, token):
    """Return a reader of the trail, for an auditor."""
    headers = token(UserRole.AUDITOR)

    def read(**query):
        answer = client.get("/audit", headers=headers, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


def test_the_newest_entries_come_first_and_pages_join(trail, small, client, token):
    """Pages of two put together are the whole trail, without doubles."""
    client.get("/seniors/S01", headers=token())
    trail()
    whole = trail(limit=1000)["items"]
    ids = [entry["audit_id"] for entry in whole]
    assert ids == sorted(ids, reverse=True)
    found, after = [], {}
    while True:
        page = trail(limit=2, **after)
        found += page["items"]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    assert found == whole


def test_the_trail_is_searched_by_ids(trail, small, client, token, clock):
    """By actor, record, action or part of it, and time."""
    client.get("/seniors/S01", headers=token())
    clock.instant += timedelta(hours=1)
    other = token()
    client.get("/seniors/S02", headers=other)
    user_id = client.get("/me", headers=other).json()["user_id"]
    [by_actor] = trail(actor=user_id)["items"]
    assert by_actor["subject"] == "senior S02"
    assert by_actor["at"] == "2026-11-23T08:40:00+08:00"
    assert len(trail(subject="senior S01")["items"]) == 1
    assert len(trail(action="senior")["items"]) == 2
    assert len(trail(action="senior.read")["items"]) == 2
    assert len(trail(action="sen")["items"]) == 0
    assert len(trail(action="senior", since="2026-11-23T08:00:00+08:00")["items"]) == 1


def test_an_import_names_nobody(trail, small):
    """No senior's or carer's name or telephone number is in the trail."""
    text = str(trail(limit=1000))
    for person in (*small.seniors, *small.carers):
        assert person.name not in text
        assert person.phone not in text


def test_only_those_who_oversee_read_the_trail(client, token, small):
    """Organisations and carers do not; an invented cursor is refused."""
    for role in (UserRole.ORGANISATION, UserRole.CARER):
        assert client.get("/audit", headers=token(role)).status_code == 403
    answer = client.get("/audit?after=x", headers=token())
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["pointer"] == "/query/after"
