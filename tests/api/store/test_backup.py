"""A copy is whole, made while others write, and can be put in the database's place."""

import os
import secrets
import shutil
import subprocess
import threading

import pytest
from sqlalchemy import create_engine, make_url, select, text

from api.services.community_out import export_community
from api.store.backup import DUMP, RESTORE, backup
from api.store.database import Database
from api.store.form import must_be_current
from api.store.tables import VisitRow
from api.store.unusable import UnusableDatabaseError

has_client = pytest.mark.skipif(
    bool(os.environ.get("QIXIU_TEST_POSTGRESQL")) and shutil.which(DUMP) is None,
    reason="needs pg_dump",
)


@pytest.fixture
def restored(database, url, tmp_path):
    """Return a restorer: of a copy it returns a database, as the README says."""
    opened = []

    def sqlite(copy):
        place = tmp_path / "restored.db"
        shutil.copy(copy, place)
        return f"sqlite:///{place}"

    def postgresql(copy):
        name = f"t{secrets.token_hex(6)}"
        server = make_url(url).set(database="postgres")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        opened.append((engine, name))
        place = make_url(url).set(database=name)
        address = place.set(drivername="postgresql").render_as_string(False)
        subprocess.run(
            [RESTORE, "--no-owner", "--exit-on-error", f"--dbname={address}", copy],
            check=True,
        )
        return place.render_as_string(False)

    def restore(copy):
        by = {"sqlite": sqlite, "postgresql": postgresql}
        other = Database(by[database.engine.dialect.name](copy))
        opened.append((other.engine, None))
        return other

    yield restore
    for engine, name in reversed(opened):
        if name is not None:
            with engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@has_client
def test_a_restored_copy_is_the_community_as_it_was(
    database, small, restored, tmp_path
):
    """What came after the copy is not in it; all that came before is."""
    backup(database, tmp_path / "copy")
    with database.writing() as session:
        session.execute(text("DELETE FROM visits"))
    other = restored(tmp_path / "copy")
    must_be_current(other)
    with other.reading() as session:
        found = export_community(session)
    assert (found.seniors, found.carers) == (small.seniors, small.carers)
    assert set(found.records) == set(small.records)
    with other.writing() as session:
        session.execute(text("UPDATE seniors SET floor = 2"))
    with pytest.raises(Exception, match="never changes"), other.noting() as session:
        session.execute(text("UPDATE audit SET actor = 'x'"))


@has_client
def test_a_copy_holds_one_moment_while_others_write(
    database, small, restored, clock, tmp_path
):
    """Visits come in pairs, each pair in one transaction: no copy has half a pair."""
    stop = threading.Event()
    first_pair = threading.Event()

    def write():
        attempt = 10
        while not stop.is_set():
            with database.writing() as session:
                for carer_id in ("C01", "C02"):
                    session.add(
                        VisitRow(
                            senior_id="S01",
                            date=clock.today("Asia/Shanghai"),
                            carer_id=carer_id,
                            attempt=attempt,
                            outcome="no_answer",
                            recorded_at=clock.now(),
                        )
                    )
                    session.flush()
            first_pair.set()
            attempt += 1

    writer = threading.Thread(target=write)
    writer.start()
    first_pair.wait(10)
    backup(database, tmp_path / "copy")
    stop.set()
    writer.join()
    with restored(tmp_path / "copy").reading() as session:
        pairs = [
            set(
                session.scalars(
                    select(VisitRow.attempt).where(
                        VisitRow.carer_id == carer_id, VisitRow.attempt >= 10
                    )
                )
            )
            for carer_id in ("C01", "C02")
        ]
    assert pairs[0] == pairs[1] != set()


@has_client
def test_a_copy_is_for_its_owner_and_replaces_an_older_one(database, tmp_path):
    """Nobody else reads it; nothing but the copy is left in the folder."""
    target = tmp_path / "copies" / "copy"
    for _ in range(2):
        backup(database, target)
    assert [file.name for file in target.parent.iterdir()] == ["copy"]
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_copy_has_nothing_of_what_was_deleted(tmp_path, database, small):
    """A name that was removed is in no page of the copy, nor of SQLite's own files."""
    name = small.seniors[0].name.encode()
    assert any(name in one.read_bytes() for one in tmp_path.iterdir())
    with database.writing() as session:
        session.execute(text("DELETE FROM seniors"))
    database.tidy()
    backup(database, tmp_path / "copy")
    assert not any(name in one.read_bytes() for one in tmp_path.iterdir())


def test_without_pg_dump_it_says_what_to_install(database, monkeypatch, tmp_path):
    """An empty PATH leads to a sentence on PostgreSQL, and to a copy on SQLite."""
    monkeypatch.setenv("PATH", "")
    if database.engine.dialect.name == "sqlite":
        backup(database, tmp_path / "copy")
        assert (tmp_path / "copy").exists()
        return
    with pytest.raises(UnusableDatabaseError, match="postgresql-client"):
        backup(database, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@has_client
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_dump_that_fails_is_told_without_the_password(tmp_path, url):
    """The server's own words are passed on; the password is nowhere in them."""
    nowhere = make_url(url).set(database="nowhere", password="secret")
    with pytest.raises(UnusableDatabaseError, match="nowhere") as refused:
        backup(Database(nowhere.render_as_string(False)), tmp_path / "copy")
    assert "secret" not in f"{refused.value.says} {refused.value.findings}"
