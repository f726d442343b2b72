"""The service says that it lives, is ready, and who is calling."""

from datetime import timedelta

import pytest
from alembic import command

from api.services.callers import UserRole
from api.store.engine import WRITING
from api.store.upgrade import config_of


def test_a_new_service_is_alive_and_ready(client):
    """Health and readiness need no token."""
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("step", ["-1", "base"])
def test_a_service_on_another_form_is_not_ready(client, database, step):
    """With an older database, or none, it says what to run, in the envelope."""
    with database.engine.execution_options(**{WRITING: True}).begin() as connection:
        command.downgrade(config_of(connection), step)
    answer = client.get("/readyz", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "qixiu db upgrade" in answer.json()["detail"]


def test_nobody_comes_in_without_a_token(client):
    """A request without a token is told how to get one, in the envelope."""
    answer = client.get("/me")
    assert answer.status_code == 401
    assert answer.json()["error"] == "unauthorised"
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_tells_who_is_calling(client, token):
    """The user behind a token is known by role."""
    answer = client.get("/me", headers=token())
    assert answer.status_code == 200
    assert answer.json()["role"] == "coordinator"


def test_a_token_ends(client, token, clock):
    """An expired token is no token."""
    headers = token()
    clock.instant += timedelta(days=366)
    assert client.get("/me", headers=headers).status_code == 401


def test_wrong_tokens_are_counted(client, token):
    """After ten wrong tokens in a minute the address has to wait."""
    for _ in range(10):
        assert (
            client.get("/me", headers={"Authorization": "Bearer x.y"}).status_code
            == 401
        )
    answer = client.get("/me", headers=token())
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) >= 1


def test_the_numbers_are_for_the_coordinator_and_auditors(client, token):
    """Requests are counted by the template of their address, under a token."""
    client.get("/healthz")
    assert client.get("/metrics").status_code == 401
    for role in (UserRole.ORGANISATION, UserRole.CARER):
        assert client.get("/metrics", headers=token(role)).status_code == 403
    numbers = client.get("/metrics", headers=token(UserRole.AUDITOR)).text
    assert 'qixiu_requests_total{method="GET",route="/healthz",status="200"} 1.0' in (
        numbers
    )
    assert 'qixiu_request_seconds_bucket{le="0.05",method="GET"' in numbers
    assert 'qixiu_jobs{status="running"} 0.0' in numbers
    assert 'qixiu_open_cases{kind="no_answer"} 0.0' in numbers
