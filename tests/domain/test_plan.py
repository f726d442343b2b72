"""The Plan: its fields are those of plan.json."""

import json

import pytest
from builders import MONDAY, day, plan, problem, route, stop, unserved
from pydantic import ValidationError

from scheduler.domain.plan import Plan, VisitKey, new_plan_id


def test_a_plan_survives_being_written_and_read():
    """Out as JSON with the contract's names, back as an equal value."""
    made = plan(route(stop(partners=("C2",))), unserved=(unserved("S2"),), of=problem())
    text = made.model_dump_json(by_alias=True)
    assert Plan.model_validate_json(text) == made


def test_times_and_partners_are_written_as_the_contract_has_them():
    """Shifts to the minute, stops to the second, partners under ``with``."""
    made = plan(route(stop(partners=("C2",))))
    written = json.loads(made.model_dump_json(by_alias=True))["routes"][0]
    assert written["shift_start"] == "08:00"
    assert written["leave"] == "08:59:00"
    assert written["stops"][0]["start"] == "09:00:00"
    assert written["stops"][0]["with"] == ["C2"]


def test_the_keys_of_the_contract_are_all_there_and_no_others():
    """Every key of the example in the contract, at every level."""
    made = plan(route(stop()), unserved=(unserved("S2"),))
    written = json.loads(made.model_dump_json(by_alias=True))
    assert set(written) == {
        *("format", "plan_id", "status", "first_day", "days", "data_hash", "seed"),
        *("engine", "routes", "unserved", "kpis"),
    }
    assert set(written["routes"][0]) == {
        *("date", "carer_id", "shift_start", "shift_end", "leave", "back"),
        *("travel_seconds", "stops"),
    }
    assert set(written["routes"][0]["stops"][0]) == {
        *("senior_id", "tag", "arrive", "start", "end", "travel_seconds", "due"),
        "with",
    }
    assert set(written["unserved"][0]) == {
        *("senior_id", "tag", "due", "days_late", "reason", "says", "remedy"),
    }


def test_an_unknown_key_is_refused():
    """A misspelt field is not silently lost."""
    with pytest.raises(ValidationError):
        plan(route(stop(begin="09:00")))


def test_another_format_is_refused():
    """Only format 1 is known."""
    with pytest.raises(ValidationError):
        plan(format=2)


def test_visits_join_the_stops_of_one_senior_and_day():
    """Two carers on Monday and one on Tuesday are two visits."""
    together = route(stop()), route(stop(), carer_id="C2")
    alone = route(stop(), on=day(1))
    visits = plan(*together, alone, days=2).visits()
    assert {key: len(stops) for key, stops in visits.items()} == {
        VisitKey("S1", MONDAY): 2,
        VisitKey("S1", day(1)): 1,
    }


def test_stops_come_in_the_order_of_the_routes():
    """Route by route, stop by stop."""
    made = plan(route(stop("S2"), stop("S1", "10:00")), route(stop("S3")))
    assert [stop.senior_id for _, stop in made.stops()] == ["S2", "S1", "S3"]


def test_the_last_day_is_counted_from_the_first():
    """Three days from Monday end on Wednesday."""
    assert plan(days=3).last_day == day(2)


def test_an_id_belongs_to_one_plan_of_one_set_of_data():
    """The same again has the same id; other data, routes or origins another."""
    routes = (route(stop()),)
    ids = [
        new_plan_id(MONDAY, "a", routes),
        new_plan_id(MONDAY, "b", routes),
        new_plan_id(MONDAY, "a", ()),
        new_plan_id(MONDAY, "a", routes, after="p1"),
    ]
    assert len(set(ids)) == len(ids)
    assert new_plan_id(MONDAY, "a", routes) == ids[0]
