"""The one door to the database: sessions that read, write, or note."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from threading import Lock

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from api.store.engine import WRITING, make_engine
from api.store.tables.community import CommunityRow


class Database:
    """A database, and the three ways to use it.

    Parameters
    ----------
    url
        Of SQLAlchemy; see `api.settings.database_url`.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = make_engine(url)
        self._writing = self.engine.execution_options(**{WRITING: True})
        alone = self.engine.dialect.name == "sqlite"
        one_moment = {} if alone else {"isolation_level": "REPEATABLE READ"}
        self._reading = self.engine.execution_options(**one_moment)
        self._turn = Lock() if alone else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Return a session that sees one moment and changes nothing."""
        with Session(self._reading, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def noting(self) -> Iterator[Session]:
        """Return a session that commits at its end and changes nobody's data.

        For the audit trail of reads, the heartbeats of jobs and the like: what is
        remembered of the community still holds after it.
        """
        with (
            self._turn,
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Return a session that commits all or nothing at its end.

        Writers go one after another, each with a new revision of the community; so
        what one of them has read cannot change before it commits.
        """
        with self.noting() as session:
            session.execute(
                update(CommunityRow).values(revision=CommunityRow.revision + 1)
            )
            yield session

    def revision(self) -> int:
        """Return the number of changes so far."""
        with self.reading() as session:
            return session.scalars(select(CommunityRow.revision)).one()

    def tidy(self) -> None:
        """Leave nothing of what was deleted in the log of SQLite.

        PostgreSQL sees to that by itself.
        """
        if self.engine.dialect.name == "sqlite":
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
