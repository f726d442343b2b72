"""The clock: what it ends, and what it lets go on when it is put off."""

from threading import Event

from builders import problem

from scheduler.solver.arrays import to_instance
from scheduler.solver.bound import proved_bound
from scheduler.solver.budget import Clock


def test_a_clock_put_off_lets_a_proof_go_on():
    """Compiling longer than the limit costs nothing: what it ended is ready again."""
    instance, clock = to_instance(problem()), Clock(0.0, None)
    assert clock.check()
    assert proved_bound(instance, 60.0, clock.interrupter) is None
    clock.prolong(60.0)
    assert clock.brake[0] == 0
    assert proved_bound(instance, clock.left, clock.interrupter) is not None


def test_a_clock_put_off_is_still_stopped():
    """Whoever asked for an end has it, however much time is added."""
    stop = Event()
    stop.set()
    instance, clock = to_instance(problem()), Clock(1.0, stop)
    clock.prolong(60.0)
    assert clock.brake[0] == 1
    assert proved_bound(instance, 60.0, clock.interrupter) is None
