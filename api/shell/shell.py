"""The outermost layer: every answer has safe headers, an id, a log line, a count."""

import logging
import secrets
import time
import traceback
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.shell.metrics import Metrics

log = logging.getLogger("qixiu.access")
bugs = logging.getLogger("qixiu")

REQUEST_ID = "X-Request-Id"

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""On every answer that does not say otherwise: nothing of it is to be kept, shown in a
frame, or taken for what it is not."""

ONLY_HTTPS = "max-age=31536000"

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE = "(none)"
SERVER_FAILED = 500


class Shell:
    """What lies around the application.

    The log has the template of the address, never the address: no ids, no query. A
    failure that nobody foresaw is answered by the application, and ends here.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        began = time.perf_counter()
        try:
            await self._app(scope, receive, answer.send)
        except Exception as error:
            log_bug(error, answer.request_id)
        finally:
            self._note(scope, answer, time.perf_counter() - began)

    def _note(self, scope: Scope, answer: "_Answer", seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        route = getattr(scope.get("route"), "path", NO_ROUTE)
        status = answer.status or SERVER_FAILED
        self._metrics.count(method, route, status, seconds)
        milliseconds = round(seconds * 1_000)
        log.info(
            "%s %s %d %d ms %s", method, route, status, milliseconds, answer.request_id
        )


class _Answer:
    """The way out: puts the headers on, and remembers the status."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = secrets.token_hex(8)
        self.status: int | None = None
        self._is_safe = scope["scheme"] == "https"
        self._send = send

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers[REQUEST_ID] = self.request_id
            if self._is_safe:
                headers["Strict-Transport-Security"] = ONLY_HTTPS
        await self._send(message)


def log_bug(error: Exception, request_id: str) -> None:
    """Log where the program failed: lines of code, never the values they met."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    bugs.error(
        "our bug: %s in request %s\n%s", type(error).__name__, request_id, frames
    )
