"""The community as its files, for whoever wants to go on without this program."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from api.services.plans_in_force import PublishedPlans
from api.store.community import (
    carers_of,
    policy_of,
    records_of,
    roster_of,
    seniors_of,
    travel_rows_of,
)
from api.store.tables import Row
from scheduler.domain.plan import Plan
from scheduler.errors import Language
from scheduler.files.atomic import write_whole_folder
from scheduler.files.community import CommunityFiles, write_community
from scheduler.files.escaping import escape
from scheduler.files.plan_json import write_plan
from scheduler.files.sources import WORKBOOK_SUFFIX

RECORDS = "records"
"""Folder of what the contract's files have no place for."""

TABLES_OUT = (
    "visits",
    "follow_ups",
    "cases",
    "case_steps",
    "events",
    "plans",
    "pins",
    "audit",
)
"""Tables that are written whole into that folder: no users, no tokens."""

TOO_LONG = frozenset({"content", "proposal"})
"""Columns that hold whole plans, which are left out."""


def export_community(session: Session) -> CommunityFiles:
    """Return the community as the contract's files hold it."""
    return CommunityFiles(
        policy=policy_of(session),
        seniors=seniors_of(session),
        carers=carers_of(session),
        roster=roster_of(session),
        records=records_of(session),
        travel_rows=travel_rows_of(session),
    )


def write_export(
    session: Session, target: Path, today: date, language: Language
) -> Plan | None:
    """Write everything into a folder; return the plan in force, None if there is none.

    The contract's files, the plan in force beside them as ``plan.json``, and below
    `RECORDS` every column of the tables of the service as CSV, times in UTC.

    Parameters
    ----------
    target
        A folder, or a workbook if it ends in ``.xlsx``; the rest then lies beside it.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    write_community(target, export_community(session), language)
    beside = target.parent if target.suffix.lower() == WORKBOOK_SUFFIX else target
    plan = PublishedPlans().on(session, today)
    if plan is not None:
        write_plan(beside / "plan.json", plan)
    write_whole_folder(
        beside / RECORDS, lambda draft: _write_tables(session, draft), outdated=()
    )
    return plan


def _write_tables(session: Session, folder: Path) -> None:
    for name in TABLES_OUT:
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows(_rows(session, Row.metadata.tables[name]))


def _rows(session: Session, table: Table) -> Iterator[list[str]]:
    """Return the headings, then every row of a table by its key."""
    columns = [column for column in table.columns if column.name not in TOO_LONG]
    yield [column.name for column in columns]
    rows = session.execute(
        select(*columns).order_by(*table.primary_key), execution_options=_STREAMED
    )
    for row in rows:
        yield [_cell(value) for value in row]


_STREAMED = {"yield_per": 1_000}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return escape(value) if isinstance(value, str) else str(value)
