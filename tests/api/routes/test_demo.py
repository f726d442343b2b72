"""The demo fills an empty database, and no other."""

from threading import Thread

from api.services.callers import UserRole
from scheduler.simulate.bundled import SENIORS


def test_the_demo_begins_today(client, token):
    """Everybody is there, the last visits are yesterday's, nobody's is to come."""
    headers = token()
    answer = client.post("/demo", headers=headers)
    assert answer.status_code == 201
    loaded = answer.json()
    assert (loaded["first_day"], loaded["seniors"]) == ("2026-11-23", SENIORS)
    board = client.get("/board", headers=headers).json()
    assert sum(one["in_programme"] for one in board["tags"].values()) > 600
    assert sum(one["visited"] for one in board["tags"].values()) == 0
    yesterday = client.get("/visits?date=2026-11-22", headers=headers).json()
    assert yesterday["items"]


def test_the_demo_refuses_a_database_with_people(client, token, small):
    """Where somebody is listed nothing is touched."""
    headers = token()
    answer = client.post("/demo", headers=headers)
    assert answer.status_code == 409
    assert answer.json()["error"] == "not_empty"
    seniors = client.get("/seniors", headers=headers).json()["items"]
    assert len(seniors) == len(small.seniors)


def test_the_demo_is_loaded_once(client, token):
    """Of two that ask at once, one loads it."""
    headers, statuses = token(), []

    def load():
        statuses.append(client.post("/demo", headers=headers).status_code)

    threads = [Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409]


def test_only_the_coordinator_loads_the_demo(client, token):
    """Nobody else fills the database."""
    headers = token(UserRole.AUDITOR)
    assert client.post("/demo", headers=headers).status_code == 403
