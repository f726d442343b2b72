"""A database comes to the newest form, from any older one, and is never mistaken."""

import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import MetaData, inspect, text

from api.settings import database_url
from api.store.database import Database
from api.store.engine import WRITING
from api.store.form import Form, must_be_current
from api.store.tables import Row
from api.store.unusable import UnusableDatabaseError, shown
from api.store.upgrade import config_of, upgrade


@pytest.fixture
def empty(url):
    """Return a database without tables."""
    database = Database(url)
    yield database
    database.close()


def alembic(database, order, *arguments):
    """Give Alembic an order on a database."""
    engine = database.engine.execution_options(**{WRITING: True})
    with engine.begin() as connection:
        getattr(command, order)(config_of(connection), *arguments)


def checks(engine):
    """Return the names and words of all check constraints."""
    return {
        (table, check["name"], " ".join(check["sqltext"].split()))
        for table in Row.metadata.tables
        for check in inspect(engine).get_check_constraints(table)
    }


class TestForms:
    """Empty, older, current, newer, another program's."""

    def test_an_empty_database_becomes_current(self, empty):
        """The first upgrade makes the tables, the second finds nothing to do."""
        assert upgrade(empty) is Form.EMPTY
        must_be_current(empty)
        assert upgrade(empty) is Form.CURRENT

    def test_models_and_migrations_say_the_same(self, database):
        """`alembic check` finds no difference."""
        alembic(database, "check")

    def test_alembic_check_can_fail(self, database):
        """A table with a column less is found out."""
        with database.engine.execution_options(**{WRITING: True}).begin() as connection:
            connection.execute(text("ALTER TABLE carers DROP COLUMN phone"))
        with pytest.raises(CommandError):
            alembic(database, "check")

    def test_models_and_migrations_have_the_same_checks(self, database):
        """Alembic does not compare check constraints, so it is done here."""
        migrated = checks(database.engine)
        alembic(database, "downgrade", "base")
        metadata = MetaData(naming_convention=Row.metadata.naming_convention)
        for table in Row.metadata.tables.values():
            table.to_metadata(metadata)
        with database.engine.execution_options(**{WRITING: True}).begin() as connection:
            metadata.create_all(connection)
        assert checks(database.engine) == migrated
        assert {table for table, _, _ in migrated} >= {"seniors", "visits", "cases"}

    def test_down_and_up_again(self, database):
        """Every step down works, and up again from wherever it led."""
        alembic(database, "downgrade", "-1")
        with pytest.raises(UnusableDatabaseError, match="older form"):
            must_be_current(database)
        assert upgrade(database) is Form.OLDER
        alembic(database, "downgrade", "base")
        assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}
        assert upgrade(database) is Form.EMPTY
        must_be_current(database)

    def test_an_upgrade_keeps_all_data(self, database, small):
        """Down one step and up again: everybody is still there."""
        alembic(database, "downgrade", "-1")
        upgrade(database)
        with database.reading() as session:
            count = session.scalar(text("SELECT count(*) FROM seniors"))
        assert count == len(small.seniors)

    def test_a_newer_database_is_refused(self, database):
        """Neither used nor touched."""
        with database.engine.execution_options(**{WRITING: True}).begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        for attempt in (must_be_current, upgrade):
            with pytest.raises(UnusableDatabaseError, match="newer program"):
                attempt(database)

    def test_another_programs_database_is_refused(self, empty):
        """Tables of the same names that we did not make are left alone."""
        with empty.engine.execution_options(**{WRITING: True}).begin() as connection:
            connection.execute(text("CREATE TABLE users (id INTEGER)"))
        with pytest.raises(UnusableDatabaseError, match="another program"):
            upgrade(empty)
        assert inspect(empty.engine).get_table_names() == ["users"]

    def test_an_empty_database_says_what_to_run(self, empty):
        """Nobody is left with a missing table."""
        with pytest.raises(UnusableDatabaseError, match="qixiu db upgrade"):
            must_be_current(empty)


def test_two_upgrades_at_once_do_no_harm(url):
    """Four that start together: one makes the tables, the others find them made."""
    databases = [Database(url) for _ in range(4)]
    start = threading.Barrier(len(databases))

    def race(database):
        start.wait()
        return upgrade(database)

    with ThreadPoolExecutor(len(databases)) as pool:
        found = list(pool.map(race, databases))
    assert sorted(form.value for form in found) == ["current"] * 3 + ["empty"]
    must_be_current(databases[0])
    for database in databases:
        database.close()


class TestUnusable:
    """What cannot be used is said in a sentence."""

    def test_a_file_that_is_no_database(self, tmp_path):
        """A text file is neither read nor written."""
        file = tmp_path / "qixiu.db"
        file.write_text("senior_id,name,tag\n" * 100)
        database = Database(database_url(str(file)))
        for attempt in (must_be_current, upgrade):
            with pytest.raises(UnusableDatabaseError, match="no database"):
                attempt(database)
        assert file.read_text() == "senior_id,name,tag\n" * 100

    def test_a_file_that_cannot_be_written(self, tmp_path):
        """A database opened read-only says so when it is to be changed."""
        file = tmp_path / "qixiu.db"
        sqlite3.connect(file).execute("PRAGMA journal_mode=WAL").close()
        database = Database(f"sqlite:///file:{file}?mode=ro&uri=true")
        with pytest.raises(UnusableDatabaseError, match="read-only"):
            upgrade(database)

    def test_a_folder_that_is_not_there(self, tmp_path):
        """The missing folder is an error of the file system, with the path."""
        with pytest.raises(FileNotFoundError, match=r"nowhere/qixiu\.db"):
            upgrade(Database(database_url(str(tmp_path / "nowhere" / "qixiu.db"))))

    def test_a_new_file_is_for_its_owner_only(self, tmp_path):
        """Names and addresses are not for everybody on the computer."""
        upgrade(Database(database_url(str(tmp_path / "qixiu.db"))))
        kept = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
        assert set(kept.values()) == {0o600}

    def test_a_server_that_is_not_there(self):
        """A wrong address is said without the password."""
        url = database_url("postgresql://qixiu:secret@127.0.0.1:1/none")
        with pytest.raises(UnusableDatabaseError) as refused:
            upgrade(Database(url))
        finding = refused.value.findings[0]
        assert "secret" not in f"{finding.file} {finding.says.zh} {finding.says.en}"
        assert "cannot be reached" in finding.says.en

    def test_a_missing_driver_says_what_to_install(self, monkeypatch):
        """Without psycopg a PostgreSQL address is answered with the command."""
        monkeypatch.setitem(sys.modules, "psycopg", None)
        with pytest.raises(UnusableDatabaseError, match=r"qixiu\[postgresql\]"):
            Database(database_url("postgresql://127.0.0.1/none"))

    def test_the_password_is_never_shown(self):
        """Of a server's address everything but the password."""
        says = shown("postgresql+psycopg://qixiu:secret@db:5432/qixiu")
        assert says == "postgresql://qixiu:***@db:5432/qixiu"
