"""The plans and the data that lie at hand when a command is not told where."""

from collections.abc import Iterable
from pathlib import Path

from scheduler.errors import Finding, InputError, Text
from scheduler.files.plan_json import read_plan
from scheduler.files.sources import WORKBOOK_SUFFIX
from scheduler.sheets.returns import Version

_MOST_PLANS = 30
_MARK = b'"plan_id"'
_HEAD_BYTES = 4096


def data_at_hand() -> Path:
    """Return the current folder, or the workbook in it if there is just one."""
    here = Path()
    books = [file for file in here.glob(f"*{WORKBOOK_SUFFIX}") if _visible(file)]
    tables = any(here.glob("*.csv"))
    return books[0] if len(books) == 1 and not tables else here


def versions_at_hand(named: Path | None, data: Path) -> list[Version]:
    """Return the plan that was named, then those that lie around, newest first.

    They lie beside the named plan, in the current folder and with the data.

    Raises
    ------
    scheduler.errors.InputError
        If the named plan is not one, or there is none at all.
    """
    first = [] if named is None else [Version(str(named), read_plan(named))]
    folders = [Path(), data if data.is_dir() else data.parent]
    if named is not None:
        folders.insert(0, named.parent)
    around = _plans_in(folders, named)
    if not first and not around:
        says = Text(
            "这里没有计划文件；请用 --plan 指定",
            "no plan lies here; name one with --plan",
        )
        raise InputError([Finding("plan.json", says)])
    return first + around


def _plans_in(folders: Iterable[Path], named: Path | None) -> list[Version]:
    files = {
        file.resolve(): file for folder in folders for file in folder.glob("*.json")
    }
    if named is not None:
        files.pop(named.resolve(), None)
    likely = [file for file in files.values() if _visible(file) and _is_likely(file)]
    likely.sort(key=lambda file: (-file.stat().st_mtime, str(file)))
    return [version for file in likely[:_MOST_PLANS] for version in _read(file)]


def _read(file: Path) -> list[Version]:
    """Return the plan of a file, nothing if it is none after all."""
    try:
        return [Version(str(file), read_plan(file))]
    except InputError:
        return []


def _is_likely(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return _MARK in opened.read(_HEAD_BYTES)
    except OSError:
        return False


def _visible(file: Path) -> bool:
    return not file.name.startswith((".", "~"))
