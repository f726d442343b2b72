"""Rows for the tests of the service, put straight into the database."""

from datetime import date, datetime
from typing import Any

from builders import plan, route, stop

from api.store.database import Database
from api.store.tables import CaseRow, PlanRow, VisitRow


def add_rows(database: Database, *rows: Any) -> None:
    """Add rows in one transaction, one after another."""
    with database.writing() as session:
        for row in rows:
            session.add(row)
            session.flush()


def plan_row(at: datetime, *stops: tuple[str, str], day: date, **row: Any) -> PlanRow:
    """Return the row of a published plan of one day, stops as (carer, senior)."""
    routes = [
        route(stop(senior_id, due=day), carer_id=carer_id, on=day)
        for carer_id, senior_id in stops
    ]
    made = plan(*routes, first_day=day, plan_id=row.get("plan_id", "P1"))
    fields = {
        "plan_id": made.plan_id,
        "status": "published",
        "version": 1,
        "first_day": day,
        "last_day": day,
        "content": made.model_dump(mode="json", by_alias=True),
        "created_at": at,
        "created_by": "U1",
    }
    return PlanRow(**(fields | row))


def visit_row(at: datetime, senior_id: str, day: date, **row: Any) -> VisitRow:
    """Return the row of a completed visit by C01."""
    fields = {"carer_id": "C01", "outcome": "completed", "recorded_at": at}
    return VisitRow(senior_id=senior_id, date=day, **(fields | row))


def case_row(at: datetime, senior_id: str, **row: Any) -> CaseRow:
    """Return the row of an open case."""
    fields = {"case_id": "K1", "kind": "overdue", "deadline": at, "reported_at": at}
    return CaseRow(senior_id=senior_id, **(fields | row))
