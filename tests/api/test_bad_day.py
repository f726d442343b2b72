"""The README's bad day, typed as it stands there, from first token to the next day."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from api.store.tables import CaseRow, EventRow, PlanRow, VisitRow

README = Path("README.md").read_text()
WALK = re.search(r"service: begin -->\n```\n(.*?)```", README, re.DOTALL)


def test_the_bad_day_of_the_readme_ends_well(url, database, tmp_path):
    """A sick call, a closed door, results and tomorrow's plan: all as documented.

    Only the port and the time for each plan are others.
    """
    assert WALK is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    walk = WALK[1].replace("localhost:8000", f"localhost:{port}")
    walk = walk.replace("-d '{}'", "-d '{\"time_limit\": 1}'")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    environment = os.environ | {"QIXIU_DATABASE": url, "QIXIU_PORT": str(port)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", walk + "\nwait || true"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert '"error"' not in said.replace('"error":null', ""), said
    with database.reading() as session:
        versions = list(
            session.scalars(select(PlanRow.version).where(PlanRow.version.is_not(None)))
        )
        events = list(session.scalars(select(EventRow.status)))
        endings = list(
            session.scalars(select(CaseRow.ending).where(CaseRow.ending.is_not(None)))
        )
        outcomes = set(session.scalars(select(VisitRow.outcome)))
    assert len(versions) == 4
    assert events == ["accepted", "accepted"]
    assert endings == ["spoken_to"]
    assert {"completed", "no_answer"} <= outcomes
