"""Every answer has safe headers, an id and a log line that says nothing of anybody."""

import logging
import re

import pytest
from fastapi.testclient import TestClient

from api.app import make_app
from api.settings import Settings


@pytest.fixture
def lines(caplog):
    """Return a reader of what was logged since the test began."""
    caplog.set_level(logging.INFO, logger="qixiu")
    return lambda: [record.getMessage() for record in caplog.records]


def paths_of_every_kind(token):
    """Return requests that end well, at the door, nowhere, and too late."""
    headers = token()
    return (
        ("GET", "/healthz", {}),
        ("GET", "/me", {"headers": headers}),
        ("GET", "/me", {}),
        ("GET", "/nowhere", {}),
        ("PUT", "/healthz", {}),
        ("PUT", "/seniors/S01", {"headers": headers, "content": "{"}),
        ("PUT", "/seniors/S01", {"headers": headers, "content": "x" * 3_000_000}),
    )


def test_every_answer_is_safe_to_show(client, token, small):
    """Good answers, refusals and failures alike are not kept, framed or guessed at."""
    for method, path, how in paths_of_every_kind(token):
        answer = client.request(method, path, **how)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])
        assert "access-control-allow-origin" not in answer.headers
        assert "strict-transport-security" not in answer.headers
        assert "server" not in answer.headers


def test_every_failure_is_an_envelope(client, token, small):
    """A body too large, an unknown address and a wrong method have the one form."""
    answers = [client.request(m, p, **how) for m, p, how in paths_of_every_kind(token)]
    assert [a.status_code for a in answers] == [200, 200, 401, 404, 405, 422, 413]
    for answer in answers[2:]:
        assert set(answer.json()) == {"error", "detail", "problems"}
    assert answers[-1].json()["error"] == "too_large"


def test_a_body_that_does_not_say_its_length_is_counted(client, token, small):
    """A stream of small pieces is cut off once it is too long."""
    pieces = (b"x" * 10_000 for _ in range(300))
    answer = client.put("/seniors/S01", headers=token(), content=pieces)
    assert answer.status_code == 413
    assert answer.json()["error"] == "too_large"


def test_behind_https_a_browser_is_told_to_stay_there(settings, clock):
    """The header that forbids plain HTTP is sent over HTTPS only."""
    app = make_app(settings, clock)
    with TestClient(app, base_url="https://testserver") as client:
        answer = client.get("/healthz")
    assert answer.headers["strict-transport-security"].startswith("max-age=")


def test_pages_of_named_origins_may_call(database, clock):
    """Only the origin that the settings name gets in, and without cookies."""
    origin = "https://desk.example"
    settings = Settings(database=database.url, cors_origins=(origin,), companions=False)
    with TestClient(make_app(settings, clock)) as client:
        for asked in (origin, "https://evil.example"):
            answer = client.get("/healthz", headers={"Origin": asked})
            allowed = answer.headers.get("access-control-allow-origin")
            assert allowed == (origin if asked == origin else None)
            assert "access-control-allow-credentials" not in answer.headers


def test_the_log_says_nothing_of_anybody(client, token, small, lines):
    """A line has method, template, status, time and id; no token, id, query or name."""
    headers, first = token(), small.seniors[0]
    client.get(f"/seniors/{first.senior_id}?x={first.name}", headers=headers)
    client.get("/seniors?after=S01&limit=3", headers=headers)
    client.get(f"/nobody/{first.name}")
    logged = "\n".join(lines())
    for secret in (headers["Authorization"], first.senior_id, first.name, "after"):
        assert secret not in logged
    shape = r"GET /seniors/\{senior_id\} 200 \d+ ms [0-9a-f]{16}"
    assert any(re.fullmatch(shape, line) for line in lines())
    assert any(line.startswith("GET (none) 404") for line in lines())


def test_a_bug_is_logged_without_the_values_it_met(settings, clock, lines):
    """A failure answers 500 in the envelope; the log has its place and no message."""
    app = make_app(settings, clock)

    @app.get("/broken")
    def broken() -> None:
        """Fail with somebody's name."""
        raise RuntimeError("王秀兰")

    with TestClient(app) as client:
        answer = client.get("/broken")
    assert answer.status_code == 500
    assert answer.json()["error"] == "our_bug"
    assert answer.headers["cache-control"] == "no-store"
    logged = "\n".join(lines())
    assert "王秀兰" not in logged.replace('raise RuntimeError("王秀兰")', "")
    assert "RuntimeError" in logged
    assert answer.headers["x-request-id"] in logged
