"""Ctrl-C, once and twice."""

import signal

import pytest

from scheduler.cli.interrupt import stopped_by_interrupt


def test_first_interrupt_asks_for_the_best_plan_so_far(capsys):
    """One Ctrl-C sets the event, writes nothing and goes on."""
    with stopped_by_interrupt() as stop:
        assert not stop.is_set()
        signal.raise_signal(signal.SIGINT)
        assert stop.is_set()
    assert capsys.readouterr() == ("", "")


def test_second_interrupt_leaves():
    """Two of them end the work."""
    with stopped_by_interrupt():
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_afterwards_an_interrupt_is_what_it_was():
    """The handler from before is back in place."""
    before = signal.getsignal(signal.SIGINT)
    with stopped_by_interrupt():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
