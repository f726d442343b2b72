"""`qixiu db`: made, filled, written out, copied, emptied of old; all of it audited."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from commandline import qixiu
from sqlalchemy import func, select, text
from stored import add_rows, visit_row

from api.clock import Clock
from api.store.database import Database
from api.store.tables import AuditRow, SeniorRow, VisitRow
from scheduler.files.community import read_community

SMALL = "fixtures/small"
DAY = ("--date", "2026-11-23")
LONG_AGO = date(2020, 1, 1)


pytestmark = pytest.mark.usefixtures("named")


def trail(store):
    """Return the actions that the command line has left in the trail."""
    with store.reading() as session:
        found = select(AuditRow.action).where(AuditRow.actor == "command line")
        return list(session.scalars(found))


def count(store, table):
    """Return how many rows a table has."""
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


class TestUpgrade:
    """`qixiu db upgrade`."""

    def test_once_and_again(self, store):
        """The first makes the database, the second finds it up to date."""
        first = qixiu("db", "upgrade", "--json")
        again = qixiu("db", "upgrade", "--json")
        assert json.loads(first.stdout)["found"] == "empty"
        assert json.loads(again.stdout)["found"] == "current"
        assert trail(store) == ["database.upgrade"]

    def test_a_file_that_is_no_database(self, tmp_path):
        """A mistaken file is named, and stays as it is."""
        file = tmp_path / "plan.json"
        file.write_text("{}" * 100)
        refused = qixiu("db", "upgrade", "--database", file, "--lang", "en")
        assert refused.exit_code == 2
        assert "plan.json: the file is no database" in refused.stderr
        assert file.read_text() == "{}" * 100


class TestImport:
    """`qixiu db import`."""

    def test_into_a_database_that_is_not_there_yet(self, store):
        """It is made, and filled with everybody."""
        done = qixiu("db", "import", SMALL, *DAY, "--json")
        assert done.exit_code == 0, done.output
        content = json.loads(done.stdout)
        assert (content["seniors"], content["carers"]) == (12, 4)
        assert count(store, SeniorRow) == 12
        assert trail(store) == ["community.import"]

    def test_who_leaves_is_told(self, store, tmp_path):
        """Seniors and carers who are not in the files are named by id."""
        qixiu("db", "import", SMALL, *DAY)
        qixiu("db", "export", tmp_path / "out", "--lang", "en")
        seniors = tmp_path / "out" / "seniors.csv"
        kept = [
            line
            for line in seniors.read_text("utf-8").splitlines()
            if not line.startswith(("S09", "S12"))
        ]
        seniors.write_text("\n".join(kept), "utf-8")
        visits = tmp_path / "out" / "visits.csv"
        kept = [v for v in visits.read_text("utf-8").splitlines() if "S09" not in v]
        visits.write_text("\n".join(kept), "utf-8")
        done = qixiu("db", "import", tmp_path / "out", *DAY, "--lang", "en")
        assert done.exit_code == 0, done.output
        assert "now ended: S09" in done.stderr
        assert "Seniors removed: S12" in done.stderr

    def test_what_is_wrong_is_all_told_and_nothing_is_taken(self, store):
        """A bad folder leaves the database as it was, with every finding."""
        qixiu("db", "import", SMALL, *DAY)
        refused = qixiu("db", "import", "fixtures/bad/everything", *DAY, "--json")
        assert refused.exit_code == 2
        assert len(json.loads(refused.stdout)["findings"]) > 5
        assert count(store, SeniorRow) == 12

    def test_what_is_noticed_is_shown(self, store, tmp_path):
        """Warnings of the files reach the user."""
        done = qixiu("db", "import", SMALL, "--date", "2027-03-01", "--lang", "en")
        assert "the last visit was on" in done.stderr


class TestExport:
    """`qixiu db export`."""

    def test_what_went_in_comes_out(self, store, tmp_path):
        """The folder reads as the one that was brought in."""
        qixiu("db", "import", SMALL, *DAY)
        done = qixiu("db", "export", tmp_path / "out", "--json", "--lang", "en")
        assert json.loads(done.stdout)["plan_id"] is None
        day = date(2026, 11, 23)
        out = read_community(tmp_path / "out", day)
        put_in = read_community(Path(SMALL), day)
        assert out.seniors == put_in.seniors
        assert trail(store) == ["community.import", "community.export"]

    def test_a_place_that_cannot_be_written(self, store, tmp_path):
        """A folder below a file is told in a sentence."""
        qixiu("db", "import", SMALL, *DAY)
        (tmp_path / "file").write_text("")
        refused = qixiu("db", "export", tmp_path / "file" / "out")
        assert refused.exit_code == 2
        assert "file" in refused.stderr


class TestBackup:
    """`qixiu db backup`."""

    def test_the_copy_is_there_and_the_trail_has_it(self, store, tmp_path):
        """The entry is in the copy too."""
        qixiu("db", "import", SMALL, *DAY)
        done = qixiu("db", "backup", tmp_path / "copy.db", "--lang", "en")
        assert done.exit_code == 0, done.output
        assert "as safe as the database" in done.stderr
        assert trail(store)[-1] == "database.backup"
        if store.engine.dialect.name == "sqlite":
            copy = Database(f"sqlite:///{tmp_path}/copy.db")
            assert trail(copy) == trail(store)
            copy.close()

    def test_of_nothing_there_is_no_copy(self, tmp_path):
        """A database that is not there leaves no file."""
        refused = qixiu("db", "backup", tmp_path / "copy.db", "--lang", "en")
        assert refused.exit_code == 2
        assert "qixiu db upgrade" in refused.stderr
        assert not (tmp_path / "copy.db").exists()


class TestPurge:
    """`qixiu db purge`."""

    @pytest.fixture
    def filled(self, store):
        """Fill the database, with one old visit that nobody needs."""
        qixiu("db", "import", SMALL, *DAY)
        add_rows(store, visit_row(Clock().now(), "S01", LONG_AGO))

    def test_a_dry_run_counts_and_changes_nothing(self, store, filled):
        """The same numbers as the true run, which then finds them."""
        before, revision = count(store, VisitRow), store.revision()
        counted = qixiu("db", "purge", "--before", "2021-01-01", "--dry-run", "--json")
        assert json.loads(counted.stdout)["visits"] == 1
        assert count(store, VisitRow) == before
        assert store.revision() == revision
        assert "community.purge" not in trail(store)
        done = qixiu("db", "purge", "--before", "2021-01-01", "--json")
        expected = json.loads(counted.stdout) | {"removed": True}
        assert json.loads(done.stdout) == expected
        assert count(store, VisitRow) == before - 1
        assert trail(store)[-1] == "community.purge"

    def test_what_went_is_shown_in_both_languages(self, filled):
        """Kind by kind, as a table."""
        for language, word in (("zh", "走访记录"), ("en", "visits")):
            shown = qixiu(
                *("db", "purge", "--before", "2021-01-01", "--dry-run"),
                *("--lang", language),
            )
            assert word in shown.stdout

    def test_a_day_that_still_counts_is_refused(self, store, filled):
        """Yesterday is too late, and the latest day is told."""
        yesterday = date.today() - timedelta(days=1)
        refused = qixiu("db", "purge", "--before", yesterday, "--lang", "en")
        assert refused.exit_code == 2
        assert "at the latest" in refused.stderr


@pytest.mark.parametrize("command", ["export", "backup", "purge"])
def test_an_older_database_says_what_to_run(store, tmp_path, command):
    """Nothing is done to it before it is upgraded."""
    qixiu("db", "import", SMALL, *DAY)
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    arguments = {"purge": ("--before", "2021-01-01")}.get(command, (tmp_path / "out",))
    refused = qixiu("db", command, *arguments, "--lang", "en")
    assert refused.exit_code == 2
    assert "older form" in refused.stderr
