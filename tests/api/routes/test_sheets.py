"""Whole sheets keyed in, and sheets that are still out."""

from datetime import date, timedelta

import pytest

from api.services.callers import UserRole
from scheduler.sheets.codes import line_letter

TODAY = date(2026, 11, 23)


@pytest.fixture
def boss(token):
    """Return a coordinator's headers."""
    return token()


@pytest.fixture
def sheet(service, published):
    """Return the sheet of C01 today: its plan is published, nothing is recorded."""
    published()
    with service.database.reading() as session:
        [held] = service.days.held(session, TODAY, TODAY)
        sheets = service.days.sheets(session, held)
    return next(sheet for sheet in sheets if sheet.carer_id == "C01")


@pytest.fixture
def key_in(client, boss):
    """Return a typist."""

    def post(code, typed, headers=boss, **more):
        body = {"typed": typed} | more
        return client.post(f"/sheets/{code}/results", json=body, headers=headers)

    return post


def all_seen(sheet, *others):
    """Return a sheet on which everybody was seen, but for the other marks."""
    marks = [*others, *("s" * (len(sheet.stops) - len(others)))]
    return " ".join(f"{line}{mark}" for line, mark in enumerate(marks, 1))


def test_a_whole_sheet_is_recorded(sheet, key_in, client, boss):
    """Every line becomes a result, a closed door a case, a concern a follow-up."""
    answer = key_in(sheet.code.lower(), all_seen(sheet, "n", "c"))
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert done["recorded"] == len(sheet.stops)
    assert (len(done["case_ids"]), len(done["follow_up_ids"])) == (1, 1)
    visits = client.get("/visits", headers=boss).json()["items"]
    assert [visit["senior_id"] for visit in visits] == [
        s.senior_id for s in sheet.stops
    ]
    assert [visit["outcome"] for visit in visits][:3] == [
        "no_answer",
        "completed",
        "completed",
    ]
    [follow_up] = client.get("/follow-ups", headers=boss).json()["items"]
    assert follow_up["visit_id"] == done["visit_ids"][1]


def test_the_same_sheet_again_is_there_already(sheet, key_in):
    """Typed twice, nothing is doubled: no result, no follow-up, no case."""
    first = key_in(sheet.code, all_seen(sheet, "n", "c")).json()
    again = key_in(sheet.code, all_seen(sheet, "n", "c")).json()
    assert (again["recorded"], again["already"]) == (0, len(sheet.stops))
    assert again["visit_ids"] == first["visit_ids"]
    assert again["follow_up_ids"] == first["follow_up_ids"]
    assert again["case_ids"] == []


def test_a_line_that_is_recorded_otherwise_stops_the_sheet(sheet, key_in, client, boss):
    """Nothing is stored; the line and the record are named."""
    key_in(sheet.code, all_seen(sheet, "n"))
    answer = key_in(sheet.code, all_seen(sheet, "r", "p"))
    assert answer.status_code == 409
    says = [problem["says"] for problem in answer.json()["problems"]]
    assert [line[:5] for line in says] == ["第 1 行", "第 2 行"]


def test_a_line_told_by_telephone_before_is_not_doubled(sheet, key_in, client, boss):
    """A closed door that was reported at once is the sheet's line, if both say so."""
    door = {
        "senior_id": sheet.stops[0].senior_id,
        "date": str(TODAY),
        "carer_id": "C01",
        "outcome": "no_answer",
    }
    call = door | {"senior_id": sheet.stops[1].senior_id, "outcome": "phone"}
    client.post("/visits", json={"visits": [door, call]}, headers=boss)
    done = key_in(sheet.code, all_seen(sheet, "n")).json()
    assert (done["recorded"], done["already"]) == (len(sheet.stops) - 1, 1)
    visits = client.get("/visits", headers=boss).json()["items"]
    tries = [v["attempt"] for v in visits if v["senior_id"] == call["senior_id"]]
    assert tries == [1, 2]


def test_a_second_try_makes_the_line_good(sheet, key_in, client, boss):
    """Nobody answered, later somebody did: with both tries recorded the sheet fits."""
    tries = [
        {
            "senior_id": sheet.stops[0].senior_id,
            "date": str(TODAY),
            "carer_id": "C01",
            "outcome": outcome,
            "attempt": attempt,
        }
        for attempt, outcome in enumerate(("no_answer", "completed"), 1)
    ]
    recorded = client.post("/visits", json={"visits": tries}, headers=boss).json()
    done = key_in(sheet.code, all_seen(sheet)).json()
    assert done["visit_ids"][0] == recorded["visit_ids"][1]


def test_everything_wrong_with_what_was_typed_is_said_at_once(
    sheet, key_in, client, boss
):
    """A wrong letter, a line too many and one too few; nothing is stored."""
    letter = line_letter(sheet.code, 1)
    answer = key_in(sheet.code, f"2{letter}s 3z 99s")
    assert answer.status_code == 422
    problems = answer.json()["problems"]
    assert {problem["pointer"] for problem in problems} == {"/typed"}
    assert len(problems) == 4
    assert client.get("/visits", headers=boss).json()["items"] == []


def test_a_wrong_code_is_not_found_and_the_right_one_guessed(sheet, key_in):
    """A sheet's code with one letter wrong says which sheet was probably meant."""
    last = "2" if sheet.code[-1] != "2" else "3"
    answer = key_in(sheet.code[:-1] + last, "1s")
    assert answer.status_code == 404
    assert sheet.code in answer.json()["detail"]


def test_a_superseded_sheet_is_recorded_only_by_its_plans_name(
    sheet, key_in, published, service
):
    """After a newer plan the old sheet is refused, unless somebody says it was used."""
    with service.database.reading() as session:
        old = service.plans.id_on(session, TODAY)
    published(seed=1)
    refused = key_in(sheet.code, all_seen(sheet))
    assert refused.status_code == 409
    assert old in refused.json()["detail"]
    done = key_in(sheet.code, all_seen(sheet), plan_id=old)
    assert done.status_code == 200, done.text
    assert done.json()["recorded"] == len(sheet.stops)


def test_sheets_are_out_until_every_line_is_recorded(sheet, key_in, client, boss):
    """A sheet leaves the list when it is keyed in; the others stay."""
    path = "/sheets/outstanding"
    before = client.get(path, headers=boss).json()["sheets"]
    assert sheet.code in {one["code"] for one in before}
    left = key_in(sheet.code, all_seen(sheet)).json()["still_out"]
    after = client.get(path, headers=boss).json()["sheets"]
    assert [one for one in before if one["code"] != sheet.code] == after
    assert left == len(after)


def test_a_sheet_of_a_day_to_come_is_not_out_and_not_recorded(sheet, service, key_in):
    """What nobody has walked yet cannot have come back."""
    tomorrow = TODAY + timedelta(days=1)
    with service.database.reading() as session:
        [held] = service.days.held(session, tomorrow, tomorrow)
        [ahead, *_] = service.days.sheets(session, held)
    answer = key_in(ahead.code, all_seen(ahead))
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["pointer"] == "/path/code"


def test_others_sheets_are_not_there(sheet, key_in, client, token):
    """A carer and an organisation see and key in their own sheets only."""
    for stranger in (
        token(UserRole.CARER, carer_id="C02"),
        token(UserRole.ORGANISATION, organisation="示例乙社"),
    ):
        assert key_in(sheet.code, all_seen(sheet), headers=stranger).status_code == 404
        out = client.get("/sheets/outstanding", headers=stranger).json()["sheets"]
        assert "C01" not in {one["carer_id"] for one in out}
    own = token(UserRole.CARER, carer_id="C01")
    assert key_in(sheet.code, all_seen(sheet), headers=own).status_code == 200
