"""Prices in words: what is saved, what is none, and what is kept apart."""

import codecs
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from builders import problem
from rich.cells import cell_len
from rich.console import Console

from scheduler.cli.prices_table import prices_json, show_prices
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.planning import read_problem
from scheduler.whatif.prices.csv_out import write_prices
from scheduler.whatif.prices.measures import USED, measures
from scheduler.whatif.prices.noise import Shift
from scheduler.whatif.prices.pricing import Priced, Prices, rules_of
from scheduler.whatif.prices.wording import duration, sentence

SMALL = Path(__file__).parents[3] / "fixtures" / "small"
KEYS = [measure.key for measure in measures()]
NOTHING = Shift(0.01, -0.3, 0.3)
RULES = {rule.key: rule for rule in rules_of(problem())}


def priced(rule, inherited=None, **changes):
    """Return a rule whose measures differ by so much, those not named by nothing."""
    shifts = dict.fromkeys(KEYS, NOTHING)
    for key, change in changes.items():
        shifts[key] = Shift(change, change - 0.1, change + 0.1)
    values = dict.fromkeys(KEYS, (1.0, 2.0, 4.0))
    return Priced(rule, values, shifts, dict.fromkeys(Tag, 0) | (inherited or {}))


def says(*given, **changes):
    text = sentence(priced(*given, **changes))
    return text.zh, text.en


def test_a_longer_interval_saves_hours():
    """As a planner says it."""
    assert says(RULES["interval_green_8"], hours_used=-1.42) == (
        "绿色改为 8 天（1 人）：每天省 1.4 小时",
        "green at 8 days (1 person): saves 1.4 hours a day",
    )


def test_a_soft_rule_costs_minutes_and_brings_something():
    """Below an hour in minutes; what it brings stands behind."""
    assert says(RULES["continuity"], hours_used=0.367, new_faces=-7.25) == (
        "守住“熟面孔”（1 人）：每天费 22 分钟；另外少 7.2 张新面孔",
        'holding "continuity" (1 person): costs 22 minutes a day; also 7.2 fewer '
        "new faces",
    )


def test_none_is_said_with_its_noise():
    """Nothing told of what is smaller."""
    assert says(RULES["early"]) == (
        "守住“不过早走访”（1 人）：没有差别，小于波动（±18 分钟）",
        'holding "no early visits" (1 person): none: smaller than the noise '
        "(±18 minutes)",
    )


def test_no_noise_at_all_is_said_too():
    """Every run came to the same."""
    alike = priced(RULES["early"])
    alike = alike._replace(shifts=dict.fromkeys(KEYS, Shift(0, 0, 0)))
    assert sentence(alike).en.endswith(": none: the same in every run")


def test_what_is_no_hours_may_be_something_else():
    """Lateness without more work."""
    assert says(RULES["interval_green_6"], late_red=0.5) == (
        "绿色改为 6 天（1 人）：工时没有差别（波动 ±18 分钟）；但每天红色逾期多 "
        "0.50 人天",
        "green at 6 days (1 person): no difference in hours (noise ±18 minutes); but "
        "a day 0.50 more days late of red",
    )


def test_inherited_lateness_stands_apart():
    """Behind the price, with its sign."""
    zh, en = says(RULES["interval_green_6"], {Tag.GREEN: 7, Tag.RED: -2})
    assert zh.endswith("；期初即逾期的另计：红 −2 天，绿 +7 天")
    assert en.endswith("; days late inherited, kept apart: red −2, green +7")


@pytest.mark.parametrize(
    ("hours", "en"),
    [(0.001, "less than a minute"), (1 / 60, "1 minute"), (1, "1.0 hours")],
)
def test_times_are_told_as_people_tell_them(hours, en):
    """Minutes below an hour, hours from there."""
    assert duration(hours).en == en


@pytest.fixture(scope="module")
def everything():
    """Return every rule of the small community, with wide figures."""
    of, _ = read_problem(SMALL, date(2026, 11, 23))
    wide = dict.fromkeys(KEYS, -99.99)
    rules = rules_of(of)
    return Prices(
        problem=of,
        seeds=(0, 1, 2),
        time_limit=1.0,
        base=dict.fromkeys(KEYS, (123.456, 1234.0, 12.0)),
        priced=tuple(priced(rule, **wide) for rule in rules),
        binding_nobody=rules[:2],
    )


@pytest.mark.parametrize("language", list(Language))
def test_no_row_is_wider_than_a_terminal(everything, language):
    """With every rule and wide figures."""
    console = Console(width=200)
    with console.capture() as captured:
        show_prices(console, everything, language)
    rows = [line for line in captured.get().splitlines() if line.startswith(" ")]
    assert len(rows) > len(everything.priced)
    assert max(cell_len(row.rstrip()) for row in rows) <= 80


def test_who_is_bound_by_nothing_is_listed(everything):
    """By name, below the table."""
    console = Console(width=80)
    with console.capture() as captured:
        show_prices(console, everything, Language.ZH)
    assert "这里不约束任何人：熟面孔、公平分工。" in captured.get()


def test_json_tells_price_noise_and_runs(everything):
    """A price that is none is null; its runs are there all the same."""
    content = prices_json(everything)
    content["rules"][0] = prices_json(
        everything._replace(priced=(priced(RULES["continuity"], visits=3),))
    )["rules"][0]
    per_day = content["rules"][0]["per_day"]
    assert per_day[USED]["change"] is None
    assert per_day[USED]["is_noise"]
    assert per_day["visits"] == {
        "change": 3,
        "low": 2.9,
        "high": 3.1,
        "is_noise": False,
        "runs": [1.0, 2.0, 4.0],
    }
    assert content["doubt"] == 0.1
    assert content["binding_nobody"] == ["continuity", "fairness"]


def test_the_table_has_a_row_as_it_is_and_one_for_each_rule(everything, tmp_path):
    """Medians first; a mark for spreadsheets in Chinese, keys as headings else."""
    zh, en = tmp_path / "zh.csv", tmp_path / "en.csv"
    write_prices(zh, everything, Language.ZH)
    write_prices(en, everything, Language.EN)
    assert zh.read_bytes().startswith(codecs.BOM_UTF8)
    heading, base, *rows = en.read_text("utf-8").splitlines()
    assert heading.startswith("rule,name,people,hours_used,hours_used_noise")
    assert base.startswith(f",as it is,,{median((123.456, 1234.0, 12.0))},")
    assert len(rows) == len(everything.priced)
    assert rows[0].startswith("continuity,continuity,11,-99.99,0.1")
