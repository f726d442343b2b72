"""The board tells the state of the day, to each role what is its business."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from api.services.callers import UserRole
from api.services.cases_open import open_due_cases
from api.store.community import problem_of
from scheduler.domain.words import Tag

MONDAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""12:00 in Nanjing."""


@pytest.fixture
def board(client, token):
    """Return a reader of the board, for a coordinator unless headers are given."""
    headers = token()

    def read(**other):
        answer = client.get("/board", headers=other or headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return read


def record(client, headers, senior_id, carer_id, outcome="completed", day=MONDAY):
    """Record what came of a visit."""
    visit = {"senior_id": senior_id, "carer_id": carer_id, "outcome": outcome}
    body = {"visits": [visit | {"date": day.isoformat()}]}
    answer = client.post("/visits", headers=headers, json=body)
    assert answer.status_code == 200, answer.text


def test_an_empty_database_has_an_empty_board(board):
    """Before any data the board has zeros, no plan and a fortnight without hours."""
    empty = board()
    assert empty["day"] == "2026-11-23"
    assert empty["plan"] is None
    assert {count["in_programme"] for count in empty["tags"].values()} == {0}
    assert [one["day"] for one in empty["capacity"]][::13] == [
        "2026-11-23",
        "2026-12-06",
    ]
    assert {one["shift_hours"] for one in empty["capacity"]} == {0.0}


def test_the_tags_are_counted_by_the_interval_clock(board, small, database):
    """Who is due and late agrees with the turns that a plan would start from."""
    with database.reading() as session:
        problem = problem_of(session, MONDAY, 1)
    tags = board()["tags"]
    for tag in Tag:
        dues = [
            problem.first_turns[one.senior_id].due
            for one in problem.seniors
            if one.tag is tag and one.senior_id in problem.first_turns
        ]
        late = [(MONDAY - due).days for due in dues if due < MONDAY]
        counts = tags[tag.value]
        assert counts["due"] == sum(due <= MONDAY for due in dues)
        assert (counts["late"], counts["late_days"]) == (len(late), sum(late))
        assert counts["visited"] == counts["due_visited"] == 0


def test_a_recorded_visit_shows_at_once(board, published, client, token):
    """A senior due today counts as visited as soon as the result is recorded."""
    published()
    before = board()
    carer = next(one for one in before["carers"] if one["stops"])
    senior_id = carer["next"]["senior_id"]
    record(client, token(), senior_id, carer["carer_id"])
    after = board()
    assert after["stops_done"] == before["stops_done"] + 1
    seen = sum(one["visited"] for one in after["tags"].values())
    assert seen == sum(one["visited"] for one in before["tags"].values()) + 1
    [now] = [c for c in after["carers"] if c["carer_id"] == carer["carer_id"]]
    assert now["done"] == carer["done"] + 1
    assert now["next"] is None or now["next"]["senior_id"] != senior_id


def test_a_closed_door_is_done_and_not_seen(board, published, client, token):
    """No answer ends the stop and opens a case; the senior stays due."""
    published()
    before = board()
    carer = next(one for one in before["carers"] if one["stops"])
    record(client, token(), carer["next"]["senior_id"], carer["carer_id"], "no_answer")
    after = board()
    assert after["stops_done"] == before["stops_done"] + 1
    assert after["tags"] == before["tags"]
    [case] = [one for one in after["cases"] if one["kind"] == "no_answer"]
    assert (case["open"], case["within_an_hour"], case["late"]) == (1, 1, 0)


def test_cases_grow_old(board, published, service, clock):
    """Open cases move from the last hour to the last day to older, and become late."""
    published()
    clock.instant = NOON + timedelta(hours=8)
    with service.database.writing() as session:
        assert open_due_cases(session, service, clock.instant)

    def ages():
        cases = board()["cases"]
        return [
            sum(one[age] for one in cases)
            for age in ("within_an_hour", "within_a_day", "older")
        ]

    count = sum(ages())
    assert ages() == [count, 0, 0]
    clock.instant += timedelta(hours=2)
    assert ages() == [0, count, 0]
    clock.instant += timedelta(days=3)
    assert ages() == [0, 0, count]
    assert sum(one["late"] for one in board()["cases"]) == count


def test_what_should_be_over_and_is_not_told(board, published, clock, client, token):
    """At noon the morning's stops have no outcome; a result takes one off."""
    plan_id = published()
    assert board()["without_outcome"] == 0
    clock.instant = NOON
    noon = board()
    waiting = noon["without_outcome_seniors"]
    assert noon["without_outcome"] == len(waiting) > 0
    ends = [one["end"] for one in waiting]
    assert ends == sorted(ends)
    assert ends[-1] <= "12:00"
    assert len({one["senior_id"] for one in waiting}) == len(waiting)
    record(client, token(), waiting[0]["senior_id"], waiting[0]["carer_id"])
    assert board()["without_outcome"] == len(waiting) - 1
    assert board()["plan"]["plan_id"] == plan_id


def test_sheets_that_are_out_show_the_day_after(board, published, clock, client, token):
    """Yesterday's sheets are out until the last line of each is recorded."""
    published()
    today = [one for one in board()["carers"] if one["stops"]]
    assert board()["sheets_out"] == 0
    clock.instant += timedelta(days=1)
    assert board()["sheets_out"] == len(today)
    headers = token()
    sheets = client.get("/sheets/outstanding", headers=headers).json()["sheets"]
    before = [one for one in sheets if one["date"] == "2026-11-23"]
    assert board()["sheets_out"] == len(before)


def test_capacity_tells_the_day_on_which_hours_run_out(board, small, client, token):
    """Where nobody is on shift any more, the hours needed so far are short."""
    enough = board()["capacity"]
    assert len(enough) == 14
    assert enough[0]["shift_hours"] > 0
    headers = token()
    leave = [{"day": f"2026-12-0{n}", "kind": "leave"} for n in range(1, 7)]
    for carer in small.carers:
        path = f"/carers/{carer.carer_id}/roster"
        rows = client.get(path, headers=headers).json()["rows"] + leave
        assert client.put(path, headers=headers, json={"rows": rows}).is_success
    short = board()["capacity"]
    assert [one["shift_hours"] for one in short[8:]] == [0.0] * 6
    needed = sum(one["needed_hours"] for one in short)
    there = sum(one["shift_hours"] for one in short)
    assert short[-1]["short_hours"] == pytest.approx(max(0, needed - there), abs=1.5)


def test_planned_hours_are_those_of_the_plan(board, published, service):
    """The hours planned are the routes' hours, on the days that the plan has."""
    plan_id = published()
    with service.database.reading() as session:
        plan = service.plans.of(session, plan_id)
    for offset in range(3):
        day = MONDAY + timedelta(days=offset)
        hours = sum(r.back - r.leave for r in plan.routes if r.date == day) / 3600
        assert board()["capacity"][offset]["planned_hours"] == round(hours, 1)


def test_an_auditor_gets_numbers_and_nobody(client, token, published, clock):
    """The same numbers, and not one id or name of a senior or carer."""
    published()
    clock.instant = NOON
    full = client.get("/board", headers=token()).json()
    answer = client.get("/board", headers=token(UserRole.AUDITOR))
    numbers = answer.json()
    people = ("carers", "without_outcome_seniors", "proposals")
    assert {key: numbers[key] for key in people} == dict.fromkeys(people)
    assert numbers["unserved"]["seniors"] is None
    same = ("tags", "cases", "stops", "stops_done", "without_outcome", "capacity")
    assert {key: numbers[key] for key in same} == {key: full[key] for key in same}
    for carer in full["carers"]:
        assert carer["carer_id"] not in answer.text
        assert carer["name"] not in answer.text


def test_an_organisation_gets_its_own(client, token, published, small):
    """Its carers, their stops and seniors; nobody else's, and no proposals."""
    published()
    full = client.get("/board", headers=token()).json()
    name = small.carers[0].organisation
    own = {one.carer_id for one in small.carers if one.organisation == name}
    headers = token(UserRole.ORGANISATION, organisation=name)
    part = client.get("/board", headers=headers).json()
    assert {one["carer_id"] for one in part["carers"]} <= own
    assert part["stops"] == sum(
        one["stops"] for one in full["carers"] if one["carer_id"] in own
    )
    assert part["proposals"] is None


def test_a_carer_has_no_board(client, token, small):
    """A carer sees the own route, elsewhere."""
    headers = token(UserRole.CARER, carer_id=small.carers[0].carer_id)
    assert client.get("/board", headers=headers).status_code == 403


def test_the_same_minute_is_counted_once(board, published, database, client, service):
    """A second look within the minute asks the database for its revision only."""
    published()
    board()
    asked = []
    engine = service.database.engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    board()
    assert len(asked) <= 4
    assert not any("FROM seniors" in one for one in asked)
