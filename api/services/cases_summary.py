"""All cases in numbers: how many there were, and how long each leg took."""

import math
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.schemas.cases import CaseKind, CasesSummary, KindSummary, Leg, LegMinutes
from api.services.service import Service
from api.store.tables import CaseRow

SUMMED_DAYS = 30
"""How far back the summary looks, unless told otherwise."""

NINE_IN_TEN = 0.9


def cases_summary(
    session: Session, service: Service, since: date | None
) -> CasesSummary:
    """Return the cases reported from a day on, kind by kind."""
    first = since or service.today(session) - timedelta(days=SUMMED_DAYS)
    start = _midnight(first, service.timezone(session))
    rows = session.scalars(select(CaseRow).where(CaseRow.reported_at >= start)).all()
    kinds = [
        _of_kind(kind, [row for row in rows if row.kind == kind]) for kind in CaseKind
    ]
    return CasesSummary(since=first, kinds=kinds)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def _of_kind(kind: CaseKind, rows: Sequence[CaseRow]) -> KindSummary:
    return KindSummary(
        kind=kind,
        reported=len(rows),
        open=sum(row.resolved_at is None for row in rows),
        legs={leg: _minutes(rows, leg) for leg in Leg},
    )


def _minutes(rows: Sequence[CaseRow], leg: Leg) -> LegMinutes:
    ends = [(row.reported_at, getattr(row, f"{leg}_at")) for row in rows]
    taken = sorted((end - start).total_seconds() / 60 for start, end in ends if end)
    if not taken:
        return LegMinutes(count=0, median=None, p90=None)
    ninth = taken[math.ceil(NINE_IN_TEN * len(taken)) - 1]
    return LegMinutes(
        count=len(taken), median=round(median(taken), 1), p90=round(ninth, 1)
    )
