"""Files that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable
from pathlib import Path


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Put a file in place once ``fill`` has written it to a path beside it.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(
        dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix
    )
    os.close(handle)
    draft = Path(name)
    try:
        fill(draft)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def write_whole_folder(
    path: Path, fill: Callable[[Path], None], outdated: Collection[str]
) -> None:
    """Put a folder's files in place once ``fill`` has written all of them beside it.

    Parameters
    ----------
    outdated
        Names of files to remove from the folder if ``fill`` did not write them anew;
        all others in it are left alone.

    Raises
    ------
    OSError
        If they cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-"))
    try:
        fill(draft)
        path.mkdir(exist_ok=True)
        written = sorted(file.name for file in draft.iterdir())
        for name in written:
            (draft / name).replace(path / name)
        _remove(path / name for name in sorted(set(outdated) - set(written)))
    finally:
        shutil.rmtree(draft)


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
