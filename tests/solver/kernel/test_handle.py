"""Handles: compiled code reads what Python has put into a named tuple."""

from typing import NamedTuple

import numpy as np
import pytest
from numba import njit

from scheduler.solver.kernel.compiled import OPTIONS
from scheduler.solver.kernel.handle import (
    Bytes1,
    Bytes2,
    Floats1,
    Ints1,
    Ints2,
    Ints3,
    Legs3,
    Words1,
    handle_for,
    tables_of,
)


class Inner(NamedTuple):
    """A part of a record, after whose table others lie."""

    ints: Ints1
    half: float


class Record(NamedTuple):
    """One field of every kind, in no order."""

    floats: Floats1
    quarter: float
    legs: Legs3
    bytes1: Bytes1
    inner: Inner
    words: Words1
    ints2: Ints2
    bytes2: Bytes2
    ints3: Ints3


as_record = handle_for(Record)


@njit(**OPTIONS)
def read(table, seen, shapes):
    """Copy a record's numbers, each array's last one, and write into one array."""
    record = as_record(table)
    seen[0] = record.floats[2]
    seen[1] = record.quarter
    seen[2] = record.legs[1, 2, 3]
    seen[3] = record.bytes1[1]
    seen[4] = record.inner.ints[3]
    seen[5] = record.inner.half
    seen[6] = record.words[0] >> np.uint64(60)
    seen[7] = record.ints2[2, 1]
    seen[8] = record.bytes2[1, 2]
    seen[9] = record.ints3[1, 0, 2]
    shapes[0], shapes[1], shapes[2] = record.legs.shape
    shapes[3], shapes[4] = record.ints2.shape
    shapes[5] = len(record.inner.ints)
    record.ints2[0, 1] = 77


def record(**changes):
    fields = {
        "floats": np.array([0.5, 1.5, -2.25]),
        "quarter": 0.25,
        "legs": np.arange(24, dtype=np.int32).reshape(2, 3, 4),
        "bytes1": np.array([3, -4], np.int8),
        "inner": Inner(np.array([5, 6, 7, -(1 << 40)]), -0.5),
        "words": np.array([(1 << 64) - 1], np.uint64),
        "ints2": np.arange(6).reshape(3, 2),
        "bytes2": np.arange(6, dtype=np.int8).reshape(2, 3),
        "ints3": np.arange(12).reshape(2, 2, 3),
    }
    return Record(**(fields | changes))


def test_every_field_is_read_back():
    """Numbers and arrays of every kind, nested ones too, arrive whole."""
    given = record()
    seen, shapes = np.zeros(10), np.zeros(6, np.int64)
    tables = tables_of(given)
    read(tables[0], seen, shapes)
    assert seen.tolist() == [-2.25, 0.25, 23, -4, -(1 << 40), -0.5, 15, 5, 5, 8]
    assert shapes.tolist() == [2, 3, 4, 3, 2, 4]


def test_arrays_are_shared_not_copied():
    """What compiled code writes stands in Python's own array."""
    given = record()
    tables = tables_of(given)
    read(tables[0], np.zeros(10), np.zeros(6, np.int64))
    assert given.ints2[0, 1] == 77


@pytest.mark.parametrize(
    "wrong",
    [
        {"ints2": np.arange(6, dtype=np.int32).reshape(3, 2)},
        {"ints2": np.arange(6)},
        {"ints2": np.arange(6).reshape(2, 3).T},
        {"legs": np.zeros((2, 3, 8), np.int32)[:, :, ::2]},
        {"floats": np.zeros(3, np.float32)},
        {"words": np.zeros(1, np.int64)},
        {"inner": Inner(np.zeros(4), 1.0)},
    ],
)
def test_an_array_that_is_not_as_declared_is_refused(wrong):
    """Another kind of number, of dimensions or of layout would be misread."""
    with pytest.raises(ValueError, match=r"is not as \w+ declares"):
        tables_of(record(**wrong))


class Before:
    """Holds a record of a common name."""

    class Pair(NamedTuple):
        """Its number comes first."""

        number: float
        ints: Ints1


class After:
    """Holds another record of the same name."""

    class Pair(NamedTuple):
        """Its number comes last, and has another name."""

        ints: Ints1
        other: float


as_before, as_after = handle_for(Before.Pair), handle_for(After.Pair)


@njit(**OPTIONS)
def number_before(table):
    """Return the number of the first kind of pair."""
    return as_before(table).number


@njit(**OPTIONS)
def number_after(table):
    """Return the number of the second kind of pair."""
    return as_after(table).other


def test_two_records_of_one_name_are_told_apart():
    """Both can be read in one process, whichever was compiled first."""
    ints = np.arange(3)
    before, after = Before.Pair(0.25, ints), After.Pair(ints, 0.5)
    assert number_before(tables_of(before)[0]) == 0.25
    assert number_after(tables_of(after)[0]) == 0.5
