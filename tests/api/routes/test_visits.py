"""Results of visits: recorded once, corrected in the open, read within one's scope."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from api.services.callers import UserRole
from api.store.tables import AuditRow, CaseRow, FollowUpRow, VisitRow

TODAY = date(2026, 11, 23)
LEAK = {
    "what": "煤气阀门漏气",
    "owner": "张主任",
    "deadline": "2026-11-25T17:00:00+08:00",
}


def entry(senior_id: str = "S01", **changes):
    """Return a completed visit of today by C01."""
    common = {"date": str(TODAY), "carer_id": "C01", "outcome": "completed"}
    return {"senior_id": senior_id} | common | changes


@pytest.fixture
def send(client, small, token):
    """Return a sender of results, by default the coordinator's."""
    boss = token()

    def post(*entries, headers=boss, **more_headers):
        body = {"visits": list(entries)}
        return client.post("/visits", json=body, headers=headers | more_headers)

    return post


@pytest.fixture
def boss(token):
    """Return a coordinator's headers."""
    return token()


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_visit_is_recorded(send, client, boss):
    """What is sent reads back, with its local time and its follow-up."""
    sent = entry(minutes=18, note="好", follow_ups=[LEAK])
    sent["checklist"] = {"safety": {"ok": False, "note": "煤气有异味"}}
    answer = send(sent)
    assert answer.status_code == 200, answer.text
    assert (answer.json()["recorded"], answer.json()["already"]) == (1, 0)
    [visit_id] = answer.json()["visit_ids"]
    visit = client.get(f"/visits/{visit_id}", headers=boss).json()
    assert (visit["outcome"], visit["minutes"], visit["note"]) == (
        "completed",
        18,
        "好",
    )
    assert visit["checklist"]["safety"] == {"ok": False, "note": "煤气有异味"}
    assert visit["checklist"]["health"] is None
    assert visit["recorded_at"] == "2026-11-23T07:40:00+08:00"
    [follow_up] = visit["follow_ups"]
    assert {name: follow_up[name] for name in LEAK} == LEAK


def test_the_same_again_is_there_already(send, database):
    """Word for word the same result is counted and not stored twice."""
    first = send(entry(minutes=18, follow_ups=[LEAK])).json()
    before = count(database, VisitRow)
    again = send(entry(minutes=18, follow_ups=[LEAK]), entry("S02"))
    assert again.status_code == 200
    assert (again.json()["recorded"], again.json()["already"]) == (1, 1)
    assert again.json()["visit_ids"][0] == first["visit_ids"][0]
    assert count(database, VisitRow) == before + 1
    assert count(database, FollowUpRow) == 1


@pytest.mark.parametrize(
    "otherwise",
    [
        {"outcome": "partial"},
        {"minutes": 20},
        {"note": "又"},
        {"checklist": {"mind": {"ok": True}}},
        {"follow_ups": [LEAK]},
    ],
)
def test_other_words_are_a_conflict(send, database, otherwise):
    """A recorded result is never overwritten; the answer says how to correct it."""
    [visit_id] = send(entry()).json()["visit_ids"]
    before = count(database, VisitRow)
    answer = send(entry("S02"), entry(**otherwise))
    assert answer.status_code == 409
    assert answer.json()["error"] == "recorded_otherwise"
    [problem] = answer.json()["problems"]
    assert problem["pointer"] == "/visits/1"
    assert f"POST /visits/{visit_id}/corrections" in problem["says"]
    assert count(database, VisitRow) == before


def test_all_that_is_wrong_is_said_at_once(send, database):
    """Unknown people and impossible days come together, each with its pointer."""
    before = count(database, VisitRow)
    answer = send(
        entry(),
        entry("S99"),
        entry(carer_id="C99"),
        entry("S02", date=str(TODAY + timedelta(days=1))),
        entry("S02", date=str(TODAY - timedelta(days=61))),
        entry(),
    )
    assert answer.status_code == 422
    assert [problem["pointer"] for problem in answer.json()["problems"]] == [
        "/visits/5",
        "/visits/1/senior_id",
        "/visits/2/carer_id",
        "/visits/3/date",
        "/visits/4/date",
    ]
    assert count(database, VisitRow) == before


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"outcome": "gone"}, "/visits/0/outcome"),
        ({"minutes": 1441}, "/visits/0/minutes"),
        ({"attempt": 0}, "/visits/0/attempt"),
        ({"senior_id": "S01\x00"}, "/visits/0/senior_id"),
        ({"note": "\x00"}, "/visits/0/note"),
        ({"outcome": "missed", "minutes": 5}, "/visits/0"),
        ({"checklist": {"garden": {"ok": True}}}, "/visits/0/checklist/garden"),
        (
            {"follow_ups": [LEAK | {"deadline": "9999-12-31T23:59:00-14:00"}]},
            "/visits/0/follow_ups/0/deadline",
        ),
        ({"follow_ups": [LEAK | {"owner": " "}]}, "/visits/0/follow_ups/0/owner"),
    ],
)
def test_a_malformed_result_is_refused(send, wrong, pointer):
    """What cannot be true of any visit never reaches the database."""
    answer = send(entry() | wrong)
    assert answer.status_code == 422
    assert [problem["pointer"] for problem in answer.json()["problems"]] == [pointer]


def test_a_request_without_results_or_with_too_many_is_refused(send):
    """One to 500 results go in one request."""
    assert send().status_code == 422
    assert send(*[entry(attempt=n) for n in range(1, 502)]).status_code == 422
    assert send(*[entry(attempt=n) for n in range(1, 501)]).status_code == 200


def test_a_request_with_a_key_is_answered_the_same_again(send):
    """The first answer comes again; another request with the key is refused."""
    key = {"Idempotency-Key": "abc"}
    first = send(entry(), **key)
    assert send(entry(), **key).json() == first.json()
    other = send(entry("S02"), **key)
    assert other.status_code == 409
    assert other.json()["error"] == "key_reused"


def test_two_attempts_and_two_carers_are_different_results(send):
    """Senior, date, carer and attempt make the result; any of them makes another."""
    answer = send(
        entry(outcome="no_answer"),
        entry(attempt=2),
        entry(carer_id="C02"),
        entry("S02"),
    )
    assert answer.json()["recorded"] == 4
    assert len(set(answer.json()["visit_ids"])) == 4


def test_many_clients_at_once_lose_and_double_nothing(send, database):
    """Every result is there once, however many clients send it at the same time."""
    before = count(database, VisitRow)
    entries = [
        entry(f"S{number:02}", date=str(TODAY - timedelta(days=day)), attempt=7)
        for number in range(1, 13)
        for day in range(5)
    ]
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(send, [*entries, *reversed(entries)]))
    assert {answer.status_code for answer in answers} == {200}
    assert sum(answer.json()["recorded"] for answer in answers) == len(entries)
    assert count(database, VisitRow) == before + len(entries)


def test_the_clock_moves_at_once(send, service):
    """The problem of tomorrow knows the visit that was recorded today."""
    tomorrow = TODAY + timedelta(days=1)
    with service.database.reading() as session:
        assert service.problem(session, tomorrow, 1).senior["S12"].last_visit is None
    send(entry("S12"))
    with service.database.reading() as session:
        assert service.problem(session, tomorrow, 1).senior["S12"].last_visit == TODAY


def test_a_correction_keeps_the_first_entry(send, client, boss, database):
    """The record says what is right, the trail what it said before, and why."""
    [visit_id] = send(entry(minutes=18, note="在家")).json()["visit_ids"]
    path = f"/visits/{visit_id}/corrections"
    wanted = {"outcome": "absent", "minutes": None, "note": "", "why": "录错一行"}
    answer = client.post(path, json=wanted, headers=boss)
    assert answer.status_code == 200, answer.text
    visit = answer.json()
    assert (visit["outcome"], visit["minutes"], visit["note"]) == ("absent", None, "")
    [correction] = visit["corrections"]
    assert correction["why"] == "录错一行"
    assert correction["before"] == {
        "outcome": "completed",
        "minutes": 18,
        "note": "在家",
    }
    with database.reading() as session:
        trail = session.scalars(
            select(AuditRow.detail).where(AuditRow.action == "visit.correct")
        ).one()
    assert trail["before"] == {"outcome": "completed", "minutes": 18}
    assert trail["words"]["before"] == {"note": "在家"}


def test_auditors_learn_of_a_correction_but_not_what_somebody_wrote(
    send, client, boss, token
):
    """The trail shows them which fields changed; free words only the coordinator."""
    [visit_id] = send(entry(note="女儿在家")).json()["visit_ids"]
    path = f"/visits/{visit_id}/corrections"
    client.post(path, json={"note": "儿子在家", "why": "听错"}, headers=boss)
    trail = f"/audit?subject=visit {visit_id}&action=visit.correct"
    for headers, knows in ((boss, True), (token(UserRole.AUDITOR), False)):
        [found] = client.get(trail, headers=headers).json()["items"]
        assert found["detail"]["changed"] == ["note"]
        assert ("words" in found["detail"]) is knows


def test_the_same_correction_again_changes_nothing(send, client, boss, database):
    """A correction that was made already leaves no second entry in the trail."""
    [visit_id] = send(entry()).json()["visit_ids"]
    path, wanted = f"/visits/{visit_id}/corrections", {"minutes": 9, "why": "漏填"}
    first = client.post(path, json=wanted, headers=boss).json()
    assert client.post(path, json=wanted, headers=boss).json() == first
    assert len(first["corrections"]) == 1


def test_a_result_moves_to_the_senior_it_was_of(send, client, boss):
    """A line keyed in for the wrong senior is moved, with its follow-ups."""
    [visit_id] = send(entry(follow_ups=[LEAK])).json()["visit_ids"]
    path = f"/visits/{visit_id}/corrections"
    moved = client.post(path, json={"senior_id": "S02", "why": "看错行"}, headers=boss)
    assert moved.json()["senior_id"] == "S02"
    assert moved.json()["follow_ups"][0]["senior_id"] == "S02"
    assert moved.json()["corrections"][0]["before"] == {"senior_id": "S01"}


def test_a_correction_may_not_say_what_no_visit_could(send, client, boss):
    """A correction is checked like a new result, and never takes another's place."""
    [visit_id, other] = send(entry(), entry("S02", minutes=5)).json()["visit_ids"]
    path = f"/visits/{visit_id}/corrections"
    for wrong, status in (
        ({"carer_id": "C99"}, 422),
        ({"date": str(TODAY + timedelta(days=1))}, 422),
        ({"outcome": "missed", "minutes": 3}, 422),
        ({"senior_id": "S02"}, 409),
        ({}, 200),
    ):
        body = wrong | {"why": "试"}
        assert client.post(path, json=body, headers=boss).status_code == status
    assert client.post(path, json={"minutes": 4}, headers=boss).status_code == 422
    assert client.get(f"/visits/{other}", headers=boss).json()["minutes"] == 5


def test_an_old_result_can_still_be_corrected(send, client, boss, clock):
    """After the days in which results are recorded its day may stay as it is."""
    [visit_id] = send(entry()).json()["visit_ids"]
    clock.instant += timedelta(days=90)
    path = f"/visits/{visit_id}/corrections"
    answer = client.post(path, json={"minutes": 3, "why": "核对"}, headers=boss)
    assert answer.json()["minutes"] == 3


def test_a_day_is_read_page_by_page(send, client, boss):
    """All results of a day come once, in the order in which they were recorded."""
    sent = send(*(entry(f"S{n:02}") for n in range(1, 8))).json()["visit_ids"]
    read, after = [], ""
    while after is not None:
        query = f"?date={TODAY}&limit=3" + (f"&after={after}" if after else "")
        answer = client.get(f"/visits{query}", headers=boss).json()
        read += [visit["visit_id"] for visit in answer["items"]]
        after = answer["next"]
    assert read == sent


def test_reading_a_visit_is_in_the_trail(send, client, boss, database):
    """Who has read a result, and a day's results, can be told afterwards."""
    [visit_id] = send(entry()).json()["visit_ids"]
    client.get(f"/visits/{visit_id}", headers=boss)
    client.get("/visits", headers=boss)
    with database.reading() as session:
        subjects = set(
            session.scalars(
                select(AuditRow.subject).where(AuditRow.action.like("visit%.read"))
            )
        )
    assert subjects == {f"visit {visit_id}", f"day {TODAY}"}


def test_an_organisation_records_for_its_own(send, client, token, published):
    """Its own carer at a planned or known senior's; anybody else is not there."""
    published()
    own = token(UserRole.ORGANISATION, organisation="示例甲社")
    ok = send(entry(), headers=own)
    assert ok.status_code == 200, ok.text
    foreign = send(entry("S02", carer_id="C02"), headers=own)
    assert foreign.json()["problems"][0]["pointer"] == "/visits/0/carer_id"
    [theirs] = send(entry("S02", carer_id="C02")).json()["visit_ids"]
    assert client.get(f"/visits/{theirs}", headers=own).status_code == 404
    day = client.get("/visits", headers=own).json()["items"]
    assert {visit["carer_id"] for visit in day} == {"C01"}


def test_an_organisation_gains_no_sight_of_others_seniors(send, token, service, small):
    """Recording a visit to a stranger's home does not make the senior its own."""
    own = token(UserRole.ORGANISATION, organisation="示例辅警队")
    answer = send(entry("S12", carer_id="C04"), headers=own)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["pointer"] == "/visits/0/senior_id"


def test_a_carer_records_the_own_stops_of_today(
    send, client, token, published, service
):
    """Not those of yesterday, of another carer, or of somebody not on the route."""
    published()
    with service.database.reading() as session:
        routes = service.plans.routes_on(session, TODAY)
    mine = {s.senior_id for r in routes if r.carer_id == "C01" for s in r.stops}
    stranger = min({f"S{n:02}" for n in range(1, 13)} - mine)
    own = token(UserRole.CARER, carer_id="C01")
    assert send(entry(min(mine)), headers=own).status_code == 200
    assert send(entry(stranger), headers=own).status_code == 422
    assert send(entry(min(mine), carer_id="C02"), headers=own).status_code == 422
    yesterday = entry(min(mine), date=str(TODAY - timedelta(days=1)))
    assert send(yesterday, headers=own).status_code == 422
    [seen] = client.get("/visits", headers=own).json()["items"]
    assert seen["senior_id"] == min(mine)


def test_an_auditor_sees_and_records_no_visit(send, client, token):
    """Results are persons' records; auditors get numbers."""
    auditor = token(UserRole.AUDITOR)
    assert send(entry(), headers=auditor).status_code == 403
    assert client.get("/visits", headers=auditor).status_code == 403


def test_a_closed_door_opens_a_case_at_once(send, database):
    """A result without an answer tells the case that it has opened."""
    answer = send(entry(outcome="no_answer"), entry("S02")).json()
    with database.reading() as session:
        columns = (CaseRow.case_id, CaseRow.senior_id, CaseRow.kind, CaseRow.about)
        [case] = session.execute(select(*columns))
    [case_id] = answer["case_ids"]
    assert tuple(case) == (case_id, "S01", "no_answer", f"{TODAY} C01")
