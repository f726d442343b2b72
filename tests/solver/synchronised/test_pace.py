"""How far a run has come, by effort or by the clock, and how it is stopped."""

from threading import Event

from scheduler.solver.synchronised.pace import BURST, Counted, Timed

LONG = 3600.0


def test_counted_by_effort():
    """A quarter of the effort is a quarter of the run; short runs look often."""
    assert Counted(1000.0).part(250.0) == 0.25
    assert Counted(1000.0).burst < 1000.0 / 10
    assert Counted(1e12).burst == BURST


def test_timed_whatever_the_effort():
    """An hour has hardly begun, and some of it has passed."""
    assert 0.0 < Timed(LONG).part(1e12) < 0.5
    assert Timed(1e-9).part(0.0) >= 1.0


def test_stopped_from_outside():
    """Both are over as soon as the event is set."""
    stop = Event()
    paces = Counted(1000.0, stop), Timed(LONG, stop)
    assert all(pace.part(0.0) < 1.0 for pace in paces)
    stop.set()
    assert all(pace.part(0.0) == 1.0 for pace in paces)
