"""What there is to measure with: folders, rivals."""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """What there is to measure with.

    Attributes
    ----------
    out
        Where the rows are kept.
    shared
        A folder with ``communities`` and ``hhcrsp``.
    """

    out: Path
    shared: Path | None
    has_rivals: bool

    def community(self, name: str) -> str:
        """Return where a shared community lies."""
        assert self.shared is not None
        return str(self.shared / "communities" / name)

    def file(self, *names: str) -> Path:
        """Return a path for what a step writes."""
        return self.out.joinpath(*names)


RIVALS = ("pyvrp", "vroom")
"""Modules of `qixiu[bench]`."""

NO_RIVALS = "PyVRP and VROOM are not installed (`qixiu[bench]`)"
NO_SHARED = "the folders are not there (`--shared`)"


def place(out: Path, shared: Path | None) -> Place:
    """Return what there is to measure with."""
    return Place(out, shared, all(find_spec(name) for name in RIVALS))
