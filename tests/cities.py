"""Small communities, and a city of them."""

from pathlib import Path

from builders import MONDAY, SUNDAY, carer, problem, record, roster, senior

from scheduler.city.outcome import Wanted
from scheduler.city.places import find_places
from scheduler.city.running import City
from scheduler.errors import Language
from scheduler.files.community import CommunityFiles, write_community
from scheduler.files.findings import Findings

WANTED = Wanted(first_day=MONDAY, days=7, time_limit=0.2)
TAGS = ("red", "orange", "green")


def write(folder: Path, seniors: int = 8) -> None:
    """Write a community whose two carers have the morning for it."""
    ids = [f"S{number}" for number in range(seniors)]
    files = CommunityFiles(
        policy=problem().policy,
        seniors=tuple(senior(one, TAGS[n % 3]) for n, one in enumerate(ids)),
        carers=(carer("C1"), carer("C2", "volunteer")),
        roster=roster("C1", "C2", hours="09:00-11:00"),
        records=tuple(record(one, SUNDAY) for one in ids[::2]),
    )
    write_community(folder, files)


def write_wrong(folder: Path) -> None:
    """Write a community with a tag that is none, in row 2."""
    write(folder)
    file = folder / "seniors.csv"
    file.write_text(file.read_text("utf-8").replace("red", "purple", 1), "utf-8")


def city(folder: Path, out: Path, wanted: Wanted = WANTED) -> City:
    """Return the communities of a folder."""
    places = find_places([folder], out, Findings())
    return City(places, wanted, out, Language.EN)
