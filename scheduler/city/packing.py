"""A community's files as one value that can be sent to whoever plans it.

So a worker needs no folder that it shares with whoever sends.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.errors import Finding, InputError, Text
from scheduler.files.sources import POLICY_FILE

MOST_BYTES = 256 * 2**20
"""Of all files of a community together."""


@dataclass(frozen=True)
class Packed:
    """A community's files as they lie.

    Attributes
    ----------
    entry
        Name of the folder or workbook.
    is_folder
        Whether it is a folder.
    files
        Bytes by name: of the tables and the policy.
    """

    entry: str
    is_folder: bool
    files: Mapping[str, bytes]

    def digest(self) -> str:
        """Return the SHA-256 of names and bytes, as 64 hex digits."""
        whole = hashlib.sha256()
        for name in sorted(self.files):
            whole.update(name.encode())
            whole.update(hashlib.sha256(self.files[name]).digest())
        return whole.hexdigest()


def pack(path: Path) -> Packed:
    """Return the files of a community's folder or workbook.

    Raises
    ------
    OSError
        If one cannot be read.
    scheduler.errors.InputError
        If they are larger than any community's.
    """
    chosen = sorted(_tables(path)) if path.is_dir() else _beside(path)
    if sum(file.stat().st_size for file in chosen) > MOST_BYTES:
        raise InputError([Finding(path.name, _TOO_LARGE)])
    files = {file.name: file.read_bytes() for file in chosen}
    return Packed(path.name, path.is_dir(), files)


def _tables(folder: Path) -> Iterable[Path]:
    return (
        file
        for file in folder.iterdir()
        if file.suffix.lower() == ".csv" or file.name == POLICY_FILE
    )


def _beside(workbook: Path) -> list[Path]:
    policy = workbook.parent / POLICY_FILE
    return [workbook, policy] if policy.exists() else [workbook]


@contextmanager
def unpacked(packed: Packed, scratch: Path | None) -> Iterator[Path]:
    """Return the path of a copy that is there for as long as it is needed.

    Parameters
    ----------
    scratch
        Folder in which it lies; None: where temporary files do.
    """
    with TemporaryDirectory(dir=scratch) as parent:
        folder = Path(parent, packed.entry) if packed.is_folder else Path(parent)
        folder.mkdir(exist_ok=True)
        for name, content in packed.files.items():
            (folder / name).write_bytes(content)
        yield Path(parent, packed.entry)


_TOO_LARGE = Text(
    f"表格共超过 {MOST_BYTES >> 20} MB，不像是一个社区的",
    f"tables of more than {MOST_BYTES >> 20} MB; no community's are that large",
)
