"""Measures a running service: reads at a steady rate, and many writers at once.

    .venv/bin/python tests/benchmarks/service.py [--database URL] [--seconds 20]

Loads the bundled community with a year of invented history, publishes a plan, starts
`qixiu serve`, and prints what was measured. Latency counts from the moment at which a
request was due, so that a slow answer makes all behind it late too.
"""

import argparse
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from api.services.callers import UserRole
from api.services.community_in import import_community
from api.services.users import add_user
from api.settings import database_url
from api.store.database import Database
from api.store.tables import VisitRow
from api.store.upgrade import upgrade
from scheduler.domain.policy import DEFAULT_TAGS
from scheduler.files.community import CommunityFiles, read_community

QIXIU = Path(sys.executable).parent / "qixiu"
FIRST_DAY = date(2026, 11, 23)
MORNING = "2026-11-23T07:40:00"
HISTORY_DAYS = 365
CLIENTS = 20
"""As many threads ask, and as many record at once."""


def main() -> None:
    """Measure, and print a table."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        where = options.database or str(Path(folder) / "qixiu.db")
        database = Database(database_url(where))
        token, visits = _fill(database)
        print(f"{database.engine.dialect.name}: 686 seniors, {visits} visits")
        with _serving(where, folder) as port:
            caller = Caller(port, token)
            _publish(caller)
            for path in ("/board", f"/plans/{FIRST_DAY}"):
                _reads(caller, path, options.rate, options.seconds)
            _records(caller, database, options.visits)
        database.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", help="an empty database; default a new file")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--rate", type=float, default=100.0)
    parser.add_argument("--visits", type=int, default=5_000)
    return parser.parse_args()


def _fill(database: Database) -> tuple[str, int]:
    """Return a coordinator's token and the number of visits of the filled database."""
    upgrade(database)
    files = read_community(Path("fixtures/qixiu"), FIRST_DAY)
    now = datetime.now(UTC)
    with database.writing() as session:
        import_community(session, now, "command line", files)
        session.execute(insert(VisitRow), list(_history(files, now)))
        _, token = add_user(session, now, name="测", role=UserRole.COORDINATOR)
        count = session.scalar(select(func.count()).select_from(VisitRow))
    return token, int(count or 0)


def _history(files: CommunityFiles, now: datetime) -> Iterator[dict[str, object]]:
    """Return a visit each interval, back from where the bundled history begins."""
    last = min(record.date for record in files.records) - timedelta(days=1)
    first = FIRST_DAY - timedelta(days=HISTORY_DAYS)
    carers = [carer.carer_id for carer in files.carers]
    for number, senior in enumerate(files.seniors):
        day = last - timedelta(days=number % 3)
        while day >= first:
            yield {
                "senior_id": senior.senior_id,
                "date": day,
                "carer_id": carers[(number + day.toordinal()) % len(carers)],
                "outcome": "completed",
                "minutes": 15,
                "attempt": 1,
                "checklist": {},
                "note": "",
                "recorded_at": now,
                "recorded_by": "",
            }
            day -= timedelta(days=DEFAULT_TAGS[senior.tag].interval_days)


@contextmanager
def _serving(database: str, folder: str) -> Iterator[int]:
    """Return the port of a service started for the measurement."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environment = os.environ | {
        "QIXIU_DATABASE": database,
        "QIXIU_PORT": str(port),
        "QIXIU_STARTS_AT": MORNING,
        "QIXIU_WRITES_PER_MINUTE": "1000000",
    }
    with Path(folder, "serve.log").open("w") as log:
        process = subprocess.Popen(
            [QIXIU, "serve"], env=environment, stdout=log, stderr=log
        )
        try:
            _wait_until_ready(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def _wait_until_ready(port: int) -> None:
    for _ in range(150):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("the service did not start")


class Caller:
    """Calls the service with one connection for each thread."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        self._own = threading.local()

    def call(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        if not hasattr(self._own, "connection"):
            self._own.connection = http.client.HTTPConnection(
                "127.0.0.1", self._port, timeout=60
            )
        data = None if body is None else json.dumps(body)
        try:
            return self._asked(method, path, data)
        except http.client.RemoteDisconnected:
            self._own.connection.close()  # it was idle for too long
            return self._asked(method, path, data)

    def _asked(self, method: str, path: str, data: str | None) -> tuple[int, bytes]:
        self._own.connection.request(method, path, data, self._headers)
        answer = self._own.connection.getresponse()
        return answer.status, answer.read()


def _publish(caller: Caller) -> None:
    _, body = caller.call("POST", "/plans", {"first_day": str(FIRST_DAY)})
    plan_id = json.loads(body)["plan_id"]
    while json.loads(body)["status"] == "pending":
        time.sleep(0.5)
        _, body = caller.call("GET", f"/plans/{plan_id}")
    status, body = caller.call("POST", f"/plans/{plan_id}/publish")
    if status != http.HTTPStatus.OK:
        raise SystemExit(f"publishing failed: {status} {body!r}")


def _reads(caller: Caller, path: str, rate: float, seconds: float) -> None:
    """Print the latency of reads that come at a steady rate."""
    count = int(rate * seconds)
    taken = [0.0] * count
    failed: list[int] = []
    turn = iter(range(count))
    lock = threading.Lock()
    begin = time.perf_counter() + 0.5

    def ask() -> None:
        while True:
            with lock:
                number = next(turn, None)
            if number is None:
                return
            due = begin + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            status, _ = caller.call("GET", path)
            taken[number] = time.perf_counter() - due
            if status != http.HTTPStatus.OK:
                failed.append(status)

    _together(ask)
    p50, p95, p99 = (_percentile(taken, share) for share in (0.5, 0.95, 0.99))
    print(
        f"GET {path:22} {rate:.0f}/s for {seconds:.0f} s: p50 {p50:.1f} ms, "
        f"p95 {p95:.1f} ms, p99 {p99:.1f} ms, failed {len(failed)}"
    )


def _records(caller: Caller, database: Database, visits: int) -> None:
    """Print how long clients take that record at once, and what came of it."""
    _, body = caller.call("GET", "/seniors?limit=200")
    seniors = [one["senior_id"] for one in json.loads(body)["items"]]
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(VisitRow)) or 0
    day = FIRST_DAY - timedelta(days=1)
    entries = [
        {
            "senior_id": seniors[number % len(seniors)],
            "date": str(day - timedelta(days=number // len(seniors) % 20)),
            "carer_id": "C01",
            "attempt": 100 + number // len(seniors) // 20,
            "outcome": "phone",
        }
        for number in range(visits)
    ]
    turn, lock = iter(entries), threading.Lock()
    taken: list[float] = []
    wrong: list[int] = []

    def record() -> None:
        while True:
            with lock:
                entry = next(turn, None)
            if entry is None:
                return
            begin = time.perf_counter()
            status, _ = caller.call("POST", "/visits", {"visits": [entry]})
            taken.append(time.perf_counter() - begin)
            if status not in (http.HTTPStatus.OK, http.HTTPStatus.CREATED):
                wrong.append(status)

    begin = time.perf_counter()
    _together(record)
    seconds = time.perf_counter() - begin
    with database.reading() as session:
        after = session.scalar(select(func.count()).select_from(VisitRow)) or 0
    print(
        f"POST /visits, {CLIENTS} clients, {visits} visits one by one: {seconds:.1f} s "
        f"({visits / seconds:.0f}/s), p95 {_percentile(taken, 0.95):.0f} ms; "
        f"refused {len(wrong)} {set(wrong) or ''}, stored {after - before}"
    )


def _together(work: "threading._StartableTarget") -> None:  # type: ignore[name-defined]
    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _percentile(seconds: list[float], share: float) -> float:
    """Return a percentile in milliseconds."""
    return 1000 * statistics.quantiles(seconds, n=100)[round(share * 100) - 1]


if __name__ == "__main__":
    main()
