"""Sorting few numbers by their keys, without taking memory."""

from scheduler.solver.kernel.compiled import compiled
from scheduler.solver.kernel.handle import Floats1, Ints1


@compiled
def sort_by_key(keys: Floats1, numbers: Ints1, count: int) -> None:
    """Sort the first numbers, and their keys with them; equal keys stay in order."""
    for place in range(1, count):
        key, number = keys[place], numbers[place]
        hole = place
        while hole > 0 and keys[hole - 1] > key:
            keys[hole] = keys[hole - 1]
            numbers[hole] = numbers[hole - 1]
            hole -= 1
        keys[hole] = key
        numbers[hole] = number
