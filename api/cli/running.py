"""The service, run until a signal ends it."""

import logging
import shlex
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import uvicorn
from sqlalchemy import select

from api.app import make_app
from api.cli.listening import address_of, is_open_to_others
from api.clock import Clock
from api.services.audit import COMMAND_LINE, note
from api.settings import DEFAULT_DATABASE, Settings
from api.store.database import Database
from api.store.form import Form
from api.store.tables import SeniorRow, UserRow
from api.store.unusable import shown
from api.store.upgrade import upgrade
from scheduler.errors import SchedulerError, Text

LAST_SECONDS = 5
"""How long requests that are under way may still take when the service is stopped."""


class State(NamedTuple):
    """How the database was found."""

    found: Form
    has_users: bool
    has_people: bool


def bring_up(settings: Settings) -> State:
    """Return how the database was found, after making or upgrading it.

    Raises
    ------
    UnusableDatabaseError, OSError
        If it cannot be used.
    """
    database = Database(settings.database_url)
    try:
        found = upgrade(database)
        with database.noting() as session:
            if found is not Form.CURRENT:
                now = Clock(settings.starting_instant).now()
                action, subject = "database.upgrade", "database"
                note(session, now, COMMAND_LINE, action, subject, found=found.value)
            return State(
                found,
                session.scalar(select(UserRow.user_id).limit(1)) is not None,
                session.scalar(select(SeniorRow.senior_id).limit(1)) is not None,
            )
    finally:
        database.close()


def welcome(settings: Settings, door: socket.socket, state: State) -> list[Text]:
    """Return what is said once the service answers."""
    return list(_sentences(settings, door, state))


def _sentences(settings: Settings, door: socket.socket, state: State) -> Iterator[Text]:
    url, where = settings.database_url, shown(settings.database_url)
    if url.startswith("sqlite"):
        where = str(Path(where).resolve())
    address = address_of(door)
    yield Text(f"七秀服务已启动：{address}", f"qixiu answers at {address}")
    yield Text(f"资料在 {where}", f"the data lie in {where}")
    if not state.has_users:
        command = f"qixiu user add 姓名 --role coordinator{_database_option(settings)}"
        yield Text(
            f"还没有用户；请另开一个窗口生成第一个令牌：{command}",
            f"there is no user yet; make the first token in another window: {command}",
        )
    if not state.has_people:
        yield Text(
            "还没有老人和人员：qixiu db import 资料文件夹，或用 POST /demo 载入示例",
            "there is nobody to visit yet: qixiu db import FOLDER, or POST /demo for "
            "the bundled community",
        )
    if is_open_to_others(door):
        yield _IN_CLEAR
    yield Text("按 Ctrl-C 停止", "Ctrl-C stops it")


_IN_CLEAR = Text(
    "注意：其他电脑也能访问，而且没有加密，令牌和姓名会明文传送；"
    "请只在 HTTPS 反向代理之后这样用",
    "careful: other computers get in, and nothing is encrypted: tokens and names "
    "travel in clear; do this only behind a proxy that speaks HTTPS",
)


def _database_option(settings: Settings) -> str:
    named = settings.database.get_secret_value()
    if named == DEFAULT_DATABASE:
        return ""
    return f" --database {shlex.quote(shown(settings.database_url))}"


def run(settings: Settings, door: socket.socket, greet: Callable[[], object]) -> None:
    """Answer requests until a signal ends it; those under way are finished.

    Parameters
    ----------
    greet
        Called once the service answers.

    Raises
    ------
    scheduler.errors.SchedulerError
        If it could not start; the log says why.
    """
    _log_to_standard_error()
    config = uvicorn.Config(
        make_app(settings),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_SECONDS,
    )
    server = _Server(config, greet)
    server.run([door])
    if not server.started:
        raise SchedulerError("the service could not start")


class _Server(uvicorn.Server):
    """A server that greets, and for which being stopped is a good end."""

    def __init__(self, config: uvicorn.Config, greet: Callable[[], object]) -> None:
        super().__init__(config)
        self._greet = greet

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        if self.started:
            self._greet()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end; the signal is not raised again afterwards."""
        super().handle_exit(sig, frame)
        self._captured_signals.clear()


def _log_to_standard_error() -> None:
    """Let the service's own lines through, of its libraries only what is wrong."""
    form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.WARNING, format=form, stream=sys.stderr)
    logging.getLogger("qixiu").setLevel(logging.INFO)
