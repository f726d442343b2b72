"""Route sheets come as PDF, of what holds, to those who may have them."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from api.services.callers import UserRole
from api.services.plans import content_of
from api.store.tables import AuditRow


@pytest.fixture
def today(clock):
    return clock.today("Asia/Shanghai")


def text_of(answer):
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages
    )


def test_a_day_is_printed_and_on_the_trail(
    client, token, published, service, today, small
):
    """Every carer who goes out that day has a sheet; the print is noted each time."""
    plan_id, headers = published(), token()
    address = f"/plans/{plan_id}/sheets/{today}.pdf"
    text = text_of(client.get(address, headers=headers))
    text_of(client.get(address, headers=headers))
    with service.database.reading() as session:
        routes = content_of(session, plan_id).routes
        noted = session.query(AuditRow).filter_by(action="sheets.print").all()
        carers = {route.carer_id for route in routes if route.date == today}
        assert [set(row.detail["carers"]) for row in noted] == [carers] * 2
    names = {c.name for c in small.carers if c.carer_id in carers}
    assert all(name in text.replace(" ", "") for name in names)


def test_one_carer_is_printed_alone(client, token, published, service, today):
    """`today` stands for the plan too, and the sheet is the carer's own."""
    published()
    with service.database.reading() as session:
        (first, *_) = service.plans.routes_on(session, today)
    address = f"/plans/today/sheets/{today}/{first.carer_id}.pdf"
    assert text_of(client.get(address, headers=token()))


def test_an_organisation_prints_its_own(
    client, token, published, service, today, small
):
    """Another organisation's sheet is not there for it."""
    published()
    with service.database.reading() as session:
        (first, *_) = service.plans.routes_on(session, today)
    own = next(c.organisation for c in small.carers if c.carer_id == first.carer_id)
    address = f"/plans/today/sheets/{today}/{first.carer_id}.pdf"
    manager = token(UserRole.ORGANISATION, organisation=own)
    assert client.get(address, headers=manager).status_code == 200
    stranger = token(UserRole.ORGANISATION, organisation="别家")
    assert client.get(address, headers=stranger).status_code == 404


def test_a_draft_is_not_printed(client, token, draft, today):
    """Paper that does not hold would mislead."""
    answer = client.get(f"/plans/{draft()}/sheets/{today}.pdf", headers=token())
    assert (answer.status_code, answer.json()["error"]) == (409, "does_not_hold")


def test_a_day_without_work_has_no_sheet(client, token, published, today):
    """There is nothing to print where nobody goes out."""
    plan_id = published()
    far = today + timedelta(days=30)
    for address in (
        f"/plans/{plan_id}/sheets/{today}/C99.pdf",
        f"/plans/P0/sheets/{today}.pdf",
    ):
        assert client.get(address, headers=token()).status_code == 404
    answer = client.get(f"/plans/{plan_id}/sheets/{far}.pdf", headers=token())
    assert answer.status_code == 409
