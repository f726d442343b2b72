"""The README tells the truth."""

import re
import shlex
from pathlib import Path

import pytest
from commandline import qixiu
from typer.main import get_command

from api.cli.app import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(?:python)?\n(.*?)```", README, re.DOTALL)
COMMANDS = [
    line.split("qixiu ", 1)[1].removesuffix(" &")
    for block in BLOCKS
    for line in block.splitlines()
    if ".venv/bin/qixiu " in line and not re.search(r"[;$]", line)
]
FIGURES = re.compile(r"([a-z ()]+?)((?: +[\d.]+%?)+) *")


def test_two_commands_stand_near_the_top_each_on_one_line():
    """One runs the demo, one the tests; each makes the virtual environment itself."""
    demo, tests = [line for line in README.splitlines()[:25] if "-m venv" in line]
    assert demo.endswith("qixiu demo")
    assert tests.endswith("pytest")


def test_ci_runs_the_test_command_of_the_readme():
    """The script takes the line from the README; there is exactly one."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "grep -m1 '^python3 -m venv .*pytest' README.md" in script
    assert len(re.findall(r"^python3 -m venv .*pytest", README, re.MULTILINE)) == 1


@pytest.mark.parametrize("line", COMMANDS)
def test_documented_commands_parse(line):
    """Every command shown exists and takes the options shown."""
    name, *arguments = shlex.split(line)
    command = get_command(app).commands[name]
    command.make_context(name, arguments)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_linked_files_exist(link):
    """No link leads nowhere."""
    assert (ROOT / link).exists()


def figures(text):
    """Return each row's numbers by its label, in the order of the rows."""
    rows = (FIGURES.fullmatch(line) for line in text.splitlines())
    return {row[1].strip(): row[2].split() for row in rows if row}


def test_the_example_gives_what_is_shown(tmp_path, monkeypatch):
    """The example prints the rows shown: lateness and unserved exactly, work nearly.

    How far a search comes in two seconds differs a little from machine to machine.
    """
    shown = re.search(r"example: begin -->\n```\n(.*?)```", README, re.DOTALL)
    (line,) = [line for line in COMMANDS if line.startswith("plan fixtures/small")]
    monkeypatch.chdir(ROOT)
    arguments = shlex.split(line.replace("plan.json", str(tmp_path / "plan.json")))
    result = qixiu(*arguments)
    assert result.exit_code == 0, result.stderr
    printed, documented = figures(result.stdout), figures(shown[1])
    assert list(printed) == list(documented)
    for label in ("red", "orange", "green", "unserved"):
        assert printed[label] == documented[label]
    for label in ("visits", "travel minutes", "service minutes"):
        (now,), (then,) = printed[label], documented[label]
        assert float(now) == pytest.approx(float(then), rel=0.15)


def test_the_python_example_runs(monkeypatch):
    """What a reader copies into a notebook makes a plan."""
    monkeypatch.chdir(ROOT)
    (code,) = [block for block in BLOCKS if "make_plan" in block]
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["plan"].kpis.visits > 0
