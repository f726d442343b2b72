"""Side by side: medians, changes, and what is no difference."""

import codecs

import pytest
from builders import day
from compared import comparison, figures, variant

from scheduler.domain.words import Role, Tag
from scheduler.errors import Language
from scheduler.whatif.affected import affected, tags_of
from scheduler.whatif.comparison import cell_of
from scheduler.whatif.csv_out import write_comparison
from scheduler.whatif.figures import CarerFigures
from scheduler.whatif.measures import measures
from scheduler.whatif.wording import cell_text, heading, stages_note

BY_KEY = {measure.key: measure for measure in measures()}


def runs(*late):
    return [figures(seed, days) for seed, days in enumerate(late)]


def side_by_side(base, other):
    return comparison(variant("", *runs(*base)), variant("A", *runs(*other)))


def late(found, place=1):
    measure = BY_KEY["late_red"]
    return cell_text(cell_of(found, found.variants[place], measure.of), measure)


def test_the_community_as_it_is_has_no_change():
    """Its own value alone."""
    assert late(side_by_side([3], [5]), place=0) == "3"


@pytest.mark.parametrize(
    ("base", "other", "told"),
    [
        ([3], [3], "3"),
        ([3], [5], "5 (+2)"),
        ([5], [3], "3 (−2)"),
        ([1, 2, 9], [2, 3, 10], "3 (+1)"),
        ([1, 5, 3], [3, 3, 4], "3 (≈)"),
        ([1, 1, 1], [1, 1, 9], "1"),
    ],
)
def test_a_change_is_the_median_of_seed_by_seed(base, other, told):
    """With its sign; none is told where seeds do not agree which way it goes."""
    assert late(side_by_side(base, other)) == told


def test_shares_change_by_points():
    """75 % after 50 % are 25 points more."""
    measure = BY_KEY["load"]
    assert measure.written(0.75) == "75.0%"
    assert measure.change(0.25) == "+25.0"
    assert measure.change(0.0001) == ""


def test_what_is_not_proved_is_a_dash():
    """No bound in some run: no value at all."""
    bound = BY_KEY["bound_red"]
    found = comparison(
        variant("", figures(late_bound={Tag.RED: 2})), variant("A", figures())
    )
    told = [cell_text(cell_of(found, v, bound.of), bound) for v in found.variants]
    assert told == ["2", "–"]


def test_every_key_stands_once():
    """A CSV column, a key of the JSON."""
    keys = [measure.key for measure in measures()]
    assert len(keys) == len(set(keys))


def test_who_waits_longer_is_named_most_urgent_first():
    """Red before green, then by days; who gains is told apart."""
    base = figures(
        late_seniors={"S1": 2, "S2": 1}, late_tags={"S1": Tag.GREEN, "S2": Tag.RED}
    )
    other = figures(
        late_seniors={"S1": 9, "S3": 1, "S4": 3},
        late_tags={"S1": Tag.GREEN, "S3": Tag.RED, "S4": Tag.RED},
    )
    found = comparison(variant("", base), variant("A", other))
    who = affected(found, found.variants[1], tags_of(found))
    assert [(c.senior_id, c.days) for c in who.later] == [
        ("S4", 3),
        ("S3", 1),
        ("S1", 7),
    ]
    assert [(c.senior_id, c.days) for c in who.sooner] == [("S2", -1)]


def test_who_waits_longer_with_one_seed_of_three_is_not_named():
    """Chance of one run is nobody's fate."""
    found = side_by_side([0, 0, 0], [4, 0, 0])
    who = affected(found, found.variants[1], tags_of(found))
    assert (who.later, who.sooner) == ((), ())


def test_carers_whose_work_changes_are_named():
    """By hours; those who come or go count from or to nothing; trifles do not."""

    def team(**used):
        return [
            CarerFigures(carer_id=c, role=Role.HELPER, there=900, used=u, visits=1)
            for c, u in used.items()
        ]

    found = comparison(
        variant("", figures(carers=team(C1=600, C2=120, C3=60))),
        variant("A", figures(carers=team(C1=570, C2=300, N1=90))),
    )
    who = affected(found, found.variants[1], tags_of(found))
    assert [(c.carer_id, c.hours) for c in who.carers] == [
        ("C2", 3.0),
        ("N1", 1.5),
        ("C3", -1.0),
    ]


def test_the_heading_names_days_seeds_and_budget():
    """Everything that a run depends on beside the data."""
    found = side_by_side([0, 0], [0, 0])
    assert heading(found).zh == (
        "示例小区：2026-11-23 至 2026-11-24（2 天），种子 0–1，每份计划 1 秒"
    )


def test_stages_are_told():
    """On which days plans are made anew."""
    note = stages_note(variant("B", stages=(day(0), day(3), day(9))))
    assert note.en.startswith("B is learnt of on 11-26, 12-02 and planned anew")


def test_the_table_for_spreadsheets_has_a_row_for_each_seed(tmp_path):
    """Chinese headings with a mark that Excel knows; no cell is a formula."""
    file = tmp_path / "out.csv"
    evil = variant("A", *runs(1, 2), name="=1+1")
    found = comparison(variant("", *runs(0, 0)), evil)
    write_comparison(file, found, Language.ZH)
    head, *rows = file.read_text("utf-8-sig").splitlines()
    assert file.read_bytes().startswith(codecs.BOM_UTF8)
    assert head.split(",")[:4] == ["方案", "文件", "种子", "逾期天数：红"]
    assert [row.split(",")[:4] for row in rows[:2]] == [
        ["现状", "", "0", "0"],
        ["现状", "", "1", "0"],
    ]
    assert len(rows) == 4
    assert not any(row.startswith("=") for row in rows)
