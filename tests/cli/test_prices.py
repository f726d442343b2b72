"""`qixiu prices`: the small community's rules, and a plan that people already hold."""

import csv
import json
from pathlib import Path

import pytest
from builders import carer, plan, problem, roster, route, senior, stop
from commandline import one_and_one, qixiu

from scheduler.domain.policy import Policy, Weights
from scheduler.files.community import CommunityFiles, write_community
from scheduler.files.plan_json import write_plan

SMALL = Path(__file__).parents[2] / "fixtures" / "small"
FEW = ("--seeds", 3, "--time-limit", 0.1, "--date", "2026-11-23")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return what one run says, and the folder with what it wrote."""
    folder = tmp_path_factory.mktemp("prices")
    result = qixiu(
        *("prices", SMALL, *FEW, "--days", 7, "--json"),
        *("--out", folder / "prices.json", "--csv", folder / "prices.csv"),
    )
    assert result.exit_code == 0, result.stderr
    return result, folder


def test_the_time_is_told_before_the_first_plan(small):
    """Plans times seconds; then how far it is."""
    told = small[0].stderr
    first, second = told.index("63 份计划 × 0.1 秒"), told.index("正在排计划 0/63")
    assert first < second
    assert "63/63" in told


def test_two_together_have_a_price_and_it_is_work(small):
    """A second carer at one home is not free; red is not late for it."""
    content = json.loads((small[1] / "prices.json").read_text("utf-8"))
    rules = {rule["rule"]: rule for rule in content["rules"]}
    pair = rules["carers_needed"]
    assert (pair["people"], pair["price_of"]) == (1, "holding")
    assert pair["per_day"]["hours_used"]["change"] > 0
    assert pair["per_day"]["late_red"]["is_noise"]
    assert pair["says"]["zh"].startswith("守住“两人同行”（1 人）：每天费")
    assert rules["interval_red_2"]["late_inherited"]["red"] > 0


def test_every_rule_has_its_row(small):
    """As many in the table as in the JSON, and the community as it is."""
    content = json.loads((small[1] / "prices.json").read_text("utf-8"))
    with (small[1] / "prices.csv").open(encoding="utf-8-sig", newline="") as file:
        keys = [row["规则"] for row in csv.DictReader(file)]
    assert keys == ["", *(rule["rule"] for rule in content["rules"])]


def test_results_go_to_the_file_alone(small):
    """Nothing on standard output; messages say where they are."""
    result, folder = small
    assert result.stdout == ""
    assert f"结果已写入 {folder / 'prices.json'}" in result.stderr
    assert f"表格已写入 {folder / 'prices.csv'}" in result.stderr


def test_keeping_to_a_published_plan_has_its_price(tmp_path):
    """A visit by the carer who is not preferred is kept, for that rule alone."""
    files = CommunityFiles(
        policy=Policy(weights=Weights(stability=900)),
        seniors=(senior(prefer=("C2",)),),
        carers=(carer("C1"), carer("C2")),
        roster=roster("C1", "C2"),
    )
    write_community(tmp_path / "data", files)
    write_plan(tmp_path / "plan.json", plan(route(stop()), of=problem()))
    result = qixiu(
        *("prices", tmp_path / "data", *FEW, "--days", 1, "--lang", "en"),
        *("--from", tmp_path / "plan.json", "--processes", 1),
    )
    assert result.exit_code == 0, result.stderr
    (told,) = [x for x in result.stdout.splitlines() if 'published plan"' in x]
    assert "1.0 fewer published stops moved" in told
    assert "1.0 more visits by others than preferred" in told
    assert "Bind nobody here: " in result.stdout


def test_two_seeds_are_too_few_to_know_the_noise(tmp_path):
    """Refused with the least there may be, before anything is read."""
    result = qixiu("prices", tmp_path, "--date", "2026-11-23", "--seeds", 2)
    assert result.exit_code == 2
    assert "3" in result.stderr


def test_a_place_that_cannot_be_written_is_told_before_the_plans(tmp_path):
    """A folder where the table should stand ends with 2, and no plan is begun."""
    data = one_and_one(tmp_path / "data")
    result = qixiu("prices", data, *FEW, "--csv", tmp_path)
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
    assert "0/" not in result.stderr.replace(str(tmp_path), "")
