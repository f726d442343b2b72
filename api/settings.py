"""How the service is set up: one typed class, read from the environment.

Every setting is an environment variable with the prefix ``QIXIU_``, in capitals.
"""

import os
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from scheduler.domain.policy import Community
from scheduler.errors import Finding, InputError, Text

DEFAULT_DATABASE = "qixiu.db"
"""File of the embedded database, in the folder where the service is started."""


def _cores() -> int:
    return max(1, os.cpu_count() or 1)


class Settings(BaseSettings):
    """The service's settings; every one has a default that is safe on one computer.

    Attributes
    ----------
    database
        A file of SQLite, or a ``postgresql://`` URL.
    host, port
        Where the service listens; only this computer reaches the default.
    cors_origins
        Web pages of other origins that may call; default none.
    body_bytes
        Longest request body.
    writes_per_minute
        Changes that one user may make.
    failed_logins_per_minute
        Wrong tokens that one address may show.
    heavy_solves
        Plans solved at the same time; the others wait.
    solve_seconds
        Time limit of a plan that names none; default by size.
    starts_at
        Date and time, of Nanjing where no offset is named, at which the service's clock
        starts, for rehearsals; default the computer's own time.
    companions
        Whether the service also plans, proposes and looks for what is overdue, or only
        answers requests while another process on the same database does that.
    """

    model_config = SettingsConfigDict(env_prefix="QIXIU_", extra="ignore")

    database: SecretStr = SecretStr(DEFAULT_DATABASE)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    cors_origins: tuple[str, ...] = ()
    body_bytes: int = Field(default=2_000_000, ge=1_000)
    writes_per_minute: int = Field(default=1_200, ge=1)
    failed_logins_per_minute: int = Field(default=10, ge=1)
    heavy_solves: int = Field(default_factory=_cores, ge=1)
    solve_seconds: float | None = Field(default=None, ge=0.1, le=3_600)
    starts_at: datetime | None = None
    companions: bool = True

    @property
    def starting_instant(self) -> datetime | None:
        """The instant at which the clock starts; None: now."""
        if self.starts_at is None or self.starts_at.tzinfo is not None:
            return self.starts_at
        return self.starts_at.replace(tzinfo=ZoneInfo(Community().timezone))

    @cached_property
    def database_url(self) -> str:
        """The database as a URL of SQLAlchemy, its password in clear."""
        return database_url(self.database.get_secret_value())


def database_url(database: str) -> str:
    """Return the URL that SQLAlchemy understands, of a file or a URL.

    A PostgreSQL URL names the driver psycopg 3, whatever it named before.

    Raises
    ------
    scheduler.errors.InputError
        If it is a URL of another kind of database.
    """
    for scheme in ("postgresql://", "postgres://", "postgresql+psycopg://"):
        if database.startswith(scheme):
            return "postgresql+psycopg://" + database.removeprefix(scheme)
    if database.startswith("sqlite:"):
        return database
    if "://" in database:
        raise InputError([Finding("QIXIU_DATABASE", _OTHER_KIND)])
    return f"sqlite:///{Path(database)}"


_OTHER_KIND = Text(
    "应为 SQLite 的文件名，或 postgresql:// 开头的地址",
    "should be the name of an SQLite file, or an address that begins postgresql://",
)
