"""People are read in scope and changed with every check at once; all is noted."""

import pytest
from sqlalchemy import select

from api.services.callers import UserRole
from api.store.tables import AuditRow


def record(client, headers, senior_id):
    """Return a senior's record as it is answered."""
    return client.get(f"/seniors/{senior_id}", headers=headers).json()


def trail(database, action):
    """Return the details of an action's entries, oldest first."""
    with database.reading() as session:
        entries = select(AuditRow).where(AuditRow.action == action)
        return [
            (row.subject, row.detail)
            for row in session.scalars(entries.order_by(AuditRow.audit_id))
        ]


def test_seniors_are_read_page_by_page(client, token, small, database):
    """Every senior comes once, by id; each page leaves one entry in the trail."""
    headers, found, after = token(), [], None
    while True:
        query = "&after=" + after if after else ""
        page = client.get(f"/seniors?limit=5{query}", headers=headers).json()
        found += [senior["senior_id"] for senior in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert found == sorted(senior.senior_id for senior in small.seniors)
    pages = -(-len(small.seniors) // 5)
    assert len(trail(database, "seniors.read")) == pages


def test_reading_a_record_is_noted_once_a_minute(client, token, small, database):
    """Two reads of one record within a minute are one entry; it has no name."""
    headers, first = token(), small.seniors[0]
    assert record(client, headers, first.senior_id)["name"] == first.name
    record(client, headers, first.senior_id)
    assert trail(database, "senior.read") == [(f"senior {first.senior_id}", {})]


def test_a_record_read_and_put_back_changes_nothing(client, token, small, database):
    """What GET answers, PUT takes; where nothing differs, nothing is noted."""
    headers = token()
    for senior in small.seniors:
        old = record(client, headers, senior.senior_id)
        path = f"/seniors/{senior.senior_id}"
        answer = client.put(path, headers=headers, json=old)
        assert answer.status_code == 200
        assert answer.json() == {"senior": old, "warnings": []}
    assert trail(database, "senior.change") == []


def test_a_new_senior_after_a_fall(client, token, small, database):
    """A senior who is added is there at once, and in the trail without a name."""
    headers, near = token(), small.seniors[0]
    body = {"name": "新老人", "tag": "red", "lat": near.lat, "lon": near.lon}
    answer = client.put("/seniors/S900", headers=headers, json=body)
    assert answer.status_code == 201
    assert record(client, headers, "S900")["name"] == "新老人"
    assert trail(database, "senior.add") == [("senior S900", {"tag": "red"})]


def test_a_change_is_noted_without_what_tells_who_it_is(client, token, small, database):
    """The trail has the values of the tag before and after, of the phone nothing."""
    headers, first = token(), small.seniors[0]
    old = record(client, headers, first.senior_id)
    tag = "green" if old["tag"] == "red" else "red"
    body = old | {"tag": tag, "phone": "000-0000-9999"}
    assert client.put(
        f"/seniors/{first.senior_id}", headers=headers, json=body
    ).is_success
    [(_, detail)] = trail(database, "senior.change")
    assert detail == {"fields": ["tag", "phone"], "tag": [old["tag"], tag]}


def test_all_that_is_wrong_is_said_at_once(client, token, small):
    """Three things the rows of a file would be refused for come in one answer."""
    headers, first = token(), small.seniors[0]
    body = record(client, headers, first.senior_id) | {
        "avoid": ["C99"],
        "last_visit": "2026-12-24",
        "lon": None,
    }
    answer = client.put(f"/seniors/{first.senior_id}", headers=headers, json=body)
    assert answer.status_code == 422
    pointers = {problem["pointer"] for problem in answer.json()["problems"]}
    assert pointers == {"/avoid", "/last_visit", "/lon"}


LATER = {"after": "30-60", "second_skills": ["注射"], "prefer_windows": ["09:00-10:00"]}


def test_who_comes_second_is_saved_and_read_back(client, token, small):
    """Two carers are meant where none are named; the rest comes back as it was."""
    headers, first = token(), small.seniors[0]
    body = record(client, headers, first.senior_id) | LATER
    del body["carers_needed"]
    answer = client.put(f"/seniors/{first.senior_id}", headers=headers, json=body)
    assert answer.status_code == 200
    kept = record(client, headers, first.senior_id)
    assert {key: kept[key] for key in LATER} == LATER
    assert kept["carers_needed"] == 2
    assert [w["pointer"] for w in answer.json()["warnings"]] == ["/second_skills"]


@pytest.mark.parametrize(
    ("change", "pointer", "said"),
    [
        ({"after": "30-60", "carers_needed": 1}, "/after", "人数应为 2"),
        ({"after": "60-30", "carers_needed": 2}, "/after", "先小后大"),
        ({"after": "soon", "carers_needed": 2}, "/after", "例如 30-60"),
        ({"second_skills": ["注射"]}, "/second_skills", "没有后到的人"),
        ({"prefer_windows": ["10:00-09:00"]}, "/prefer_windows/0", "例如 08:30-11:30"),
    ],
)
def test_a_second_whom_nobody_can_be_is_refused(
    client, token, small, change, pointer, said
):
    """The answer names the field and says in words what would be right."""
    headers, first = token(), small.seniors[0]
    body = record(client, headers, first.senior_id) | change
    answer = client.put(f"/seniors/{first.senior_id}", headers=headers, json=body)
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["pointer"] == pointer
    assert said in problem["says"]


def test_what_is_only_odd_is_saved_and_told(client, token, small):
    """A skill that nobody has is a warning; a wish for an unknown carer is dropped."""
    headers, first = token(), small.seniors[0]
    old = record(client, headers, first.senior_id)
    body = old | {"skills": ["飞行"], "prefer": ["C99"]}
    answer = client.put(f"/seniors/{first.senior_id}", headers=headers, json=body)
    assert answer.status_code == 200
    saved = answer.json()
    assert saved["senior"]["skills"] == ["飞行"]
    assert saved["senior"]["prefer"] == []
    assert {w["pointer"] for w in saved["warnings"]} == {"/skills", "/prefer"}


def test_warnings_speak_the_readers_language(client, token, small):
    """English comes where it is asked for."""
    headers, first = token() | {"Accept-Language": "en"}, small.seniors[0]
    body = record(client, headers, first.senior_id) | {"skills": ["flying"]}
    answer = client.put(f"/seniors/{first.senior_id}", headers=headers, json=body)
    assert "no carer" in answer.json()["warnings"][0]["says"]


def test_a_senior_without_travel_times_is_refused(client, token, small, database):
    """Where the community gives its own travel times, a new home must be in them."""
    from api.store.community import carers_of, save_travel, seniors_of
    from scheduler.travel.estimate import estimate
    from scheduler.travel.table import to_rows

    with database.writing() as session:
        seniors, carers = seniors_of(session), carers_of(session)
        times = estimate(small.policy, seniors, carers)
        save_travel(session, to_rows(times, carers))
    headers = token()
    body = {"name": "新老人", "tag": "red"}
    answer = client.put("/seniors/S900", headers=headers, json=body)
    assert answer.status_code == 422
    [problem] = answer.json()["problems"]
    assert "qixiu db import" in problem["says"]
    assert "S900" in str(problem["value"])
    assert client.get("/seniors/S900", headers=headers).status_code == 404


def test_an_address_and_a_record_name_one_person(client, token, small):
    """A record of another id than its address is refused, and so is a strange id."""
    headers = token()
    body = {"senior_id": "S002", "name": "某", "tag": "red", "lat": 32, "lon": 118.8}
    assert client.put("/seniors/S001", headers=headers, json=body).status_code == 422
    body["senior_id"] = ""
    for strange in ("Ｓ９００", " S900", "S900 "):
        answer = client.put(f"/seniors/{strange}", headers=headers, json=body)
        assert answer.status_code == 422


def test_a_changed_carer_leaves_seniors_without_anybody(client, token, small):
    """When the only carer with a skill loses it, the seniors concerned are told."""
    headers = token()
    skilled = next(s for s in small.seniors if s.skills)
    told = set()
    for carer in small.carers:
        path = f"/carers/{carer.carer_id}"
        body = client.get(path, headers=headers).json() | {"skills": []}
        answer = client.put(path, headers=headers, json=body).json()
        told |= {warning["value"] for warning in answer["warnings"]}
    assert skilled.senior_id in told


def test_a_carer_is_added_and_put_back(client, token, small, database):
    """What GET answers of carers, PUT takes; a new one is 201."""
    headers = token()
    carers = client.get("/carers", headers=headers).json()["items"]
    for old in carers:
        answer = client.put(f"/carers/{old['carer_id']}", headers=headers, json=old)
        assert answer.json()["carer"] == old
    new = {"name": "新人", "role": "helper"}
    assert client.put("/carers/C90", headers=headers, json=new).status_code == 201
    assert trail(database, "carer.change") == []


def test_a_roster_is_read_changed_and_noted(client, token, small, database):
    """Rows put in place of the old ones are read back; the trail has the difference."""
    headers, carer_id = token(), small.carers[0].carer_id
    path = f"/carers/{carer_id}/roster"
    old = client.get(path, headers=headers).json()
    assert client.put(path, headers=headers, json={"rows": old["rows"]}).json() == old
    leave = {"day": "2026-11-24", "kind": "leave"}
    rows = [*old["rows"], leave]
    new = client.put(path, headers=headers, json={"rows": rows}).json()
    assert new["rows"][-1]["day"] == "2026-11-24"
    assert client.get(path, headers=headers).json()["rows"] == new["rows"]
    [(_, detail)] = trail(database, "roster.change")
    assert detail == {"removed": [], "added": ["2026-11-24 00:00-24:00 leave"]}


def test_a_roster_that_overlaps_is_refused(client, token, small):
    """Two shifts at once are pointed to by their row."""
    headers, carer_id = token(), small.carers[0].carer_id
    rows = [
        {"day": "mon", "start": "08:00", "end": "12:00"},
        {"day": "mon", "start": "11:00", "end": "15:00"},
        {"day": "tue", "start": "08:00", "end": "12:00", "carer_id": carer_id},
    ]
    path = f"/carers/{carer_id}/roster"
    answer = client.put(path, headers=headers, json={"rows": rows})
    assert answer.status_code == 422
    assert [p["pointer"] for p in answer.json()["problems"]] == ["/rows/1/start"]
    rows[1] |= {"day": "wed", "carer_id": "C99"}
    answer = client.put(path, headers=headers, json={"rows": rows})
    assert [p["pointer"] for p in answer.json()["problems"]] == ["/rows/1/carer_id"]


def test_the_policy_is_read_changed_and_noted(client, token, small, database):
    """One changed interval is one entry with its values; the same again is none."""
    headers = token()
    policy = client.get("/policy", headers=headers).json()
    policy["tags"]["green"]["interval_days"] = 8
    for _ in range(2):
        assert client.put("/policy", headers=headers, json=policy).is_success
    assert client.get("/policy", headers=headers).json() == policy
    changed = {"tags.green.interval_days": [7, 8]}
    assert trail(database, "policy.change") == [("policy", {"changed": changed})]


def test_a_policy_that_contradicts_itself_is_refused(client, token, small):
    """Every contradiction is pointed to, an unknown time zone too."""
    headers = token()
    policy = client.get("/policy", headers=headers).json()
    policy["tags"]["red"]["min_gap_days"] = 5
    policy["community"]["timezone"] = "Moon/Crater"
    answer = client.put("/policy", headers=headers, json=policy)
    assert answer.status_code == 422
    assert {p["pointer"] for p in answer.json()["problems"]} == {
        "/tags/red/min_gap_days",
        "/community/timezone",
    }


def test_a_policy_tells_whom_it_leaves_out(client, token, small):
    """Where only police may visit, those who ask for a skill are told by their id."""
    headers = token()
    policy = client.get("/policy", headers=headers).json()
    for rule in policy["tags"].values():
        rule["roles"] = ["police"]
    answer = client.put("/policy", headers=headers, json=policy).json()
    told = {warning["value"] for warning in answer["warnings"]}
    assert {s.senior_id for s in small.seniors if s.skills} <= told


def test_an_organisation_sees_its_own(client, token, small):
    """It reads its own carers and nobody else's, and changes nobody."""
    name = next(c.organisation for c in small.carers if c.organisation)
    headers = token(UserRole.ORGANISATION, organisation=name)
    own = {c.carer_id for c in small.carers if c.organisation == name}
    seen = client.get("/carers", headers=headers).json()["items"]
    assert {carer["carer_id"] for carer in seen} == own
    other = next(c for c in small.carers if c.organisation != name)
    path = f"/carers/{other.carer_id}"
    assert client.get(path, headers=headers).status_code == 404
    assert client.get(f"{path}/roster", headers=headers).status_code == 404
    mine = f"/carers/{min(own)}"
    body = client.get(mine, headers=headers).json()
    assert client.put(mine, headers=headers, json=body).status_code == 403


@pytest.mark.parametrize("role", [UserRole.AUDITOR, UserRole.CARER])
def test_neither_auditor_nor_carer_reads_records(client, token, small, role):
    """Auditors get numbers and carers their own route, no records."""
    headers = token(role, carer_id=small.carers[0].carer_id)
    for path in ("/seniors", f"/seniors/{small.seniors[0].senior_id}", "/carers"):
        assert client.get(path, headers=headers).status_code == 403


def test_people_can_be_added_to_an_empty_database(client, token):
    """The first carer, roster and senior need no import."""
    headers = token()
    carer = {"name": "李", "role": "helper"}
    assert client.put("/carers/C01", headers=headers, json=carer).status_code == 201
    rows = {"rows": [{"day": "mon", "start": "08:30", "end": "11:30"}]}
    assert client.put("/carers/C01/roster", headers=headers, json=rows).is_success
    senior = {"name": "王", "tag": "red", "lat": 31.99, "lon": 118.77}
    assert client.put("/seniors/S01", headers=headers, json=senior).status_code == 201
