"""The bundled community, where it lies or made anew."""

from datetime import date
from pathlib import Path

from scheduler.files.community import CommunityFiles, write_community
from scheduler.simulate.communities import generate_community

FIRST_DAY = date(2026, 11, 23)
"""The day from which the bundled community is planned, a Monday."""

SENIORS = 686
SEED = 1

FIXTURE = Path(__file__).parents[2] / "fixtures" / "qixiu"


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
    write_community(spare, bundled_people(FIRST_DAY))
    return spare


def bundled_people(first_day: date) -> CommunityFiles:
    """Return the same people as if their planning began on another day.

    The six weeks before it are history.
    """
    return generate_community(SENIORS, SEED, first_day=first_day)
