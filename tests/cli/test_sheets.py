"""`qixiu sheets`: whose paper, of which day, where it goes, and what stops it."""

import json

import pytest
from builders import MONDAY, carer, day, plan, roster, route, senior, stop
from commandline import qixiu
from papers import pages_of

from scheduler.domain.policy import Policy
from scheduler.files.community import CommunityFiles, write_community
from scheduler.files.plan_json import write_plan
from scheduler.planning import read_problem, read_problem_of
from scheduler.solver.unserved import unserved
from scheduler.travel.estimate import estimate

NOTES = "独居；门铃坏了"


@pytest.fixture
def given(tmp_path):
    """Return a data folder and a plan: two carers visit on Monday, one on Tuesday."""
    data = tmp_path / "data"
    seniors = [senior(f"S{n}", building=str(n), notes=NOTES) for n in (1, 2, 3)]
    carers = (carer("C1", "volunteer", name="李素芬"), carer("C2", name="王敏"))
    files = CommunityFiles(
        policy=Policy(),
        seniors=tuple(seniors),
        carers=carers,
        roster=roster("C1", "C2"),
    )
    write_community(data, files)
    of, _ = read_problem(data, MONDAY, 2)
    legs = estimate(files.policy, files.seniors, files.carers)
    routes = [
        a_route(legs, "C2", "S2", MONDAY),
        a_route(legs, "C1", "S1", MONDAY),
        a_route(legs, "C1", "S3", day(1)),
    ]
    made = plan(*routes, of=of)
    path = tmp_path / "plan.json"
    write_plan(path, made.replace(unserved=unserved(of, made.routes)))
    return data, path


def a_route(legs, carer_id, senior_id, on):
    out, back = legs.legs(carer_id, [senior_id])
    visit = stop(senior_id, travel_seconds=out)
    return route(
        visit,
        carer_id=carer_id,
        on=on,
        leave=visit.arrive - out,
        back=visit.end + back,
        travel_seconds=out + back,
    )


def test_one_file_for_the_printer_in_the_order_of_carers(given, tmp_path):
    """The first planned day without being told; two sides each."""
    out = tmp_path / "sheets.pdf"
    result = qixiu("sheets", *given, "--out", out)
    assert result.exit_code == 0, result.stderr
    pages = pages_of(out.read_bytes())
    assert len(pages) == 4
    assert ["李素芬" in page for page in pages] == [True, True, False, False]
    assert "2026年11月23日" in pages[0]


def test_a_folder_holds_one_file_for_each(given, tmp_path):
    """Named by day and carer; what else lies there stays."""
    out = tmp_path / "sheets"
    out.mkdir()
    (out / "mine.txt").write_text("")
    qixiu("sheets", *given, "--out", out)
    assert {file.name for file in out.iterdir()} == {
        "2026-11-23-C1.pdf",
        "2026-11-23-C2.pdf",
        "mine.txt",
    }


def test_one_carer_of_another_day_in_english(given, tmp_path):
    """Just that sheet."""
    out = tmp_path / "one.pdf"
    asked = ("--date", day(1), "--carer", "C1", "--lang", "en")
    qixiu("sheets", *given, "--out", out, *asked)
    pages = pages_of(out.read_bytes())
    assert len(pages) == 2
    assert "Tue24Nov2026" in pages[0]


def test_the_same_file_twice(given, tmp_path):
    """Joined sheets, too, are the same bytes."""
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for out in files:
        qixiu("sheets", *given, "--out", out)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_notes_held_back_are_pointed_out(given, tmp_path):
    """The coordinator learns that the volunteer's sheet does not say everything."""
    result = qixiu("sheets", *given, "--out", tmp_path / "a.pdf", "--lang", "en")
    assert "C1, stops 1: notes are not printed in full" in result.stderr
    assert "C2" not in result.stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--date", "2026-12-24"), "2026-11-23 to 2026-11-24"),
        (("--carer", "C9"), "no carer has this id"),
        (("--date", "2026-11-24", "--carer", "C2"), "those who have: C1"),
    ],
)
def test_nothing_to_print_is_wrong_input(given, tmp_path, asked, says):
    """A day outside the plan, a stranger, a carer without visits: exit code 2."""
    out = tmp_path / "a.pdf"
    result = qixiu("sheets", *given, "--out", out, *asked, "--lang", "en")
    assert result.exit_code == 2
    assert says in result.stderr
    assert not out.exists()


def test_a_broken_plan_is_not_printed(given, tmp_path):
    """The rule is named, exit code 4, and what lay there stays."""
    data, path = given
    content = json.loads(path.read_text())
    content["routes"][0]["stops"][0]["end"] = "09:01:00"
    path.write_text(json.dumps(content))
    out = tmp_path / "a.pdf"
    out.write_text("old")
    result = qixiu("sheets", data, path, "--out", out, "--lang", "en")
    assert result.exit_code == 4
    assert "S2" in result.stderr
    assert out.read_text() == "old"


def test_a_plan_of_other_data_is_doubted_and_printed(given, tmp_path):
    """The warning names both fingerprints."""
    data, path = given
    was = read_problem(data, MONDAY, 2).problem.fingerprint()[:8]
    (data / "policy.toml").write_text('[sheets]\nduty_desk = "5555 0000"\n')
    now = read_problem(data, MONDAY, 2).problem.fingerprint()[:8]
    out = tmp_path / "a.pdf"
    result = qixiu("sheets", data, path, "--out", out, "--lang", "en")
    assert result.exit_code == 0
    assert f"data_hash {was}, now {now}" in result.stderr
    assert "55550000" in pages_of(out.read_bytes())[0]


def test_what_came_of_a_plan_does_not_make_it_stale(given, tmp_path):
    """Results keyed in since, even of its first day, are not held against it."""
    data, path = given
    (data / "visits.csv").write_text(
        "senior_id,date,carer_id,outcome,minutes\n"
        "S1,2026-11-23,C1,completed,15\nS2,2026-11-24,C2,no_answer,\n"
    )
    out = tmp_path / "a.pdf"
    result = qixiu("sheets", data, path, "--date", day(1), "--out", out)
    assert result.exit_code == 0, result.stderr
    assert "data_hash" not in result.stderr


def test_other_visits_before_the_plan_do(given):
    """A visit that the plan could have known stays in its data."""
    data, path = given
    from scheduler.files.plan_json import read_plan

    (data / "visits.csv").write_text(
        "senior_id,date,carer_id,outcome,minutes\n"
        "S1,2026-11-22,C1,completed,15\nS1,2026-11-23,C2,phone,\n"
    )
    of, _ = read_problem_of(data, read_plan(path))
    assert [(r.date, r.carer_id) for r in of.records] == [
        (day(-1), "C1"),
        (MONDAY, "C2"),
    ]


def test_the_board_shows_codes_unless_names_are_asked_for(given, tmp_path):
    """It hangs where visitors see it."""
    texts = []
    for extra in ((), ("--names",)):
        out = tmp_path / "board.pdf"
        qixiu("sheets", *given, "--kind", "board", "--out", out, *extra)
        texts.append("".join(pages_of(out.read_bytes())))
    assert ["李素芬" in text for text in texts] == [False, True]


def test_cards_are_for_those_visited_that_day(given, tmp_path):
    """One for each home, to be taken along."""
    out = tmp_path / "cards"
    qixiu("sheets", *given, "--kind", "card", "--out", out, "--carer", "C1")
    assert [file.name for file in out.iterdir()] == ["2026-11-23-card-001-S1.pdf"]


def test_ids_that_are_no_file_names_make_files_all_the_same(tmp_path):
    """A slash in an id leads nowhere else."""
    data, path = tmp_path / "data", tmp_path / "plan.json"
    files = CommunityFiles(
        policy=Policy(),
        seniors=(senior("S1"),),
        carers=(carer("../C1"),),
        roster=roster("../C1"),
    )
    write_community(data, files)
    of, _ = read_problem(data, MONDAY, 1)
    write_plan(path, plan(a_route(of.travel, "../C1", "S1", MONDAY), of=of))
    out = tmp_path / "out"
    result = qixiu("sheets", data, path, "--out", out)
    assert result.exit_code == 0, result.stderr
    (file,) = out.iterdir()
    assert file.name.startswith("2026-11-23-___C1-")
