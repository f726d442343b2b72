"""What is stored of a community reads back as the same values."""

from datetime import date
from pathlib import Path

from builders import FREE
from sqlalchemy import select

from api.store import community as rows
from api.store.tables import CommunityRow, VisitRow
from scheduler.domain.policy import Policy
from scheduler.files.community import read_community
from scheduler.files.pure_routing import YOUNGEST

SMALL = Path("fixtures/small")
FIRST_DAY = date(2026, 11, 23)


def test_people_rosters_and_policy_read_back_equal(database, clock):
    """One of everything goes into the database and comes out equal."""
    files = read_community(SMALL, FIRST_DAY)
    with database.writing() as session:
        rows.save_policy(session, files.policy)
        for senior in files.seniors:
            rows.save_senior(session, senior)
        for carer in files.carers:
            rows.save_carer(session, carer)
            own = [row for row in files.roster if row.carer_id == carer.carer_id]
            rows.save_roster(session, carer.carer_id, own)
        session.flush()
        for number, record in enumerate(files.records, 1):
            session.add(
                VisitRow(
                    **record.model_dump(mode="python")
                    | {"outcome": record.outcome.value},
                    attempt=number,
                    recorded_at=clock.now(),
                )
            )
    with database.reading() as session:
        assert rows.policy_of(session) == files.policy
        assert set(rows.seniors_of(session)) == set(files.seniors)
        assert set(rows.carers_of(session)) == set(files.carers)
        assert sorted(map(str, rows.roster_of(session))) == sorted(
            map(str, files.roster)
        )
        assert sorted(map(str, rows.records_of(session))) == sorted(
            map(str, files.records)
        )
        problem = rows.problem_of(session, FIRST_DAY, 14)
    assert len(problem.seniors) == len(files.seniors)


ALL_OFF = Policy(weights=FREE)


def test_weights_stored_as_0_stay_0(database):
    """A policy in which nothing has a price reads back as it was."""
    with database.writing() as session:
        rows.save_policy(session, ALL_OFF)
    with database.reading() as session:
        assert rows.policy_of(session) == ALL_OFF


def test_a_weight_younger_than_what_is_stored_has_its_default(database):
    """Nobody could switch off what was not there, be all others 0."""
    with database.writing() as session:
        rows.save_policy(session, ALL_OFF)
        row = session.scalars(select(CommunityRow)).one()
        older = {k: w for k, w in row.policy["weights"].items() if k != YOUNGEST}
        row.policy = row.policy | {"weights": older}
    with database.reading() as session:
        weights = rows.policy_of(session).weights
    default = getattr(Policy().weights, YOUNGEST)
    assert weights == ALL_OFF.weights.replace(**{YOUNGEST: default})
