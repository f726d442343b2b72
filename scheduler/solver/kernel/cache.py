"""Where the compiled search is kept between runs.

numba looks only at the file of the function it compiles, not at those of the functions
that one calls. So the folder is named after all sources of its package, and of this
one: changed code never meets a stale compilation.
"""

import hashlib
import os
import tempfile
from pathlib import Path

NAME_LENGTH = 16


def cache_folder(package: Path) -> Path:
    """Return the folder of this version's compilation, made if it was not there.

    It lies in the user's cache folder, or with the temporary files where that cannot
    be written.
    """
    for parent in (_user_cache(), Path(tempfile.gettempdir())):
        folder = parent / "qixiu" / _fingerprint(package)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise OSError("no folder can be written to keep the compiled search in")


def _user_cache() -> Path:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if os.environ.get(variable):
            return Path(os.environ[variable])
    return Path("~/.cache").expanduser()


def _fingerprint(package: Path) -> str:
    digest = hashlib.sha256()
    for folder in dict.fromkeys((Path(__file__).parent, package)):
        for source in sorted(folder.glob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:NAME_LENGTH]
