"""The morning's list says what is missing in the data, and of whom."""

from api.services.callers import UserRole


def gaps_of(client, headers):
    """Return the gaps by table, id and field."""
    answer = client.get("/gaps", headers=headers)
    assert answer.status_code == 200, answer.text
    return {(one["table"], one["id"], one["field"]) for one in answer.json()["gaps"]}


def test_a_change_that_hurts_is_a_gap_until_it_is_mended(client, token, small):
    """Nobody's skill, no telephone and no end of a pause come and go with the data."""
    headers, first = token(), small.seniors[0]
    path = f"/seniors/{first.senior_id}"
    before, record = gaps_of(client, headers), client.get(path, headers=headers).json()
    hurt = {"skills": ["飞行"], "phone": "", "status": "hospital"}
    assert client.put(path, headers=headers, json=record | hurt).is_success
    who = first.senior_id
    assert gaps_of(client, headers) - before >= {
        ("seniors", who, "skills"),
        ("seniors", who, "phone"),
        ("seniors", who, "status_until"),
    }
    assert client.put(path, headers=headers, json=record).is_success
    assert gaps_of(client, headers) == before


def test_who_has_no_shift_is_a_gap(client, token, small):
    """A carer without rows in the roster is told, not the others."""
    headers, carer_id = token(), small.carers[0].carer_id
    assert ("carers", carer_id, "") not in gaps_of(client, headers)
    path = f"/carers/{carer_id}/roster"
    assert client.put(path, headers=headers, json={"rows": []}).is_success
    assert ("carers", carer_id, "") in gaps_of(client, headers)


def test_never_visited_is_a_gap(client, token, small):
    """Of whom no valid visit is recorded, that is told."""
    visited = {one.senior_id for one in small.records if one.outcome.is_valid}
    never = {
        ("seniors", one.senior_id, "last_visit")
        for one in small.seniors
        if one.last_visit is None and one.senior_id not in visited
    }
    found = gaps_of(client, token())
    assert {gap for gap in found if gap[2] == "last_visit"} == never


def test_an_empty_database_is_one_gap_a_table(client, token):
    """Before any data the tables themselves are what is missing."""
    assert {(table, key) for table, key, _ in gaps_of(client, token())} == {
        ("seniors", ""),
        ("carers", ""),
        ("shifts", ""),
    }


def test_gaps_are_the_coordinators(client, token, small):
    """They name people; nobody else gets them."""
    for role in (UserRole.ORGANISATION, UserRole.AUDITOR, UserRole.CARER):
        headers = token(role, organisation="示例甲社", carer_id="C01")
        assert client.get("/gaps", headers=headers).status_code == 403
