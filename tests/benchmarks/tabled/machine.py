"""What the table is measured on: the machine, and the versions of who takes part."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import BaseModel

PACKAGES = {
    "qixiu": "qixiu",
    "OR-Tools": "ortools",
    "numba": "numba",
    "PyVRP": "pyvrp",
    "pyvroom": "pyvroom",
}


class About(BaseModel):
    """Machine and versions."""

    machine: str
    versions: dict[str, str]


def about() -> About:
    """Return what this machine and its packages are; no name of the machine."""
    versions = {title: _version(name) for title, name in PACKAGES.items()}
    return About(
        machine=f"{os.cpu_count()} cores of {_processor()}",
        versions={**versions, "Python": platform.python_version()},
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    found = path.exists() and re.search(r"model name\s*: *(.+)", path.read_text())
    return found[1] if found else platform.machine()
