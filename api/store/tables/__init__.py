"""All tables, in one place, so that migrations see every one of them."""

from api.store.tables.base import Row
from api.store.tables.cases import CaseRow, CaseStepRow
from api.store.tables.community import (
    CarerRow,
    CommunityRow,
    RosterRowRow,
    SeniorRow,
    TravelRow,
)
from api.store.tables.people import AnswerRow, AuditRow, TokenRow, UserRow
from api.store.tables.plans import EventRow, JobRow, PinRow, PlanRow
from api.store.tables.visits import FollowUpRow, VisitRow

__all__ = [
    "AnswerRow",
    "AuditRow",
    "CarerRow",
    "CaseRow",
    "CaseStepRow",
    "CommunityRow",
    "EventRow",
    "FollowUpRow",
    "JobRow",
    "PinRow",
    "PlanRow",
    "RosterRowRow",
    "Row",
    "SeniorRow",
    "TokenRow",
    "TravelRow",
    "UserRow",
    "VisitRow",
]
