"""Files that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Put a file in place once ``fill`` has written it to a path beside it.

    What is no file but takes what is written, such as a pipe, is written to directly;
    a link stays one, and the file it leads to is replaced.

    Raises
    ------
    OSError
        If it cannot be written, with the path; a file that stood there is then as it
        was.
    """
    with _named(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            fill(path)
        else:
            _replace(path.resolve(), fill)


def _replace(path: Path, fill: Callable[[Path], None]) -> None:
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
        If they cannot be written, with the path.
    """
    with _named(path):
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


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let failures name the path that the user knows, not the draft beside it."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        reason = error.strerror or os.strerror(error.errno)
        raise OSError(error.errno, reason, str(path)) from error


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
