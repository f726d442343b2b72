"""The database itself keeps what must not change, whoever writes to it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import IntegrityError
from stored import add_rows, case_row, plan_row

from api.schemas.cases import CaseEnding, CaseKind, CaseStep
from api.services.callers import UserRole
from api.store.tables import (
    AuditRow,
    CaseRow,
    PlanRow,
    SeniorRow,
    VisitRow,
    cases,
    people,
)

THREE_YEARS = timedelta(days=3 * 366)


@pytest.fixture
def entry(database, clock):
    """Add an audit entry of some age, and return its id."""

    def add(age=timedelta()):
        with database.noting() as session:
            row = AuditRow(
                at=clock.now() - age, actor="U1", action="plan.publish", subject="P1"
            )
            session.add(row)
        return row.audit_id

    return add


@pytest.fixture
def published(database, clock):
    """Add a published plan."""
    day = clock.today("Asia/Shanghai")
    add_rows(database, plan_row(clock.now(), day=day))


def refused(database, statement):
    """Return whether the database refuses a statement."""
    try:
        with database.noting() as session:
            session.execute(statement)
    except IntegrityError:
        return True
    return False


class TestAudit:
    """The trail only grows."""

    def test_an_entry_is_never_changed(self, database, entry):
        """Neither a young nor an old one, in any column."""
        entry()
        entry(THREE_YEARS)
        assert refused(database, update(AuditRow).values(actor="U2"))

    def test_a_young_entry_is_not_removed(self, database, entry):
        """Younger than three years: it stays."""
        entry(timedelta(days=3 * 365 - 2))
        assert refused(database, delete(AuditRow))

    def test_an_old_entry_may_be_removed(self, database, entry):
        """Older than three years: it may go."""
        entry(THREE_YEARS)
        assert not refused(database, delete(AuditRow))

    def test_an_entry_is_not_written_over(self, database, entry, clock):
        """A second entry with the id of the first is refused."""
        again = insert(AuditRow).values(
            audit_id=entry(),
            at=clock.now(),
            actor="U2",
            action="x",
            subject="y",
            detail={},
        )
        assert refused(database, again)

    def test_the_trail_is_not_emptied_in_one_stroke(self, database, entry, clock):
        """What would pass by each entry's guard is refused: TRUNCATE, OR REPLACE."""
        replacing = insert(AuditRow).prefix_with("OR REPLACE")
        values = {"at": clock.now(), "actor": "U2", "action": "x", "subject": "y"}
        stroke = {
            "sqlite": replacing.values(
                audit_id=entry(THREE_YEARS), detail={}, **values
            ),
            "postgresql": text("TRUNCATE audit"),
        }
        assert refused(database, stroke[database.engine.dialect.name])


class TestPublishedPlan:
    """What was published stays as it was."""

    def test_its_content_and_version_never_change(self, database, published):
        """Other routes need another plan."""
        assert refused(database, update(PlanRow).values(content={"plan_id": "P2"}))
        assert refused(database, update(PlanRow).values(version=2))

    def test_its_status_may_change(self, database, published):
        """A newer plan supersedes it; writing the same content again is no change."""
        superseded = update(PlanRow).values(
            status="superseded", content=PlanRow.content
        )
        assert not refused(database, superseded)


class TestChecks:
    """Rows that make no sense are refused."""

    def test_the_words_are_those_of_the_service(self):
        """What the service may write, the tables take, and nothing else."""
        assert tuple(UserRole) == people.ROLES
        assert tuple(CaseKind) == cases.KINDS
        assert tuple(CaseEnding) == cases.ENDINGS
        assert tuple(CaseStep) == cases.STEPS

    @pytest.mark.parametrize(
        "values",
        [
            {"tag": "purple"},
            {"status": "asleep"},
            {"carers_needed": 3},
            {"gender": "any"},
        ],
    )
    def test_a_senior_with_another_word(self, database, small, values):
        """The words of the contract, and no other."""
        assert refused(database, update(SeniorRow).values(**values))

    @pytest.mark.parametrize(
        "values", [{"outcome": "seen"}, {"attempt": 0}, {"minutes": -1}]
    )
    def test_a_visit_that_cannot_be(self, database, small, values):
        """Neither another outcome, nor a try before the first, nor negative time."""
        assert refused(database, update(VisitRow).values(**values))

    def test_a_case_ends_by_a_named_person(self, database, small, clock):
        """Closed without an ending, or by nobody: refused; with both: taken."""
        add_rows(database, case_row(clock.now(), "S01"))
        now = {"resolved_at": clock.now()}
        assert refused(database, update(CaseRow).values(**now))
        assert refused(database, update(CaseRow).values(**now, ending="seen"))
        blank = {"ending": "seen", "confirmed_by": ""}
        assert refused(database, update(CaseRow).values(**now, **blank))
        named = {"ending": "seen", "confirmed_by": "赵某春"}
        assert not refused(database, update(CaseRow).values(**now, **named))
