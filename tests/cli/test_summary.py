"""What a coordinator reads after planning."""

from io import StringIO

import pytest
from builders import plan, unserved
from rich.cells import cell_len
from rich.console import Console

from scheduler.check.price import Moved
from scheduler.cli.summary import (
    UNSERVED_SHOWN,
    Yardsticks,
    show_summary,
    summary_json,
)
from scheduler.domain.plan import Kpis
from scheduler.domain.words import Tag
from scheduler.errors import Language

KPIS = Kpis(
    visits=321,
    late_days={Tag.RED: 0, Tag.ORANGE: 3, Tag.GREEN: 12},
    on_time_share={Tag.RED: 1.0, Tag.ORANGE: 0.975, Tag.GREEN: 0.9},
    travel_minutes=1234.5,
    service_minutes=4321.0,
    carers_used=17,
    new_faces=45,
    overdue_now=6,
)
NOTHING_LATE = dict.fromkeys(Tag, 0)
YARDSTICKS = Yardsticks({Tag.RED: 0, Tag.ORANGE: 2, Tag.GREEN: 9}, NOTHING_LATE)


def shown(of, yardsticks=YARDSTICKS, language=Language.EN):
    console = Console(width=80, file=StringIO())
    show_summary(console, of, KPIS, yardsticks, language)
    return console.file.getvalue()


def row(text, label):
    (line,) = [line for line in text.splitlines() if line.strip().startswith(label)]
    return line.split()


def test_lateness_stands_beside_what_nobody_can_better():
    """By tag: days late, inherited, proved bound and the on-time share."""
    assert row(shown(plan()), "orange") == ["orange", "3", "0", "2", "97.5%"]


def test_a_bound_is_shown_as_far_as_it_holds():
    """Beneath a tag that is later than it need be, nothing is proved."""
    bound = {Tag.RED: 0, Tag.ORANGE: 2, Tag.GREEN: 20}
    assert row(shown(plan(), Yardsticks(bound, NOTHING_LATE)), "green")[3] == "–"
    bound[Tag.ORANGE] = 3
    assert row(shown(plan(), Yardsticks(bound, NOTHING_LATE)), "green")[3] == "20"


def test_no_bound_is_no_column():
    """Where nothing was proved, there is nothing to read."""
    text = shown(plan(), Yardsticks(None, NOTHING_LATE))
    assert row(text, "green") == ["green", "12", "0", "90.0%"]
    assert "proved" not in text


def test_how_far_from_the_best_is_rounded_up():
    """A gap of 0.71 % is said to be 0.8 % at most, in both languages."""
    yardsticks = YARDSTICKS._replace(gap=0.0071)
    said = "Cost: at most 0.8 % from the best possible."
    assert said in shown(plan(), yardsticks)
    assert "总代价离最优至多 0.8 %。" in shown(plan(), yardsticks, Language.ZH)


def test_visits_stand_beside_the_fewest():
    """321 visits where 320 must be: 0.4 % at most; 321: the fewest."""
    yardsticks = YARDSTICKS._replace(visits=320)
    said = "Visits: at most 0.4 % from the best possible (320, no later)."
    assert said in shown(plan(), yardsticks)
    chinese = shown(plan(), yardsticks, Language.ZH)
    assert "走访次数离最优至多 0.4 %（逾期不增加，至少要 320 次）。" in chinese
    fewest = YARDSTICKS._replace(visits=321)
    assert "Visits: the fewest possible" in shown(plan(), fewest)
    assert "走访次数已是最少" in shown(plan(), fewest, Language.ZH)


def test_published_stops_that_moved_are_counted():
    """Three of forty; nothing where no stop of these days was published."""
    moved = YARDSTICKS._replace(moved=Moved(3, 40))
    assert "Published stops moved: 3 of 40." in shown(plan(), moved)
    assert "已发布的走访改动 3 次（共 40 次）。" in shown(plan(), moved, Language.ZH)
    assert "Published" not in shown(plan(), YARDSTICKS._replace(moved=Moved(0, 0)))


@pytest.mark.parametrize("yardsticks", [{"gap": 1.5}, {"visits": 0}, {"visits": 99}])
def test_a_gap_that_says_nothing_is_not_shown(yardsticks):
    """No per cents of more than twice the bound, nor of nothing."""
    assert "best possible" not in shown(plan(), YARDSTICKS._replace(**yardsticks))


@pytest.mark.parametrize("language", Language)
def test_nothing_is_cut_off_on_a_narrow_terminal(language):
    """Sixty columns hold every figure, in both languages."""
    console = Console(width=60, file=StringIO())
    yardsticks = YARDSTICKS._replace(gap=0.123, visits=300, moved=Moved(321, 321))
    show_summary(console, plan(), KPIS, yardsticks, language)
    text = console.file.getvalue()
    assert "…" not in text
    assert max(map(cell_len, text.splitlines())) <= 60
    assert "97.5%" in text


@pytest.mark.parametrize(
    ("language", "label"), [(Language.ZH, "走访次数"), (Language.EN, "visits")]
)
def test_figures_in_both_languages(language, label):
    """The count of visits stands under its label."""
    assert row(shown(plan(), language=language), label) == [label, "321"]


def test_unserved_are_told_with_their_remedy_and_counted():
    """The first ones in full, then how many more."""
    entries = tuple(
        unserved(f"S{number}", says=f"why {number} [x]", remedy=f"do {number}")
        for number in range(UNSERVED_SHOWN + 3)
    )
    text = shown(plan(unserved=entries))
    assert "• why 0 [x]\n  → do 0\n" in text
    assert f"why {UNSERVED_SHOWN} " not in text
    assert "3 more are unserved" in text


def test_machine_gets_the_same_figures():
    """The JSON holds the figures and what they are measured by."""
    content = summary_json(plan(), KPIS, YARDSTICKS._replace(visits=300))
    assert content["kpis"]["visits"] == 321
    assert content["late_bound"]["orange"] == 2
    assert (content["visits_bound"], content["visits_gap"]) == (
        300,
        pytest.approx(0.07),
    )
