"""Whether a shift reaches a senior's home in time, and home again."""

from scheduler.solver.kernel.instance import Instance

Span = tuple[int, int]


def reaches(instance: Instance, vehicle: int, senior: int, starts: Span) -> bool:
    """Return whether an otherwise empty shift has room for a start in the span.

    Parameters
    ----------
    starts
        Earliest and latest start, in seconds since midnight.
    """
    base = int(instance.vehicle_base[vehicle])
    table = instance.travel[instance.vehicle_profile[vehicle]]
    there = int(instance.vehicle_start[vehicle]) + int(table[base, senior])
    start = max(starts[0], there)
    back = start + int(instance.service[senior]) + int(table[senior, base])
    return start <= starts[1] and back <= int(instance.vehicle_end[vehicle])
