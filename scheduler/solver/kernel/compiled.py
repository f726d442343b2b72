"""The ways functions of this package are compiled."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Return the function compiled as part of whatever compiled code calls it.

    It is not meant to be called from Python: the wrappers that would allow it cost
    more time to compile than the function.
    """
    options = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
    return cast(Function, njit(nogil=True, error_model="numpy", **options)(function))


def inlined(function: Function) -> Function:
    """Return the function compiled into the body of whatever calls it."""
    options = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False}
    return cast(
        Function,
        njit(nogil=True, error_model="numpy", forceinline=True, **options)(function),
    )


def entry(function: Function) -> Function:
    """Return the function compiled on its first call, without the GIL, and cached."""
    return cast(
        Function,
        njit(nogil=True, error_model="numpy", _nrt=False, cache=True)(function),
    )
