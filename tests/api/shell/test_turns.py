"""However many requests come at once, none of them waits for ever."""

from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from sqlalchemy import select

from api.security import Reading, Writing
from api.shell.turns import Turns
from api.store.tables import CommunityRow


class Door:
    """An application that counts who is inside."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.parts = 0

    async def __call__(self, scope, receive, send):
        """Let somebody in, read what they bring, and let them out again."""
        self.inside += 1
        while (await receive())["more_body"]:
            self.parts += 1
        self.most = max(self.most, self.inside)
        await anyio.sleep(0.001)
        self.inside -= 1
        if scope["path"] == "/fails":
            raise OSError("the disk is gone")
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})


async def call(app, path="/", parts=1):
    """Ask an application, sending the body in parts."""
    left = iter(range(parts - 1, -1, -1))

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": next(left) > 0}

    async def send(_message):
        await anyio.sleep(0)

    await app({"type": "http", "path": path}, receive, send)


@pytest.mark.parametrize("parts", [1, 3])
def test_only_so_many_are_at_work_at_once(parts):
    """All are answered whole, never more than agreed at the same time."""
    door = Door()
    turns = Turns(door, most=3)

    async def rush():
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(call, turns, "/", parts)

    anyio.run(rush)
    assert door.most == 3
    assert door.parts == 20 * (parts - 1)


def test_a_request_that_fails_gives_its_place_back():
    """After more failures than places there is still a place."""
    door = Door()
    turns = Turns(door, most=2)

    async def fail_and_go_on():
        for _ in range(5):
            with pytest.raises(OSError, match="disk"):
                await call(turns, "/fails")
        await call(turns)

    anyio.run(fail_and_go_on)
    assert door.inside == 0


def test_a_body_that_is_refused_is_refused_where_it_is_read():
    """The application hears of it as if nobody had read before it."""
    door = Door()

    async def refuse():
        raise OSError("too long")

    async def ask():
        with pytest.raises(OSError, match="too long"):
            await Turns(door)({"type": "http", "path": "/"}, refuse, refuse)

    anyio.run(ask)
    assert door.inside == 1


def test_a_request_still_being_sent_holds_nobody_up():
    """One who never finishes sending takes no place."""
    door = Door()
    turns = Turns(door, most=1)

    async def never():
        await anyio.sleep_forever()

    async def rush():
        scope = {"type": "http", "path": "/"}
        async with anyio.create_task_group() as group:
            group.start_soon(turns, scope, never, never)
            await call(turns)
            group.cancel_scope.cancel()

    anyio.run(rush)
    assert door.most == 1


def test_more_writers_than_threads_all_come_through(client, token):
    """Sixty clients write and read at once; there are forty threads."""

    def write(session: Writing) -> int:
        return session.scalars(select(CommunityRow.revision)).one()

    def read(session: Reading) -> int:
        return session.scalars(select(CommunityRow.revision)).one()

    client.app.post("/written")(write)
    client.app.get("/read")(read)

    def both(_number):
        return client.post("/written").json(), client.get("/read").json()

    with ThreadPoolExecutor(60) as pool:
        seen = list(pool.map(both, range(240)))
    assert len({written for written, _ in seen}) == 240
    assert all(written <= read for written, read in seen)
