"""The planner's commands, and beside them those of the service."""

from api.cli.db import db
from api.cli.serve import serve
from api.cli.user import user
from scheduler.cli.app import app

app.command()(serve)
app.add_typer(db, name="db")
app.add_typer(user, name="user")

__all__ = ["app"]
