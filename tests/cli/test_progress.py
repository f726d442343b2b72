"""A running search, seen."""

import sys
from io import StringIO
from threading import Event

import pytest

from scheduler.cli.progress import sentence, shown_progress
from scheduler.domain.words import Tag
from scheduler.errors import Language, Text
from scheduler.solver.progress import Progress

LATE = {Tag.RED: 0, Tag.ORANGE: 3, Tag.GREEN: 12}


def progress(zh="选日子", en="days", late=None, left=8.4):
    return Progress(phase=Text(zh, en), late_days=late, cost=None, seconds_left=left)


def test_sentence_has_phase_best_so_far_and_seconds_left():
    """Both languages say all three."""
    text = sentence(progress(late=LATE), 8.4)
    assert text.zh == "选日子 · 逾期天数 红 0 橙 3 绿 12 · 剩余 8 秒"
    assert text.en == "days · days late red 0 orange 3 green 12 · 8 s left"


def test_before_the_first_plan_no_lateness_is_told():
    """Nothing is invented where there is no plan yet."""
    assert sentence(progress(), 8.4).en == "days · 8 s left"


def test_off_a_terminal_each_phase_is_one_line(capsys):
    """Many reports of one phase make one line in a log."""
    with shown_progress(Language.EN, Event()) as report:
        for phase in ("days", "days", "search", "search"):
            report(progress(en=phase, zh=phase))
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["days · 8 s left", "search · 8 s left"]


def test_off_a_terminal_the_first_plan_is_a_line_of_its_own(capsys):
    """A log tells when there was a plan first, and what it was worth."""
    with shown_progress(Language.EN, Event()) as report:
        for late in (None, LATE, {**LATE, Tag.GREEN: 2}):
            report(progress(late=late))
    lines = capsys.readouterr().err.splitlines()
    first = "days · days late red 0 orange 3 green 12 · 8 s left"
    assert lines == ["days · 8 s left", first]


class Terminal(StringIO):
    """Text that says it is a terminal."""

    def isatty(self):
        """Return that it is one."""
        return True


@pytest.mark.parametrize("told", [False, True])
def test_on_a_terminal_an_asked_for_end_is_told(monkeypatch, told):
    """Once told to stop, the live line says how to leave at once; not before."""
    terminal, stop = Terminal(), Event()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with shown_progress(Language.EN, stop) as report:
        report(progress())
        if told:
            stop.set()
    assert ("days · 8 s left" in terminal.getvalue()) is not told
    assert ("Ctrl-C again" in terminal.getvalue()) is told
