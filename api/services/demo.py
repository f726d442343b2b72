"""The bundled community, to try the service with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ConflictError
from api.schemas.demo import DemoLoaded
from api.services.callers import Caller
from api.services.community_in import import_community
from api.services.service import Service
from api.store.tables import CarerRow, PlanRow, SeniorRow, VisitRow
from scheduler.errors import Text
from scheduler.simulate.bundled import bundled_people


def load_demo(desk: Service, caller: Caller) -> DemoLoaded:
    """Return what was loaded: invented people whose planning begins today.

    Raises
    ------
    ConflictError
        If there is anybody, or a plan or visit, in the database.
    """
    with desk.database.reading() as session:
        _refuse_filled(session)
        today = desk.today(session)
    files = bundled_people(today)
    with desk.database.writing() as session:
        _refuse_filled(session)
        done = import_community(session, desk.clock.now(), caller.user_id, files)
    return DemoLoaded(
        first_day=today,
        seniors=done.seniors,
        carers=done.carers,
        visits=done.visits,
    )


def _refuse_filled(session: Session) -> None:
    tables = (
        SeniorRow.senior_id,
        CarerRow.carer_id,
        PlanRow.plan_id,
        VisitRow.visit_id,
    )
    if any(session.scalar(select(key).limit(1)) is not None for key in tables):
        raise ConflictError(
            Text(
                "数据库里已有资料，示例社区只能放进空的数据库",
                "the database has data; the demo goes into an empty one only",
            ),
            error="not_empty",
        )
