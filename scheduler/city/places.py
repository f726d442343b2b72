"""Which communities a city has: folders and workbooks, each by a name of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from scheduler.errors import Text
from scheduler.files.findings import Findings
from scheduler.files.reasons import cannot_be_read
from scheduler.files.sources import WORKBOOK_SUFFIX, holds_tables


class Place(NamedTuple):
    """Where a community's tables lie, and the name of the folder or workbook."""

    name: str
    path: Path


def find_places(given: Sequence[Path], out: Path, findings: Findings) -> list[Place]:
    """Return the communities at the given paths, by name.

    A folder without tables is looked into for folders with tables and for workbooks.

    Parameters
    ----------
    out
        Where results go: no community, though it may lie among them.
    findings
        Is told of paths without a community, and of two with one name.
    """
    found = {
        path.resolve(): None
        for one in given
        for path in _expanded(one, out.resolve(), findings)
    }
    places = [Place(_name(path), path) for path in found]
    _refuse_same_names(places, findings)
    return sorted(places)


def _expanded(path: Path, out: Path, findings: Findings) -> list[Path]:
    try:
        if _is_community(path):
            return [path]
        inside = _inside(path, out) if path.is_dir() else []
        found = [one for one in inside if _is_community(one)]
        if found:
            _tell_left_out(set(inside) - set(found), findings)
        else:
            findings.error(path.name or str(path), _nothing(path))
        return found
    except OSError as error:
        findings.error(str(error.filename or path), cannot_be_read(error))
        return []


def _is_community(path: Path) -> bool:
    if path.is_dir():
        return holds_tables(path)
    return path.is_file() and path.suffix.lower() == WORKBOOK_SUFFIX


def _inside(path: Path, out: Path) -> list[Path]:
    """Return the folders and workbooks in a folder that could be communities."""
    return sorted(
        one
        for one in path.iterdir()
        if not one.name.startswith((".", "~"))
        and (one.is_dir() or one.suffix.lower() == WORKBOOK_SUFFIX)
        and one.resolve() != out
    )


def _name(path: Path) -> str:
    return path.stem if path.is_file() else path.name


def _tell_left_out(folders: Iterable[Path], findings: Findings) -> None:
    for folder in sorted(folders):
        findings.warn(folder.name, _LEFT_OUT)


def _refuse_same_names(places: Iterable[Place], findings: Findings) -> None:
    """Refuse names that some file systems take for one, upper and lower case alike."""
    for name, paths in _by_name(places):
        if len(paths) > 1:
            both = ", ".join(map(str, paths))
            findings.error(
                name,
                Text(
                    f"有 {len(paths)} 个社区同名，结果会互相覆盖；请改名：{both}",
                    f"{len(paths)} communities have this name and would overwrite "
                    f"each other's results; rename them: {both}",
                ),
            )


def _by_name(places: Iterable[Place]) -> Iterator[tuple[str, list[Path]]]:
    named: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        named[place.name.casefold()].append(place)
    for same in named.values():
        yield same[0].name, [place.path for place in same]


def _nothing(path: Path) -> Text:
    if not path.exists():
        return Text(
            f"没有这个文件夹或文件：{path}", f"no such folder or workbook: {path}"
        )
    return Text(
        "这里没有社区：应为放表格的文件夹、.xlsx 工作簿，或放这些的文件夹",
        "no community here; should be a folder of tables, an .xlsx workbook, or a "
        "folder of such folders and workbooks",
    )


_LEFT_OUT = Text(
    "里面没有认识的表格，未作为社区",
    "left out, as it has none of the tables of a community",
)
