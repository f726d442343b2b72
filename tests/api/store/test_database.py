"""Sessions see one moment, and commit all or nothing."""

import pytest
from sqlalchemy import func, select

from api.services.audit import note
from api.store.tables import AuditRow


def entries(session):
    """Return how many audit entries a session sees."""
    return session.scalar(select(func.count()).select_from(AuditRow))


def test_a_reading_session_sees_one_moment(database, clock):
    """What is committed between two of its statements, it does not see."""
    with database.reading() as session:
        before = entries(session)
        with database.noting() as other:
            note(other, clock.now(), "U1", "x", "y")
        assert entries(session) == before
    with database.reading() as session:
        assert entries(session) == before + 1


def test_a_failed_write_leaves_nothing(database, clock):
    """An exception takes back the whole session, the revision too."""
    before = database.revision()

    def fail():
        with database.writing() as session:
            note(session, clock.now(), "U1", "x", "y")
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert entries(session) == 0
    assert database.revision() == before


def test_each_write_has_its_own_revision(database):
    """Whoever remembers something by the revision learns of every change."""
    before = database.revision()
    for _ in range(2):
        with database.writing():
            pass
    with database.noting():
        pass
    assert database.revision() == before + 2
