"""The commands as a user types them: what they write where, and their exit codes."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from builders import MONDAY, plan
from commandline import one_and_one, qixiu

from scheduler.files.plan_json import read_plan, write_plan
from scheduler.planning import read_problem
from scheduler.solver.unserved import unserved


@pytest.fixture
def data(tmp_path):
    return one_and_one(tmp_path / "data")


def empty_plan(data, tmp_path, listed=True):
    """Return a file with a plan without visits, the senior listed or not."""
    of, _ = read_problem(data, MONDAY, 1)
    entries = unserved(of, ()) if listed else ()
    path = tmp_path / "plan.json"
    write_plan(path, plan(of=of, unserved=entries))
    return path


class TestProgram:
    """What holds for every command."""

    @pytest.mark.parametrize("command", ["demo", "plan", "check", "sheets", "generate"])
    def test_help_is_in_both_languages_with_an_example(self, command):
        """Each help text speaks Chinese first and shows a command to copy."""
        text = qixiu(command, "--help").stdout
        assert f"例 Example: qixiu {command}" in text

    def test_version(self):
        """The version is printed on standard output."""
        assert qixiu("--version").stdout.startswith("qixiu 0.")

    def test_unknown_command_is_wrong_input(self):
        """A mistyped command ends with exit code 2."""
        assert qixiu("paln").exit_code == 2

    def test_help_loads_nothing_heavy(self):
        """Asking for help imports neither numbers, tables nor solvers."""
        code = (
            "import sys, scheduler\n"
            "from typer.testing import CliRunner\n"
            "from scheduler.cli.app import app\n"
            "assert CliRunner().invoke(app, ['plan', '--help']).exit_code == 0\n"
            "heavy = {'numpy', 'pandas', 'openpyxl', 'ortools', 'numba'}\n"
            "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


class TestFailures:
    """Failures are sentences with exit codes."""

    def test_missing_data_is_wrong_input(self, tmp_path):
        """A folder that is not there ends with 2 and is named."""
        result = qixiu("plan", tmp_path / "nowhere", "--date", MONDAY)
        assert result.exit_code == 2
        assert "nowhere" in result.stderr
        assert result.stdout == ""

    def test_json_lists_every_finding(self, data):
        """With --json the findings are on standard output, field by field."""
        (data / "seniors.csv").write_text("senior_id,name,tag\nS1,A,purple\n")
        result = qixiu("plan", data, "--date", MONDAY, "--json", "--lang", "en")
        assert result.exit_code == 2
        findings = json.loads(result.stdout)["findings"]
        tag = next(finding for finding in findings if finding["column"] == "tag")
        assert (tag["file"], tag["row"]) == ("seniors.csv", 2)
        assert (tag["value"], tag["severity"]) == ("purple", "error")

    def test_wrong_date_says_what_would_be_right(self, data):
        """A date that is none ends with 2 and an example."""
        result = qixiu("plan", data, "--date", "soon")
        assert result.exit_code == 2
        assert "2026-11-23" in result.stderr

    @pytest.mark.parametrize(
        "text", ["2026-11-23", "20261123", "2026/11/23", "2026年11月23日"]
    )
    def test_dates_are_read_as_people_write_them(self, tmp_path, text):
        """A good date in any spelling leads on to the missing folder."""
        result = qixiu("plan", tmp_path / "nowhere", "--date", text)
        assert "nowhere" in result.stderr

    def test_missing_travel_times_end_with_three(self, data):
        """A travel table without the needed pairs has its own exit code."""
        (data / "travel.csv").write_text("from,to,mode,seconds\noffice,S1,walk,60\n")
        assert qixiu("plan", data, "--date", MONDAY).exit_code == 3

    def test_file_that_cannot_be_written_is_no_stack_trace(self, data, tmp_path):
        """A target below a file is named in a sentence, with exit code 2."""
        (tmp_path / "file").write_text("")
        target = tmp_path / "file" / "x"
        result = qixiu("generate", "--seniors", 3, "--seed", 1, "--out", target)
        assert result.exit_code == 2
        assert "file" in result.stderr
        assert "Traceback" not in result.stderr

    def test_our_bug_is_a_sentence_and_debug_shows_the_trace(self, data, monkeypatch):
        """An unexpected exception ends with 1; --debug lets it through."""

        def broken(*_):
            raise ZeroDivisionError("oh")

        monkeypatch.setattr("scheduler.planning.read_problem", broken)
        result = qixiu("plan", data, "--date", MONDAY, "--lang", "en")
        assert result.exit_code == 1
        assert "our bug" in result.stderr
        assert "ZeroDivisionError: oh" in result.stderr
        debugged = qixiu("--debug", "plan", data, "--date", MONDAY)
        assert isinstance(debugged.exception, ZeroDivisionError)

    def test_interrupt_before_a_plan_is_there(self, data, monkeypatch):
        """Ctrl-C while reading leaves with 130 and a sentence."""

        def interrupted(*_):
            raise KeyboardInterrupt

        monkeypatch.setattr("scheduler.planning.read_problem", interrupted)
        result = qixiu("plan", data, "--date", MONDAY, "--lang", "en")
        assert result.exit_code == 130
        assert "nothing was written" in result.stderr


class TestCheck:
    """`qixiu check` tells good plans from broken ones."""

    def test_good_plan(self, data, tmp_path):
        """A plan that leaves everybody unserved and says so breaks no rule."""
        result = qixiu("check", data, empty_plan(data, tmp_path), "--lang", "en")
        assert result.exit_code == 0
        assert "No rule is broken." in result.stdout

    def test_broken_plan_ends_with_four(self, data, tmp_path):
        """A senior who is neither visited nor listed is named, exit code 4."""
        path = empty_plan(data, tmp_path, listed=False)
        result = qixiu("check", data, path, "--lang", "en")
        assert result.exit_code == 4
        assert "Broken rules: 1" in result.stdout
        assert "S1" in result.stdout

    def test_a_plan_under_way_is_judged_by_what_was_known_before(self, tmp_path):
        """Results keyed in since neither break its rules nor stop the check."""
        data, path = one_and_one(tmp_path / "data"), tmp_path / "plan.json"
        qixiu(
            "plan", data, "--date", "2026-11-23", "--time-limit", "0.5", "--out", path
        )
        stops = [route for route in read_plan(path).routes if route.stops]
        rows = [f"S1,{route.date},C1,completed,15" for route in stops[:2]]
        table = "\n".join(["senior_id,date,carer_id,outcome,minutes", *rows, ""])
        (data / "visits.csv").write_text(table, "utf-8")
        result = qixiu("check", data, path, "--lang", "en")
        assert (len(rows), result.exit_code) == (2, 0), result.output

    def test_json_holds_violations_and_figures(self, data, tmp_path):
        """The machine gets who, where, by how much, and the figures."""
        path = empty_plan(data, tmp_path, listed=False)
        result = qixiu("check", data, path, "--json")
        assert result.exit_code == 4
        content = json.loads(result.stdout)
        assert content["valid"] is False
        assert content["violations"][0]["senior_id"] == "S1"
        assert content["kpis"]["late_days"] == {"red": 0, "orange": 0, "green": 1}

    def test_plan_of_other_data_is_doubted(self, data, tmp_path):
        """A changed table leaves a warning on standard error."""
        path = empty_plan(data, tmp_path)
        (data / "policy.toml").write_text('[community]\nname = "elsewhere"\n')
        result = qixiu("check", data, path, "--lang", "en")
        assert "data_hash differs" in result.stderr

    def test_wrongly_stated_figures_are_doubted(self, data, tmp_path):
        """Key figures that the plan states and nobody counted are pointed out."""
        path = empty_plan(data, tmp_path)
        of, _ = read_problem(data, MONDAY, 1)
        boast = read_plan(path)
        from scheduler.planning import check_plan

        figures = check_plan(of, boast).kpis.replace(visits=99)
        write_plan(path, boast.replace(kpis=figures))
        result = qixiu("check", data, path, "--lang", "en")
        assert "other key figures" in result.stderr


class TestGenerate:
    """`qixiu generate` writes what `plan` reads."""

    @pytest.mark.parametrize("name", ["folder", "book.xlsx"])
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_what_is_written_reads_back(self, tmp_path, name, language):
        """Folder or workbook, Chinese or English: the seniors are all there."""
        out = tmp_path / name
        result = qixiu(
            *("generate", "--seniors", 12, "--seed", 3, "--out", out),
            *("--lang", language),
        )
        assert result.exit_code == 0
        assert result.stdout == ""
        of, _ = read_problem(out, date(2026, 11, 23))
        assert len(of.seniors) == 12

    def test_same_seed_same_bytes(self, tmp_path):
        """Two runs with one seed write the same files."""
        for name in "ab":
            qixiu(
                *("generate", "--seniors", 5, "--seed", 7),
                *("--date", "2026-12-07", "--out", tmp_path / name),
            )
        first, second = (
            {file.name: file.read_bytes() for file in Path(tmp_path / name).iterdir()}
            for name in "ab"
        )
        assert first == second
