"""The rows of visits already made, as values."""

from collections.abc import Sequence
from datetime import date

from scheduler.domain.records import VisitRecord
from scheduler.errors import Text
from scheduler.files.cells import parse_date, parse_id, parse_whole, parse_word
from scheduler.files.near import KnownIds
from scheduler.files.past import check_past
from scheduler.files.references import check_known, warn_unknown
from scheduler.files.table import Columns, Numbered, Table
from scheduler.files.vocabulary import OUTCOMES

LONGEST_SILENCE_DAYS = 28
"""Days without any visit after which the records look incomplete."""


def read_visits(
    table: Table,
    seniors: KnownIds | None,
    carers: KnownIds | None,
    first_day: date,
) -> list[Numbered]:
    """Return the records in which nothing is wrong; the others are noted.

    A row that stands twice counts once. ``seniors`` and ``carers`` are None where
    they could not be read.
    """
    columns: Columns = {
        "senior_id": table.values("senior_id", parse_id),
        "date": table.values("date", parse_date),
        "carer_id": table.values("carer_id", parse_id),
        "outcome": table.values("outcome", parse_word(OUTCOMES)),
        "minutes": table.values("minutes", parse_whole(0, 1440)),
    }
    check_past(table, "date", columns["date"], first_day)
    _check_recent(table, columns["date"], first_day)
    if seniors is not None:
        check_known(table, "senior_id", columns["senior_id"], seniors, _SENIOR)
    if carers is not None:
        warn_unknown(table, "carer_id", columns["carer_id"], carers, _CARER)
    return _each_once(table, table.build(VisitRecord, columns))


def _check_recent(table: Table, days: Sequence[object], first_day: date) -> None:
    """Warn where the records end long before the plan begins: perhaps a slip."""
    latest = max((day for day in days if isinstance(day, date)), default=first_day)
    gap = (first_day - latest).days
    if gap > LONGEST_SILENCE_DAYS:
        says = Text(
            f"最后一次走访是 {latest}，比计划首日 {first_day} 早 {gap} 天；"
            "日期写对了吗，记录齐了吗？",
            f"the last visit was on {latest}, {gap} days before the first planned day "
            f"{first_day}; is the date right, are the records complete?",
        )
        table.warn_of_all(says)


_SENIOR = Text("老人表里没有这个编号", "no senior has this id")
_CARER = Text(
    "人员表里没有这个编号（可能已离职）；这次走访仍然算数",
    "no carer has this id (perhaps left); the visit still counts",
)


def _each_once(table: Table, records: list[Numbered]) -> list[Numbered]:
    first: dict[VisitRecord, int] = {}
    for row, record in records:
        if record in first:
            says = Text(
                f"与第 {first[record]} 行完全相同，只算一次",
                f"the same as row {first[record]}; counted once",
            )
            table.warn(row, None, says, record.senior_id)
        first.setdefault(record, row)
    return [Numbered(row, record) for record, row in first.items()]
