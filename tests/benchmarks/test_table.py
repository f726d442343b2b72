"""The benchmark table keeps what was measured and says of it only what it shows.

Nothing is timed here, and no rival runs: commands are a line of Python each.
"""

import json
import sys
from pathlib import Path

import pytest
from tabled import days, details, good, kept, plans, replans
from tabled.kept import Kept
from tabled.machine import about
from tabled.place import Place
from tabled.rows import MAKERS, USUAL, rows
from tabled.section import put_in, section
from tabled.sizes import SHORT, Sizes
from tabled.steps import Failed, Measured, Step, measure

ROOT = Path(__file__).parents[2]


def silent(_):
    """Hear nothing."""


def python(code):
    return (sys.executable, "-c", code)


def counting(path, name="a", result="[]"):
    """Return a step that adds a line to a file each time that it runs."""
    code = f"open({str(path)!r}, 'a').write('x'); print({result!r})"
    return Step(name, python(code), 1.0)


def measured(result, said=()):
    return Measured(
        command=("qixiu",),
        date="2026-11-23 10:00",
        load=0.5,
        seconds=9.0,
        memory_mb=400,
        said=list(said),
        result=result,
    )


def row(*results, **changes):
    steps = {str(number): measured(result) for number, result in enumerate(results)}
    return Kept(command="qixiu …", steps=steps, **changes)


def test_a_step_gives_what_it_prints_and_when_it_speaks():
    """Standard output is the result, standard error is timed line by line."""
    code = "import sys; print('one', file=sys.stderr); print('[1, 2]')"
    heard = []
    found = measure(Step("a", python(code), 1.0), heard.append)
    assert found.result == [1, 2]
    assert [line for _, line in found.said] == heard == ["one"]
    assert found.memory_mb > 1


def test_a_step_may_write_a_table_in_place_of_printing(tmp_path):
    """What lay there before is not taken for the result."""
    table = tmp_path / "a.csv"
    table.write_text("old\n1\n")
    code = f"open({str(table)!r}, 'a').write('n\\n7\\n')"
    step = Step("a", python(code), 1.0, fresh=table, table=table)
    assert measure(step, silent).result == [{"n": "7"}]


def test_a_command_that_fails_says_why_without_its_frame():
    """The last words count, not the box around them."""
    code = "raise SystemExit('╭─ Error ─╮\\n│ no such day │\\n╰──╯')"
    with pytest.raises(Failed, match=r"^Error no such day$"):
        measure(Step("a", python(code), 1.0), silent)


def test_what_is_measured_already_is_not_measured_again(tmp_path):
    """The same command once; another command of that name anew."""
    file, ran = tmp_path / "row.json", tmp_path / "ran"
    first = counting(ran)
    for _ in range(2):
        found = kept.fill(file, Kept(command="c"), (first,), silent, silent)
    assert ran.read_text() == "x"
    assert kept.read(file) == found
    changed = counting(ran, result="[1]")
    found = kept.fill(file, Kept(command="c"), (changed,), silent, silent)
    assert (ran.read_text(), found.steps["a"].result) == ("xx", [1])


def test_an_interrupted_row_goes_on_where_it_was(tmp_path):
    """What was measured before stays while what comes first is measured late."""
    file, ran = tmp_path / "row.json", tmp_path / "ran"
    later = counting(ran, "later")
    kept.fill(file, Kept(command="c"), (later,), silent, silent)

    def stop(_):
        raise KeyboardInterrupt

    both = (counting(ran, "sooner"), later)
    with pytest.raises(KeyboardInterrupt):
        kept.fill(file, Kept(command="c"), both, stop, silent)
    assert [step.name for step in kept.left_to_do(both, kept.read(file))] == ["sooner"]


def test_a_failure_is_kept_and_stops_no_other(tmp_path):
    """It is left to do; the next step is measured."""
    file, ran = tmp_path / "row.json", tmp_path / "ran"
    steps = (Step("bad", python("raise SystemExit('why')"), 1.0), counting(ran))
    found = kept.fill(file, Kept(command="c"), steps, silent, silent)
    assert found.failed == {"bad": "why"}
    assert [step.name for step in kept.left_to_do(steps, kept.read(file))] == ["bad"]


@pytest.mark.parametrize("shared", [None, Path("elsewhere")])
@pytest.mark.parametrize("has_rivals", [False, True])
@pytest.mark.parametrize("sizes", [Sizes(), SHORT])
def test_every_row_has_steps_or_a_reason(tmp_path, shared, has_rivals, sizes):
    """Whatever is missing is said, and no two steps of a row share a name."""
    made = rows(Place(tmp_path, shared, has_rivals), sizes)
    assert [one.key for one in made] == list(MAKERS)
    for one in made:
        assert bool(one.steps) is not bool(one.absent)
        assert len({step.name for step in one.steps}) == len(one.steps)


def test_the_whole_table_takes_less_than_an_hour(tmp_path):
    """The stated times add up to what can be planned for."""
    made = rows(Place(tmp_path, Path("elsewhere"), True), Sizes())
    assert sum(one.seconds for one in made if one.key in USUAL) <= 55 * 60


def run(solver="qixiu", seconds=3.0, travel=100, seed=0, instance="day", **more):
    left = {f"unserved_{tag}": 0 for tag in ("red", "orange", "green")}
    return {
        "instance": instance,
        "solver": solver,
        "seconds": seconds,
        "travel_seconds": travel,
        "seed": seed,
        "rules_broken": 0,
        **left,
        **more,
    }


def test_travel_is_the_median_of_the_seeds():
    """Of that day, that solver and that limit alone."""
    runs = [run(travel=t, seed=t) for t in (90, 100, 200)] + [run(seconds=1.0)]
    assert days.travel(runs, "day", "qixiu", 3.0) == 100
    assert days.travel(runs, "day", "PyVRP", 3.0) is None


@pytest.mark.parametrize("flaw", [{"rules_broken": 1}, {"unserved_green": 1}])
def test_travel_of_a_plan_with_a_flaw_does_not_count(flaw):
    """Leaving out who others serve is no saving, breaking a rule neither."""
    runs = [run(), run("PyVRP", travel=50, **flaw), run("VROOM", travel=120)]
    assert days.travel(runs, "day", "PyVRP", 3.0) is None
    assert days.best_rival(runs, "day", 3.0) == 120


def test_a_mean_needs_every_day():
    """The mean of 0.9 and 1.1 is 1; with a day missing there is none."""
    assert days.mean_ratio([(90.0, 100.0), (110.0, 100.0)]) == pytest.approx(1.0)
    assert days.mean_ratio([(90.0, 100.0), (None, 100.0)]) is None


def measured_days(ours):
    """Return the rows of one day on which the best rival drives 100 s in 60."""
    own = [run(travel=ours), run(travel=ours, seconds=1.0)]
    others = [run("PyVRP", 60.0, 100), run("VROOM", 60.0, 110), run("PyVRP", 2.0, 90)]
    return {"day": row(own), "rivals": row(others)}


@pytest.mark.parametrize(("ours", "met"), [(100, "yes"), (101, "no")])
def test_a_day_is_held_against_the_best_rival_with_the_longest_limit(ours, met):
    """At 3 s, equal is enough and a hundredth more is not."""
    line = good.good_table(measured_days(ours)).splitlines()[2]
    assert f"| {ours / 100:.3f} of theirs as run here | {met} |" in line


def test_the_first_plan_is_timed_by_its_message():
    """The first message that tells days late; none: nobody knows."""
    said = [
        (1.0, "Choosing the days"),
        (2.5, "x · days late red 1"),
        (4.0, "days late"),
    ]
    assert plans.first_plan(measured({}, said)) == 2.5
    assert plans.first_plan(measured({}, said[:1])) is None


@pytest.mark.parametrize(
    ("seconds", "moved", "met"),
    [("1.4", "1", True), ("1.7", "1", False), ("1.4", "2", False)],
)
def test_replanning_is_held_to_its_median_and_to_what_moves(seconds, moved, met):
    """A second in the median, one stop in twenty, of the first way alone."""
    tags = {"red": "0", "orange": "0", "green": "0"}
    absences = [
        {"way": way, "seconds": taken, "lost": "10", "moved": count, **tags}
        for way, taken, count in (
            ("proposal", "0.4", "0"),
            ("proposal", seconds, moved),
            ("plan --from", "9.0", "9"),
        )
    ]
    said, answer = replans.said(absences)
    assert f"at most {seconds}0 s; {moved} moved beside the 20" in said
    assert answer is met


def test_growth_is_told_by_the_power_that_fits():
    """Four times the seconds for twice the seniors is a square."""
    runs = [
        {"seniors": str(n), "first_seconds": "1", "seconds": str(n * n), "visits": "9"}
        | {"memory_mb": str(n), "arising": "0"}
        for n in (100, 200, 400)
    ]
    last = details.growth_table({"growth": row(runs)}).splitlines()[-1]
    assert [cell.strip() for cell in last.split("|")[2:5]] == [
        "^0.00",
        "^2.00",
        "^1.00",
    ]


def test_a_section_tells_what_was_not_measured_and_why():
    """Absent, failed and never tried rows are each told; nothing is invented."""
    known = {
        **measured_days(100),
        "large": row(absent="no rivals here"),
        "city": Kept(command="c", failed={"city": "out of disk"}),
    }
    text = section(about(), known, 50)
    assert "no rivals here" in text
    assert "Failed, city: out of disk" in text
    assert text.count("not measured") == sum(ask.row not in known for ask in good.ASKS)
    assert "load 0.5 to 0.5" in text
    assert "tests/benchmarks/service.py" in text


def test_the_readme_gets_the_section_and_keeps_all_else():
    """Only what stands between the two marks is replaced."""
    readme = (ROOT / "README.md").read_text("utf-8")
    changed = put_in(readme, "new \\1\n")
    head, tail = changed.split("new \\1\n")
    assert readme.startswith(head)
    assert readme.endswith(tail)
    with pytest.raises(ValueError, match="no place"):
        put_in("nothing", "new")


def test_rows_on_disk_are_json_for_other_programs(tmp_path):
    """A row can be read without this code."""
    path = tmp_path / "day.json"
    kept.write(path, row([run()]))
    assert json.loads(path.read_text("utf-8"))["steps"]["0"]["result"] == [run()]
