"""Bringing a database to the newest form."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from api.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Create or change the tables to the form this program knows; keeps all data."""
    with database.engine.execution_options(qixiu_writing=True).begin() as connection:
        command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
