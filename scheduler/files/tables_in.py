"""All tables of a community, read and checked against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from scheduler.domain.policy import Policy
from scheduler.domain.travel import OFFICE
from scheduler.errors import Text
from scheduler.files.carers_in import read_carers
from scheduler.files.cells import CellError, parse_id
from scheduler.files.findings import Findings
from scheduler.files.formats import CARERS, SENIORS, SHIFTS, TABLES, TRAVEL, VISITS
from scheduler.files.near import KnownIds
from scheduler.files.outliers import check_outliers
from scheduler.files.printing import (
    CARER_COLUMNS,
    SENIOR_COLUMNS,
    PrintProblem,
    check_printing,
)
from scheduler.files.seniors_in import read_seniors
from scheduler.files.shifts_in import read_shifts
from scheduler.files.sources import ReadSheet
from scheduler.files.table import Numbered, Table
from scheduler.files.teams import check_teams
from scheduler.files.travel_in import read_travel
from scheduler.files.visits_in import read_visits

_EMPTY = Text("表里没有一行数据", "the table has no rows")
_SHARED = Text(
    "老人表和人员表都用了这个编号，路程表里无法区分；请改其一",
    "a senior and a carer share this id, so the travel table is ambiguous; change one",
)


@dataclass
class TablesIn:
    """The values of all tables; less than all where something is wrong."""

    seniors: Sequence[Numbered] = ()
    carers: Sequence[Numbered] = ()
    roster: Sequence[Numbered] = ()
    records: Sequence[Numbered] = ()
    travel_rows: pd.DataFrame | None = None


def read_tables(
    sheets: Mapping[str, ReadSheet],
    policy: Policy,
    first_day: date,
    findings: Findings,
    print_problem: PrintProblem,
) -> TablesIn:
    """Return the values of all tables; whatever is wrong with them is noted."""
    tables = _open(sheets, findings)
    seniors, carers = tables.get(SENIORS.name), tables.get(CARERS.name)
    senior_ids, carer_ids = _ids(seniors, "senior_id"), _ids(carers, "carer_id")
    read = TablesIn()
    if seniors is not None:
        needs_places = TRAVEL.name not in sheets
        read.seniors = read_seniors(seniors, policy, first_day, carer_ids, needs_places)
        check_printing(seniors, SENIOR_COLUMNS, print_problem)
    if carers is not None:
        read.carers = read_carers(carers)
        check_printing(carers, CARER_COLUMNS, print_problem)
    if seniors is not None:
        check_outliers(seniors, read.seniors, policy.community.office)
        if carers is not None and len(read.carers) == len(carers.rows) > 0:
            check_teams(seniors, read.seniors, values(read.carers), policy)
    if SHIFTS.name in tables:
        read.roster = read_shifts(tables[SHIFTS.name], carer_ids)
    if VISITS.name in tables:
        visits = tables[VISITS.name]
        read.records = read_visits(visits, senior_ids, carer_ids, first_day)
    if TRAVEL.name in tables:
        places = _places(tables[TRAVEL.name], senior_ids, carer_ids)
        read.travel_rows = read_travel(tables[TRAVEL.name], places)
    return read


def values(numbered: Sequence[Numbered]) -> tuple[Any, ...]:
    """Return the values without their row numbers."""
    return tuple(value for _, value in numbered)


def _open(sheets: Mapping[str, ReadSheet], findings: Findings) -> dict[str, Table]:
    tables = {}
    for table_format in TABLES:
        if table_format.name not in sheets:
            continue
        sheet = sheets[table_format.name](table_format, findings)
        if sheet is None:
            continue
        table = Table.of(sheet, table_format, findings)
        if table is None:
            continue
        tables[table_format.name] = table
        if table_format in (SENIORS, CARERS) and not table.rows:
            table.error_in_all(_EMPTY)
    return tables


def _ids(table: Table | None, column: str) -> KnownIds | None:
    """Return the ids a table lists, in good rows and bad; None if there are none."""
    if table is None or not table.rows or column not in table.cells:
        return None
    ids = []
    for text in filter(None, table.texts(column)):
        try:
            ids.append(parse_id(text))
        except CellError:
            continue
    return KnownIds(ids)


def _places(
    travel: Table, seniors: KnownIds | None, carers: KnownIds | None
) -> KnownIds | None:
    if seniors is None or carers is None:
        return None
    for key in sorted(seniors.ids & carers.ids):
        travel.error_in_all(_SHARED, value=key)
    return KnownIds([*seniors.ids, *carers.ids, OFFICE])
