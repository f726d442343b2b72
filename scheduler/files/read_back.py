"""A community that is held as values, read as if it came from files."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd

from scheduler.domain.people import Carer, Senior
from scheduler.domain.roster import RosterRow
from scheduler.errors import Finding, Language
from scheduler.files.community import CommunityFiles
from scheduler.files.findings import Findings
from scheduler.files.formats import CARERS, SENIORS, SHIFTS, TRAVEL, TableFormat
from scheduler.files.printing import PrintProblem, nothing_wrong
from scheduler.files.rows_out import Cell, carer_cells, roster_cells, senior_cells
from scheduler.files.sheet import Sheet
from scheduler.files.sources import ReadSheet
from scheduler.files.tables_in import read_tables
from scheduler.files.tables_out import TableOut

FIRST_ROW = 2
"""Row of the first value, the headings being row 1."""


class ReadBack(NamedTuple):
    """What reading makes of people and roster.

    Attributes
    ----------
    seniors, carers, roster
        The values in which nothing is wrong, texts cleaned, by row.
    findings
        Everything noticed; the files are named ``seniors``, ``carers``, ``shifts``.
    """

    seniors: Mapping[int, Senior]
    carers: Mapping[int, Carer]
    roster: Mapping[int, RosterRow]
    findings: tuple[Finding, ...]


def read_back(
    files: CommunityFiles,
    first_day: date,
    print_problem: PrintProblem = nothing_wrong,
) -> ReadBack:
    """Return what the readers of files find in these people and their roster.

    Visits and travel times are not looked at; but whether the community gives travel
    times decides whether homes need a place.

    Parameters
    ----------
    first_day, print_problem
        See `scheduler.files.community.read_community`.
    """
    findings = Findings()
    english = Language.EN
    sheets = {
        SENIORS.name: _reader([senior_cells(one, english) for one in files.seniors]),
        CARERS.name: _reader([carer_cells(one, english) for one in files.carers]),
        SHIFTS.name: _reader([roster_cells(one, english) for one in files.roster]),
    }
    if files.travel_rows is not None:
        sheets[TRAVEL.name] = _unread
    read = read_tables(sheets, files.policy, first_day, findings, print_problem)
    return ReadBack(
        dict(read.seniors), dict(read.carers), dict(read.roster), findings.all
    )


def _reader(rows: Sequence[Mapping[str, Cell]]) -> ReadSheet:
    def read(table: TableFormat, _findings: Findings) -> Sheet:
        out = TableOut.from_cells(table, rows, Language.EN)
        lines = [out.headings, *out.rows]
        cells = [["" if cell is None else str(cell) for cell in line] for line in lines]
        return Sheet(table.name, pd.DataFrame(cells, dtype=object))

    return read


def _unread(_table: TableFormat, _findings: Findings) -> None:
    """Stand for a table that is there and is not looked at."""
