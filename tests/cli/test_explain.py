"""`qixiu explain`: reasons and prices in words and for machines."""

import json

import pytest
from builders import (
    carer,
    day,
    plan,
    problem,
    record,
    roster,
    route,
    senior,
    stop,
    unserved,
)
from commandline import qixiu

from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem
from scheduler.files.community import CommunityFiles, write_community
from scheduler.planning import read_problem


@pytest.fixture
def data(tmp_path):
    """Return a folder with S1, who knows C1, and S2, who is not due for a while."""
    files = CommunityFiles(
        policy=problem().policy,
        seniors=(
            senior("S1", "orange", last_visit=day(-4)),
            senior("S2", last_visit=day(-1)),
        ),
        carers=(carer("C1"), carer("C2", "helper"), carer("C3", "police")),
        roster=roster("C1", "C2"),
        records=(record("S1", day(-4)), record("S2", day(-1))),
    )
    write_community(tmp_path / "data", files)
    return tmp_path / "data"


@pytest.fixture
def made(data, tmp_path):
    """Return the file of a plan with one visit to S1, on the second of three days."""
    of = read_problem(data, day(0), 3).problem
    return saved(tmp_path, plan(visit_due(of, 1), of=of))


def visit_due(of: Problem, offset: int) -> Route:
    """Return the route of one visit to S1 on the day on which it is due."""
    legs, due = of.travel.legs("C1", ["S1"]), day(offset)
    visit = stop("S1", "09:00", tag="orange", due=due, travel_seconds=legs[0])
    return route(
        visit,
        on=due,
        leave=visit.start - legs[0],
        back=visit.end + legs[1],
        travel_seconds=sum(legs),
    )


def saved(folder, content: Plan):
    file = folder / "plan.json"
    file.write_text(content.model_dump_json(by_alias=True), "utf-8")
    return file


def test_a_page_in_chinese(data, made):
    """Three questions, each with its facts, what else could be, and the price."""
    result = qixiu("explain", data, made, "--senior", "S1")
    assert result.exit_code == 0, result.stderr
    page = result.stdout
    assert "S1（橙色，间隔 5 天），上次有效走访 2026-11-19" in page
    assert "1. 11-24 周二 09:00-09:15，由 C1" in page
    assert "到期 11-24，当天走访" in page
    assert "橙色多逾期 1 天" in page
    assert "C1：过去 28 天来过 1 次，最近 11-19" in page
    assert "不能来：角色不符 C3" in page
    assert "多 1 张新面孔" in page
    assert "在可访时段 08:30-11:30 之内" in page
    assert "14:00-17:30  C1 14:00  没有额外代价（合计 +0）" in page
    assert "再下一次 2026-11-29 到期" in page


def test_the_same_in_english(data, made):
    """No Chinese is left over."""
    page = qixiu("explain", data, made, "--senior", "S1", "--lang", "en").stdout
    assert "1. 11-24 tue 09:00-09:15, C1" in page
    assert "may not come: role C3" in page
    assert "costs 1 orange day late" in page
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page)


def test_what_a_sooner_visit_does_to_the_next(data, tmp_path):
    """A visit made sooner makes the next one late."""
    of = read_problem(data, day(0), 7).problem
    entry = unserved("S2", due=day(6))
    made = saved(
        tmp_path, plan(visit_due(of, 1), visit_due(of, 6), of=of, unserved=(entry,))
    )
    page = qixiu("explain", data, made, "--senior", "S1").stdout
    (sooner,) = [line for line in page.splitlines() if "11-23 周一  " in line]
    assert "橙色多逾期 1 天" in sooner
    assert sooner.endswith("：下一次因此更早到期")


def test_no_names(data, made):
    """Ids only, as in the plan."""
    for more in ((), ("--json",)):
        page = qixiu("explain", data, made, "--senior", "S1", *more).stdout
        assert "老人S1" not in page
        assert "人员C" not in page


def test_for_machines(data, made):
    """Everything, with each alternative's price."""
    result = qixiu("explain", data, made, "--senior", "S1", "--json", "--lang", "en")
    content = json.loads(result.stdout)
    (visit,) = content["visits"]
    assert visit["why_this_day"]["due"] == "2026-11-24"
    early, late = visit["why_this_day"]["other_days"]
    assert early["days_early"] == 1
    assert late["cheapest"]["late_days"] == {"red": 0, "orange": 1, "green": 0}
    (other,) = visit["why_this_person"]["others"]
    assert (other["carer_ids"], other["new_faces"]) == (["C2"], 1)
    assert visit["why_this_person"]["may_never"] == {"role": ["C3"]}
    (half,) = visit["why_this_time"]["other_windows"]
    assert half["cheapest"]["start"] == "14:00:00"
    assert visit["why_this_time"]["coming"][0]["waiting_seconds"] == 0
    assert content["absence"] is None


def test_who_is_not_visited(data, made):
    """When the senior is due next."""
    page = qixiu("explain", data, made, "--senior", "S2", "--lang", "en").stdout
    assert "No visit: due on 2026-11-29 only, after the plan's last day" in page


def test_a_wrong_id(data, made):
    """Said plainly, as JSON too."""
    result = qixiu("explain", data, made, "--senior", "S9")
    assert result.exit_code == 2
    assert "--senior" in result.stderr
    assert "'S9': 没有这个编号的老人" in result.stderr
    found = json.loads(
        qixiu("explain", data, made, "--senior", "S9", "--json", "--lang", "en").stdout
    )
    assert found["findings"][0]["says"] == "no senior has this id"


def test_a_plan_of_other_data(data, made):
    """A warning; what is said holds for the data as they are now."""
    carers = data / "carers.csv"
    carers.write_text(carers.read_text("utf-8-sig").replace("C3", "C4"), "utf-8")
    result = qixiu("explain", data, made, "--senior", "S1", "--lang", "en")
    assert result.exit_code == 0, result.stderr
    assert "the plan was made from other data" in result.stderr
    assert "may not come: role C4" in result.stdout


def test_a_plan_that_breaks_a_rule(data, made, tmp_path):
    """Not explained: what is said to be possible would not be."""
    content = Plan.model_validate_json(made.read_text("utf-8"))
    (only,) = content.routes
    short = only.stops[0].replace(end=only.stops[0].end - 60)
    broken = content.replace(routes=(only.replace(stops=(short,)),))
    result = qixiu(
        *("explain", data, saved(tmp_path, broken)),
        *("--senior", "S1", "--lang", "en"),
    )
    assert result.exit_code == 4
    assert result.stdout == ""
    assert "cannot be explained" in result.stderr
    assert "60 seconds short" in result.stderr


def test_many_broken_rules_are_counted(data, tmp_path):
    """A plan of quite another community does not fill the screen."""
    strangers = problem([senior(f"X{n}") for n in range(30)], [carer("C1")])
    routes = [
        route(stop(f"X{n}", "09:00"), carer_id="C1", on=day(0)) for n in range(30)
    ]
    made = saved(tmp_path, plan(*routes, of=strangers))
    result = qixiu("explain", data, made, "--senior", "S1", "--lang", "en")
    assert result.exit_code == 4
    assert result.stderr.count("•") == 20
    assert "more; qixiu check lists them all" in result.stderr
