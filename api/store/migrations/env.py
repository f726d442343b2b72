"""How Alembic finds the tables; it runs inside the caller's transaction."""

from alembic import context

from api.settings import Settings
from api.store.database import Database
from api.store.tables import Row


def run() -> None:
    """Run the migrations on the connection given, or on the settings' database."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        engine = Database(Settings().database_url).engine
        connection = engine.execution_options(qixiu_writing=True).connect()
    context.configure(
        connection=connection, target_metadata=Row.metadata, render_as_batch=True
    )
    with context.begin_transaction():
        context.run_migrations()


run()
