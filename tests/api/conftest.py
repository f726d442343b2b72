"""Databases and clients for the tests of the service: each test on its own database.

PostgreSQL is used where `QIXIU_TEST_POSTGRESQL` names a server on which databases may
be made, e.g. ``postgresql://qixiu@127.0.0.1:5433/postgres``; else those tests skip.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, make_url, text
from starlette.routing import BaseRoute

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
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.files.community import CommunityFiles, read_community
from scheduler.planning import make_plan

SERVER = os.environ.get("QIXIU_TEST_POSTGRESQL")
SMALL = Path("fixtures/small")
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
def small_files() -> CommunityFiles:
    """Return the dozen seniors of `fixtures/small`."""
    return read_community(SMALL, FixedClock().today("Asia/Shanghai"))


def inhabited(url: str, files: CommunityFiles) -> str:
    """Return the URL of a database with tables once it has a community."""
    database = Database(url)
    with database.writing() as session:
        import_community(session, MORNING, COMMAND_LINE, files)
    database.close()
    return url


@pytest.fixture(scope="session")
def made_files(
    tmp_path_factory: pytest.TempPathFactory, small_files: CommunityFiles
) -> Mapping[str, Path]:
    """Return SQLite files with the newest tables, to be copied, by what they hold."""
    folder = tmp_path_factory.mktemp("made")
    nobody, small = folder / "nobody.db", folder / "small.db"
    upgraded(database_url(str(nobody)))
    shutil.copy(nobody, small)
    inhabited(database_url(str(small)), small_files)
    return {"nobody": nobody, "small": small}


@pytest.fixture(scope="session")
def made_templates(small_files: CommunityFiles) -> Iterator[Mapping[str, str]]:
    """Return the same as `made_files`, names of databases on PostgreSQL."""
    with on_server() as nobody:
        name = str(make_url(upgraded(nobody)).database)
        with on_server(name) as small:
            inhabited(small, small_files)
            yield {"nobody": name, "small": str(make_url(small).database)}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the URL of a database that is gone after the test.

    It is empty, unless the test asks for `database` or `small`.
    """
    asked = request.fixturenames
    holds = "small" if "small" in asked else "nobody" if "database" in asked else None
    if request.param == "sqlite":
        file = tmp_path / "qixiu.db"
        if holds:
            shutil.copy(request.getfixturevalue("made_files")[holds], file)
        yield database_url(str(file))
        return
    template = (
        request.getfixturevalue("made_templates")[holds] if holds else "template1"
    )
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


@pytest.fixture
def small(database: Database, small_files: CommunityFiles) -> CommunityFiles:
    """Return the dozen seniors of `fixtures/small`, who are in the database."""
    return small_files


Token = Callable[..., dict[str, str]]


@pytest.fixture
def token(database: Database, clock: FixedClock) -> Token:
    """Return a maker of users: called with a role, it returns the headers to send."""

    def make(role: UserRole = UserRole.COORDINATOR, **who: str) -> dict[str, str]:
        with database.writing() as session:
            _, secret = add_user(session, clock.now(), name="测试", role=role, **who)
        return {"Authorization": f"Bearer {secret}"}

    return make


@pytest.fixture(scope="session")
def routes() -> list[BaseRoute]:
    """Return the routes of the service, which take longer to build than to use.

    They know nothing of the application that they stand in.
    """
    return make_app(Settings(database=":memory:", companions=False)).router.routes


@pytest.fixture
def app(settings: Settings, clock: FixedClock, routes: list[BaseRoute]) -> FastAPI:
    """Return the service's application."""
    app = make_app(settings, clock)
    app.router.routes = routes
    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Return a client of a running service, without a token."""
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def service(app: FastAPI, client: TestClient) -> Service:
    """Return the service behind the client."""
    service: Service = app.state.service
    return service


@pytest.fixture(scope="session")
def planner() -> Callable[[Problem, int], Plan]:
    """Return a maker of plans that makes each but once."""
    made: dict[tuple[str, int], Plan] = {}

    def plan(problem: Problem, seed: int) -> Plan:
        key = problem.fingerprint(), seed
        if key not in made:
            made[key] = make_plan(
                problem, seed=seed, time_limit=0.2, by_the_clock=False
            )
        return made[key]

    return plan


Draft = Callable[..., str]


@pytest.fixture
def draft(
    database: Database,
    small: CommunityFiles,
    clock: FixedClock,
    planner: Callable[[Problem, int], Plan],
) -> Draft:
    """Return a maker of drafts for `small`, two days from a first day on."""

    def make(first_day: date | None = None, days: int = 2, seed: int = 0) -> str:
        today = clock.today("Asia/Shanghai")
        first_day = first_day or today
        problems = Problems(PublishedPlans())
        with database.writing() as session:
            problem = problems.of(session, today, first_day, days)
            plan = planner(problem, seed)
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
