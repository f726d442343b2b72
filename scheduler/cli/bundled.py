"""Where the bundled community lies."""

from datetime import date
from pathlib import Path

import scheduler

FIRST_DAY = date(2026, 11, 23)
"""The day from which the bundled community is planned, a Monday."""


def bundled_community() -> Path:
    """Return the folder of the invented 七秀 community.

    Raises
    ------
    FileNotFoundError
        If the program was installed without its fixtures.
    """
    folder = Path(scheduler.__file__).parent.parent / "fixtures" / "qixiu"
    if not folder.is_dir():
        raise FileNotFoundError(2, "the bundled community is not there", str(folder))
    return folder
