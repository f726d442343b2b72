"""Nothing that fits the document, and nothing near it, breaks the service."""

import threading
import time

import pytest
import requests
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, settings, strategies
from schemathesis import checks
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import make_app
from api.settings import Settings

EXAMPLES = 8
"""Requests made up for each operation."""

DOCUMENTED = [
    checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
"""No 5xx, and no answer that the document does not know."""

LONGEST = 120
"""Seconds that one answer may take; the first proposal starts a process."""


@pytest.fixture
def address(published, database, clock):
    """Return the address of a service on `small` with a published plan."""
    plenty = Settings(
        database=database.url,
        companions=False,
        writes_per_minute=100_000,
        failed_logins_per_minute=100_000,
    )
    config = uvicorn.Config(
        make_app(plenty, clock), port=0, log_config=None, access_log=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    [door] = server.servers[0].sockets
    yield f"http://127.0.0.1:{door.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def known_ids(address, headers, small, plan_id):
    """Return ids of what is really there, by the name of the parameter or field."""

    def send(path, body):
        answer = requests.post(address + path, json=body, headers=headers)
        assert answer.ok, answer.text
        return answer.json()

    senior_id, carer_id = small.seniors[0].senior_id, small.carers[0].carer_id
    follow_up = {
        "what": "送药",
        "owner": carer_id,
        "deadline": "2026-11-24T09:00:00+08:00",
    }
    visit = {
        "senior_id": senior_id,
        "carer_id": carer_id,
        "date": "2026-11-23",
        "outcome": "no_answer",
        "follow_ups": [follow_up],
    }
    recorded = send("/visits", {"visits": [visit]})
    event = send("/events", {"kind": "carer_absent", "carer_id": carer_id})
    sheets = requests.get(f"{address}/sheets/outstanding", headers=headers).json()
    return {
        "senior_id": [one.senior_id for one in small.seniors],
        "carer_id": [one.carer_id for one in small.carers],
        "plan_id": [plan_id, "today", "2026-11-23"],
        "other": [plan_id],
        "day": ["2026-11-23"],
        "date": ["2026-11-23"],
        "visit_id": recorded["visit_ids"],
        "case_id": recorded["case_ids"],
        "follow_up_id": [1],
        "event_id": [event["event_id"]],
        "code": [one["code"] for one in sheets["sheets"]] or ["K7MQ4RW"],
    }


def requests_of(operation, known):
    """Return a strategy of requests, half of them about what is really there."""
    picks = strategies.fixed_dictionaries(
        {name: strategies.sampled_from(ids) for name, ids in known.items()}
    )

    def about(case, picked):
        if picked is not None:
            case.path_parameters = really(case.path_parameters, picked)
            case.body = really(case.body, picked)
        return case

    return strategies.builds(about, operation.as_strategy(), strategies.none() | picks)


def really(value, picked):
    """Return a value with the ids in it replaced by ones that are there."""
    if isinstance(value, list):
        return [really(one, picked) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: picked[key] if key in picked else really(inner, picked)
        for key, inner in value.items()
    }


def test_no_request_is_answered_outside_the_document(address, published, small, token):
    """Invented requests of every operation get a documented answer, never a 5xx."""
    headers = token()
    known = known_ids(address, headers, small, published(days=2))
    schema = schemathesis.openapi.from_url(f"{address}/openapi.json")
    session = requests.Session()
    broken = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=EXAMPLES,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=requests_of(operation, known))
        def ask(case):
            case.call_and_validate(
                base_url=address,
                session=session,
                headers=headers,
                checks=DOCUMENTED,
                timeout=LONGEST,
            )

        try:
            ask()
        except* Exception as failures:
            broken.append(f"{operation.label}: {failures.exceptions[0]}")
    assert not broken, "\n\n".join(broken)
