"""A community's files: everything read from, or written to, one folder or workbook."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.errors import Finding, Language
from scheduler.files.atomic import write_whole, write_whole_folder
from scheduler.files.findings import Findings
from scheduler.files.formats import CARERS, SENIORS, SHIFTS, TABLES, TRAVEL, VISITS
from scheduler.files.policy_in import read_policy
from scheduler.files.policy_out import policy_toml
from scheduler.files.printing import PrintProblem, nothing_wrong
from scheduler.files.rows_out import (
    carer_cells,
    record_cells,
    roster_cells,
    senior_cells,
)
from scheduler.files.sources import POLICY_FILE, WORKBOOK_SUFFIX, find_sources
from scheduler.files.tables_in import read_tables, values
from scheduler.files.tables_out import TableOut, write_csv, write_workbook


@dataclass(frozen=True, eq=False)
class CommunityFiles:
    """What a community's folder or workbook says.

    Attributes
    ----------
    seniors, carers, roster, records
        In the order of the files.
    travel_rows
        Columns ``from``, ``to``, ``mode`` (text) and ``seconds`` (whole numbers);
        None where the community gives no travel times.
    warnings
        What was noticed but does not stop a plan.
    """

    policy: Policy
    seniors: tuple[Senior, ...]
    carers: tuple[Carer, ...]
    roster: tuple[RosterRow, ...]
    records: tuple[VisitRecord, ...] = ()
    travel_rows: pd.DataFrame | None = field(default=None, repr=False)
    warnings: tuple[Finding, ...] = ()


def read_community(
    path: Path, first_day: date, print_problem: PrintProblem = nothing_wrong
) -> CommunityFiles:
    """Return what a folder of CSV files or an ``.xlsx`` workbook says.

    A ``policy.toml`` is read from the folder, or from beside the workbook. Travel
    times for people who are not listed are left out.

    Parameters
    ----------
    first_day
        First planned day; what has happened cannot lie after it.
    print_problem
        Looks at each text that goes on paper; what it says becomes a warning.

    Raises
    ------
    scheduler.errors.InputError
        If anything is wrong; it carries all findings, warnings too.
    """
    findings = Findings()
    sources = find_sources(path, findings)
    policy = (
        Policy() if sources.policy is None else read_policy(sources.policy, findings)
    )
    read = read_tables(sources.sheets, policy, first_day, findings, print_problem)
    return CommunityFiles(
        policy=policy,
        seniors=values(read.seniors),
        carers=values(read.carers),
        roster=values(read.roster),
        records=values(read.records),
        travel_rows=read.travel_rows,
        warnings=findings.warnings(),
    )


def write_community(
    path: Path, files: CommunityFiles, language: str = Language.EN
) -> None:
    """Write a folder of CSV files, or a workbook if the path ends in ``.xlsx``.

    A ``policy.toml`` is written in the folder or beside the workbook. Tables that the
    community does not have are removed from the folder, so that it reads back equal.

    Parameters
    ----------
    language
        ``en`` or ``zh``, for names of tables, headings and fixed words.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    tables = _tables_out(files, Language(language))
    policy = policy_toml(files.policy).encode()
    if path.suffix.lower() == WORKBOOK_SUFFIX:
        write_whole(path, lambda draft: write_workbook(draft, tables))
        beside = path.parent / POLICY_FILE
        write_whole(beside, lambda draft: _write_bytes(draft, policy))
        return

    def fill(draft: Path) -> None:
        for table in tables:
            write_csv(draft / f"{table.title}.csv", table)
        _write_bytes(draft / POLICY_FILE, policy)

    write_whole_folder(path, fill, outdated=_csv_names())


def _write_bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _csv_names() -> list[str]:
    return [f"{table.title(language)}.csv" for table in TABLES for language in Language]


def _tables_out(files: CommunityFiles, language: Language) -> list[TableOut]:
    filled = [
        (SENIORS, [senior_cells(row, language) for row in files.seniors]),
        (CARERS, [carer_cells(row, language) for row in files.carers]),
        (SHIFTS, [roster_cells(row, language) for row in files.roster]),
        (VISITS, [record_cells(row, language) for row in files.records]),
    ]
    tables = [
        TableOut.from_cells(table, rows, language)
        for table, rows in filled
        if rows or table.required
    ]
    if files.travel_rows is not None:
        tables.append(TableOut.from_frame(TRAVEL, files.travel_rows, language))
    return tables
