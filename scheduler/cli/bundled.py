"""The bundled community, where it lies or made anew."""

from datetime import date
from pathlib import Path

import scheduler

FIRST_DAY = date(2026, 11, 23)
"""The day from which the bundled community is planned, a Monday."""

SENIORS = 686
SEED = 1

FIXTURE = Path(scheduler.__file__).parent.parent / "fixtures" / "qixiu"


def bundled_community(spare: Path) -> Path:
    """Return the folder of the invented 七秀 community.

    Parameters
    ----------
    spare
        Folder in which it is made from its seed if the program was installed
        without its fixtures; the files are the same, byte for byte.
    """
    if FIXTURE.is_dir():
        return FIXTURE
    from scheduler.files.community import write_community
    from scheduler.simulate.communities import generate_community

    write_community(spare, generate_community(SENIORS, SEED, first_day=FIRST_DAY))
    return spare
