"""The plug is pulled: what was answered is there, the rest wholly or not at all.

`QIXIU_KILLS` says how often in each test; default once.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from api.services.callers import UserRole
from api.services.users import add_user
from api.store.tables import JobRow, PlanRow, SeniorRow, VisitRow

KILLS = int(os.environ.get("QIXIU_KILLS", "1"))
QIXIU = Path(sys.executable).parent / "qixiu"
SENIORS = 686
BATCH = 7


class Server:
    """`qixiu serve` on a database, and calls to it that may be cut off."""

    def __init__(self, url: str, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        self._environment = os.environ | {
            "QIXIU_DATABASE": url,
            "QIXIU_PORT": str(self._port),
            "QIXIU_STARTS_AT": "2026-11-23T07:40:00",
            "QIXIU_WRITES_PER_MINUTE": "1000000",
        }
        self._log = log
        self.token = ""

    def __enter__(self) -> "Server":
        with self._log.open("a") as log:
            self._process = subprocess.Popen(
                [QIXIU, "serve"], env=self._environment, stdout=log, stderr=log
            )
        for _ in range(300):
            if self._process.poll() is not None:
                break
            if self.call("GET", "/readyz")[0] == 200:
                return self
            time.sleep(0.1)
        raise AssertionError(self._log.read_text())

    def __exit__(self, *_: object) -> None:
        self.pull_plug()

    def pull_plug(self) -> None:
        """Kill the server as a cut of power would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def call(self, method: str, path: str, body: object = None) -> tuple[int, dict]:
        """Return the status and the answer; status 0 if there was none."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}{path}",
            None if body is None else json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
            },
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except (OSError, ValueError):
            return 0, {}


@pytest.fixture
def server(url, database, tmp_path):
    """Return a service not yet started, on a database with a coordinator."""
    with database.writing() as session:
        _, token = add_user(
            session, datetime.now(UTC), name="测试", role=UserRole.COORDINATOR
        )
    server = Server(url, tmp_path / "serve.log")
    server.token = token
    return server


def _until_cut(server: Server, chance: random.Random, work, longest: float) -> None:
    """Let a thread work, and pull the plug so many seconds at most after it began.

    The work is called with what to call after its first answer.
    """
    begun = threading.Event()
    thread = threading.Thread(target=work, args=(begun.set,))
    with server:
        thread.start()
        assert begun.wait(20)
        time.sleep(chance.uniform(0.0, longest))
    thread.join()


def test_recorded_batches_are_whole_and_answered_ones_there(server, database, small):
    """Every batch of visits is there with all its entries or with none."""
    chance, answered, sent = random.Random(4), [], []
    seniors = [senior.senior_id for senior in small.seniors][:BATCH]

    def record(begun) -> None:
        while True:
            number = 10 + len(sent)
            sent.append(number)
            entries = [
                {
                    "senior_id": senior_id,
                    "date": "2026-11-22",
                    "carer_id": small.carers[0].carer_id,
                    "attempt": number,
                    "outcome": "phone",
                }
                for senior_id in seniors
            ]
            status, answer = server.call("POST", "/visits", {"visits": entries})
            if status == 0:
                return
            answered.append(number if status == 200 else answer)
            begun()

    for _ in range(KILLS):
        _until_cut(server, chance, record, 0.5)
    with database.reading() as session:
        rows = session.execute(
            select(VisitRow.attempt, func.count())
            .where(VisitRow.attempt >= 10)
            .group_by(VisitRow.attempt)
        )
        counts = {attempt: count for attempt, count in rows}  # noqa: C416
    assert answered
    assert set(counts.values()) == {BATCH}
    assert set(answered) <= set(counts) <= set(sent)


@pytest.mark.usefixtures("small")
def test_a_plan_is_never_left_running_nor_half_published(server, database):
    """After restarts every plan asked for ends, and one alone is published."""
    chance, asked, published = random.Random(5), [], []

    def plan(begun) -> None:
        while True:
            body = {"first_day": "2026-11-23", "days": 7, "time_limit": 0.5}
            status, answer = server.call("POST", "/plans", body)
            if status != 202:
                return
            plan_id = answer["plan_id"]
            asked.append(plan_id)
            begun()
            while answer["status"] == "pending":
                time.sleep(0.1)
                status, answer = server.call("GET", f"/plans/{plan_id}")
                if status == 0:
                    return
            status, _ = server.call("POST", f"/plans/{plan_id}/publish")
            if status == 200:
                published.append(plan_id)

    for _ in range(KILLS):
        _until_cut(server, chance, plan, 6.0)
    with server:
        ended = _wait_until_none_pends(database)
    assert set(asked) <= set(ended)
    assert "failed" not in ended.values(), _why(database)
    assert set(ended.values()) <= {"draft", "published", "superseded"}
    assert Counter(ended.values())["published"] <= 1
    assert all(ended[plan_id] in ("published", "superseded") for plan_id in published)
    with database.reading() as session:
        rows = session.scalars(select(PlanRow).where(PlanRow.version.is_not(None)))
        versions = sorted(row.version or 0 for row in rows)
    assert versions == list(range(1, len(versions) + 1))


def _why(database) -> list[object]:
    """Return what the jobs say that failed."""
    with database.reading() as session:
        failed = session.scalars(select(JobRow).where(JobRow.status == "failed"))
        return [(job.plan_id, job.attempt, job.error) for job in failed]


def _wait_until_none_pends(database) -> dict[str, str]:
    """Return the status of every plan, by id, once none is being made."""
    for _ in range(1_200):
        with database.reading() as session:
            rows = session.execute(select(PlanRow.plan_id, PlanRow.status))
            states = {plan_id: status for plan_id, status in rows}  # noqa: C416
        if "pending" not in states.values():
            return states
        time.sleep(0.1)
    raise AssertionError(f"still running: {states}")


def test_an_import_is_whole_or_not_there(url, database):
    """A killed import leaves no senior; a finished one leaves all of them."""
    chance = random.Random(6)
    command = [QIXIU, "db", "import", "fixtures/qixiu", "--database", url]
    for _ in range(KILLS):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(0.5, 4.0))
        except subprocess.TimeoutExpired:
            process.kill()
        finished = process.wait() == 0
        with database.reading() as session:
            count = session.scalar(select(func.count()).select_from(SeniorRow))
        assert count == SENIORS if finished else count in (0, SENIORS)
