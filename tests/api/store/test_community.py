"""What is stored of a community reads back as the same values."""

from datetime import date
from pathlib import Path

from api.store import community as rows
from api.store.tables import VisitRow
from scheduler.files.community import read_community

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
