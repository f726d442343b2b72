"""Databases and clients for the tests of the service: each test on its own database.

PostgreSQL is used where `QIXIU_TEST_POSTGRESQL` names a server on which databases may
be made, e.g. ``postgresql://qixiu@127.0.0.1:5433/postgres``; else those tests skip.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, make_url, text

from api.app import make_app
from api.clock import Clock
from api.services.audit import COMMAND_LINE
from api.services.callers import Caller, UserRole
from api.services.community_in import import_community
from api.services.plans import new_draft, publish
from api.services.plans_in_force import PublishedPlans, newest_published
from api.services.problems import Problems
from api.services.service import Service
from api.services.users import add_user
from api.settings import Settings, database_url
from api.store.database import Database
from api.store.upgrade import upgrade
from scheduler.files.community import CommunityFiles, read_community
from scheduler.planning import make_plan

SERVER = os.environ.get("QIXIU_TEST_POSTGRESQL")
MORNING = datetime(2026, 11, 22, 23, 40, tzinfo=UTC)
"""07:40 on Monday 2026-11-23 in Nanjing."""


class FixedClock(Clock):
    """A clock that stands still until a test moves it."""

    def __init__(self, instant: datetime = MORNING) -> None:
        super().__init__()
        self.instant = instant

    def now(self) -> datetime:
        """Return the instant at which the clock stands."""
        return self.instant


@contextmanager
def on_server(template: str = "template1") -> Iterator[str]:
    """Return the URL of a new database on the PostgreSQL server, gone at the end."""
    if SERVER is None:
        pytest.skip("QIXIU_TEST_POSTGRESQL names no PostgreSQL server")
    name = f"t{secrets.token_hex(6)}"
    engine = create_engine(database_url(SERVER), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield make_url(database_url(SERVER)).set(database=name).render_as_string(False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


def upgraded(url: str) -> str:
    """Return the URL of a database once it has the newest tables."""
    database = Database(url)
    upgrade(database)
    database.close()
    return url


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with the newest tables, to be copied."""
    file = tmp_path_factory.mktemp("made") / "qixiu.db"
    upgraded(database_url(str(file)))
    return file


@pytest.fixture(scope="session")
def made_template() -> Iterator[str]:
    """Return the name of a PostgreSQL database with the newest tables, to be copied."""
    with on_server() as url:
        yield str(make_url(upgraded(url)).database)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database that is gone after the test.

    It is empty, unless the test asks for `database`.
    """
    made = "database" in request.fixturenames
    if request.param == "sqlite":
        file = tmp_path / "qixiu.db"
        if made:
            shutil.copy(request.getfixturevalue("made_file"), file)
        yield database_url(str(file))
        return
    template = request.getfixturevalue("made_template") if made else "template1"
    with on_server(template) as url:
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Return a database with the newest tables and no people."""
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def clock() -> FixedClock:
    """Return a clock that shows 07:40 on Monday 2026-11-23."""
    return FixedClock()


@pytest.fixture
def settings(database: Database) -> Settings:
    """Return the settings of a service on the test's database."""
    return Settings(database=database.url, companions=False)


SMALL = Path("fixtures/small")


@pytest.fixture
def small(database: Database, clock: FixedClock) -> CommunityFiles:
    """Return the dozen seniors of `fixtures/small`, brought into the database."""
    files = read_community(SMALL, clock.today("Asia/Shanghai"))
    with database.writing() as session:
        import_community(session, clock.now(), COMMAND_LINE, files)
    return files


Token = Callable[..., dict[str, str]]


@pytest.fixture
def token(database: Database, clock: FixedClock) -> Token:
    """Return a maker of users: called with a role, it returns the headers to send."""

    def make(role: UserRole = UserRole.COORDINATOR, **who: str) -> dict[str, str]:
        with database.writing() as session:
            _, secret = add_user(session, clock.now(), name="测试", role=role, **who)
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture
def client(settings: Settings, clock: FixedClock) -> Iterator[TestClient]:
    """Return a client of a running service, without a token."""
    with TestClient(make_app(settings, clock), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def service(client: TestClient) -> Service:
    """Return the service behind the client."""
    service: Service = client.app.state.service  # type: ignore[attr-defined]
    return service


Draft = Callable[..., str]


@pytest.fixture
def draft(database: Database, small: CommunityFiles, clock: FixedClock) -> Draft:
    """Return a maker of drafts for `small`, two days from a first day on."""

    def make(first_day: date | None = None, days: int = 2, seed: int = 0) -> str:
        today = clock.today("Asia/Shanghai")
        first_day = first_day or today
        problems = Problems(PublishedPlans())
        with database.writing() as session:
            problem = problems.of(session, today, first_day, days)
            plan = make_plan(problem, seed=seed, time_limit=0.2)
            return new_draft(
                session,
                clock.now(),
                "U0",
                plan,
                reason="",
                base_plan_id=newest_published(session, first_day, plan.last_day),
            )

    return make


Publish = Callable[..., str]


@pytest.fixture
def published(service: Service, draft: Draft) -> Publish:
    """Return a maker of published plans for `small`; see `draft`."""
    boss = Caller(user_id="U0", name="测试", role=UserRole.COORDINATOR)

    def make(first_day: date | None = None, days: int = 2, seed: int = 0) -> str:
        plan_id = draft(first_day, days, seed)
        with service.database.writing() as session:
            publish(service, session, boss, plan_id)
        return plan_id

    return make
