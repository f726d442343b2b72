"""An entry point into compiled code, and where it is kept between runs."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

from scheduler.solver.kernel.cache import NAME_LENGTH, cache_folder
from scheduler.solver.kernel.compiled import OPTIONS

Function = TypeVar("Function", bound=Callable[..., Any])


def kept(function: Function) -> Function:
    """Return the function compiled on its first call, and kept for later runs.

    The folder is named after the sources of the function's package too: numba looks
    only at the file of the function itself.
    """
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_folder() / _fingerprint(function))
    try:
        return cast(Function, njit(cache=True, **OPTIONS)(function))
    finally:
        config.CACHE_DIR = before


def _fingerprint(function: Function) -> str:
    digest = hashlib.sha256()
    for source in sorted(Path(function.__code__.co_filename).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:NAME_LENGTH]
