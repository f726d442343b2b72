"""Where a community's tables lie: a folder of CSV files, or one workbook."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scheduler.errors import Language, Text
from scheduler.files.cells import fold
from scheduler.files.csv_in import read_csv
from scheduler.files.findings import Findings
from scheduler.files.formats import TABLES, TableFormat
from scheduler.files.near import did_you_mean, nearest
from scheduler.files.reasons import cannot_be_read
from scheduler.files.sheet import Sheet
from scheduler.files.workbook_in import open_workbook

POLICY_FILE = "policy.toml"
WORKBOOK_SUFFIX = ".xlsx"

ReadSheet = Callable[[TableFormat, Findings], Sheet | None]


class Sources(NamedTuple):
    """The tables that are there, each still to be read, and the policy if any."""

    sheets: Mapping[str, ReadSheet]
    policy: Path | None


def find_sources(path: Path, findings: Findings) -> Sources:
    """Return what lies at a path; required tables that do not are noted."""
    if path.is_dir():
        return _in_folder(path, findings)
    if path.is_file() and path.suffix.lower() == WORKBOOK_SUFFIX:
        return _in_workbook(path, findings)
    findings.error(path.name or str(path), _neither(path))
    return Sources({}, None)


def holds_tables(folder: Path) -> bool:
    """Return whether a folder has a CSV file that is named as one of the tables.

    Raises
    ------
    OSError
        If the folder cannot be looked into.
    """
    titles = _titles()
    return any(
        file.suffix.lower() == ".csv" and fold(file.stem).casefold() in titles
        for file in folder.iterdir()
    )


def _neither(path: Path) -> Text:
    if not path.exists():
        return Text(
            f"没有这个文件夹或文件：{path}", f"no such folder or workbook: {path}"
        )
    if path.suffix.lower() == ".xls":
        return Text(
            "这是旧式 .xls 工作簿；请另存为 .xlsx",
            "an old .xls workbook; save it as .xlsx",
        )
    return Text(
        "应为放 CSV 表格的文件夹，或一个 .xlsx 工作簿",
        "should be a folder of CSV tables or an .xlsx workbook",
    )


def _in_folder(path: Path, findings: Findings) -> Sources:
    try:
        files = sorted(path.iterdir())
    except OSError as error:
        findings.error(path.name, cannot_be_read(error))
        return Sources({}, None)
    tables = [file for file in files if file.suffix.lower() == ".csv"]
    named = _by_table(((fold(file.stem), file) for file in tables), findings)
    others = [file.name for file in files if file not in named.values()]
    _report_missing(named, ".csv", others, findings)
    policy = path / POLICY_FILE
    return Sources(
        {name: partial(read_csv, file) for name, file in named.items()},
        policy if policy.exists() else None,
    )


def _in_workbook(path: Path, findings: Findings) -> Sources:
    policy = path.parent / POLICY_FILE
    beside = policy if policy.exists() else None
    book = open_workbook(path, findings)
    if book is None:
        return Sources({}, beside)
    named = _by_table(((fold(title), Path(title)) for title in book.titles), findings)
    sheets = {name: title.name for name, title in named.items()}
    others = [title for title in book.titles if title not in sheets.values()]
    for title in others:
        findings.warn(title, _UNKNOWN_SHEET)
    _report_missing(named, "", others, findings)
    return Sources(
        {name: partial(book.sheet, title) for name, title in sheets.items()}, beside
    )


_UNKNOWN_SHEET = Text("不认识这个工作表，未读取", "unknown sheet, left out")
_TWICE = Text(
    "同一张表有两份（中文名和英文名）；请只留一份",
    "the same table is there twice, by two names; keep one of them",
)


def _titles() -> Mapping[str, str]:
    return {
        table.title(language): table.name for table in TABLES for language in Language
    }


def _by_table(found: Iterable[tuple[str, Path]], findings: Findings) -> dict[str, Path]:
    titles = _titles()
    named: dict[str, Path] = {}
    for title, file in found:
        name = titles.get(title.casefold())
        if name in named:
            findings.error(file.name, _TWICE, value=named[name].name)
        elif name is not None:
            named[name] = file
    return named


def _report_missing(
    named: Mapping[str, Path], suffix: str, others: list[str], findings: Findings
) -> None:
    for table in TABLES:
        if not table.required or table.name in named:
            continue
        spellings = (table.name + suffix, table.zh + suffix)
        near = next(filter(None, (nearest(word, others) for word in spellings)), None)
        hint = did_you_mean(near)
        findings.error(
            table.name + suffix,
            Text(
                f"缺少必需的表 {table.name}{suffix}（{table.zh}）{hint.zh}",
                f"required table {table.name}{suffix} ({table.zh}) is missing{hint.en}",
            ),
        )
