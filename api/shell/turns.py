"""How many requests are at work at once; the others wait their turn.

Every step of a request that touches the database takes a thread and a connection, of
which there are a fixed number. Were more requests at work than threads, those that wait
for the database could hold all threads, and the one they wait for find none to go on.
"""

from anyio import Semaphore
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_AT_WORK = 20
"""Fewer than the 40 threads that answer requests, and two connections for each."""


class Turns:
    """Lets a number of requests in at once, from their whole body to their answer.

    A request that is still being sent holds nobody up, nor does an answer that is
    being read: all work is done and written down before it begins.

    Parameters
    ----------
    most
        Requests at work at once.
    """

    def __init__(self, app: ASGIApp, most: int = MOST_AT_WORK) -> None:
        self._app = app
        self._places = Semaphore(most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request when its turn has come."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive)
        await body.read()
        await self._places.acquire()
        at_work = True

        def leave() -> None:
            nonlocal at_work
            if at_work:
                self._places.release()
            at_work = False

        async def answered(message: Message) -> None:
            leave()
            await send(message)

        try:
            await self._app(scope, body.receive, answered)
        finally:
            leave()


class _Body:
    """A request's body, read as a whole and then received again as it came.

    What goes wrong while it is read is raised where the application reads it.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._messages: list[Message] = []
        self._failure: Exception | None = None

    async def read(self) -> None:
        try:
            while True:
                message = await self._receive()
                self._messages.append(message)
                if not message.get("more_body"):
                    break
        except Exception as failure:
            self._failure = failure

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        if self._failure is not None:
            raise self._failure
        return await self._receive()
