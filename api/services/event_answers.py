"""Events as they are answered, with the names that the coordinator knows."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy.orm import Session

from api.schemas.events import (
    ChangeAnswer,
    EventAnswer,
    EventLine,
    EventList,
    Person,
    ReplacementAnswer,
)
from api.services.event_rows import event_of, events_since, proposal_of
from api.services.names import Names
from api.services.plans_in_force import newest_published, routes_of_day
from api.services.service import Service
from api.store.tables import EventRow
from scheduler.changes.proposal import Proposal, Replacement
from scheduler.domain.plan import Route
from scheduler.errors import Language

LISTED_DAYS = 6


def answer(
    desk: Service, session: Session, event_id: str, language: Language
) -> EventAnswer:
    """Return an event with its proposal.

    Raises
    ------
    NotFoundError
        If there is none of this id.
    """
    row = event_of(session, event_id)
    proposal = proposal_of(session, row)
    names = Names(session)
    zone = desk.timezone(session)
    decided = row.decided_at
    return EventAnswer(
        event_id=event_id,
        kind=row.kind,
        status=row.status,
        happening=row.happening,
        reported_at=row.reported_at.astimezone(zone),
        decided_at=None if decided is None else decided.astimezone(zone),
        base_plan_id=row.base_plan_id or "",
        plan_id=row.plan_id,
        routes=_other_routes(desk, session, row, proposal),
        changes=[
            ChangeAnswer(
                name=names.senior(change.senior_id),
                says=change.says.to(language),
                **{
                    name: getattr(change, name)
                    for name in ("senior_id", "tag", "kind", "before", "after")
                },
            )
            for change in proposal.changes
        ],
        other_person=_people(names, proposal.other_person),
        lost=_people(names, (key.senior_id for key in proposal.lost)),
        late_before=dict(proposal.late_before),
        late_after=dict(proposal.late_after),
        replacements=[
            _replacement(one, names.carer(one.carer_id), language)
            for one in proposal.replacements
        ],
        case_id=(row.proposal or {}).get("case_id"),
        notes=[text.to(language) for text in proposal.notes],
    )


def listed(desk: Service, session: Session) -> EventList:
    """Return the events of today and the days before, the newest first."""
    since = desk.today(session) - timedelta(days=LISTED_DAYS)
    zone = desk.timezone(session)
    return EventList(
        events=[
            EventLine(
                event_id=row.event_id,
                kind=row.kind,
                status=row.status,
                reported_at=row.reported_at.astimezone(zone),
            )
            for row in events_since(session, since)
        ]
    )


def _other_routes(
    desk: Service, session: Session, row: EventRow, proposal: Proposal
) -> list[Route]:
    """Return the routes of the day that are not as published."""
    day = proposal.plan.first_day
    held = newest_published(session, day, day, as_of=row.base_plan_id)
    before = set(
        routes_of_day(desk.plans.of(session, held).routes, day) if held else ()
    )
    return [r for r in routes_of_day(proposal.plan.routes, day) if r not in before]


def _replacement(one: Replacement, name: str, language: Language) -> ReplacementAnswer:
    return ReplacementAnswer(
        carer_id=one.carer_id,
        name=name,
        on_duty=one.on_duty,
        hours=[str(span) for span in one.hours],
        takes=list(one.takes),
        leaves=list(one.leaves),
        travel_minutes=one.travel_minutes,
        later_home_minutes=one.later_home_minutes,
        new_faces=one.new_faces,
        late_days=dict(one.late_days),
        says=one.says.to(language),
    )


def _people(names: Names, senior_ids: Iterable[str]) -> list[Person]:
    return [Person(senior_id=one, name=names.senior(one)) for one in senior_ids]
