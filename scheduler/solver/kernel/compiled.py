"""The ways functions of this package are compiled."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numba import config, njit

from scheduler.solver.kernel.cache import cache_folder

Function = TypeVar("Function", bound=Callable[..., Any])

OPTIONS = {"nogil": True, "error_model": "numpy", "_nrt": False}
"""No lock of Python's, division as numpy does it, and no counting of references."""

INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Not callable from Python: the wrappers take longer to compile than the function."""


def whole(number: int) -> int:
    """Return a constant as numba takes a variable.

    Handed over as a plain number it would have the function compiled once more.
    """
    return cast(int, np.int64(number))


ZERO = whole(0)
MINUS_ONE = whole(-1)


def compiled(function: Function) -> Function:
    """Return the function compiled as part of whatever compiled code calls it."""
    return cast(Function, njit(**OPTIONS, **INNER)(function))


def inlined(function: Function) -> Function:
    """Return the function compiled into the body of whatever calls it."""
    return cast(Function, njit(forceinline=True, **OPTIONS, **INNER)(function))


def entry(function: Function) -> Function:
    """Return the function compiled on its first call, and kept for later runs.

    The folder is decided once, when numba is told to keep the function; afterwards
    numba's own setting stands again.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder(Path(function.__code__.co_filename).parent))
    try:
        return cast(Function, njit(cache=True, **OPTIONS)(function))
    finally:
        config.CACHE_DIR = before


def is_kept(function: Callable[..., Any]) -> bool:
    """Return whether an entry's compilation lies on this machine already."""
    module = function.__module__.rpartition(".")[2]
    folder = function.stats.cache_path  # type: ignore[attr-defined]
    return any(Path(folder).glob(f"{module}.{function.__name__}-*.nbc"))
