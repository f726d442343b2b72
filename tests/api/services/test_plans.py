"""A draft is published once, by today's data, and nothing published changes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from api.errors import ConflictError
from api.services.callers import Caller, UserRole
from api.services.pins import Pin, pinned_from
from api.services.plans import content_of, discard, fill, plan_row, publish
from api.store.community import change_senior
from api.store.tables import EventRow, PlanRow

BOSS = Caller(user_id="U0", name="测试", role=UserRole.COORDINATOR)


def put_out(service, plan_id):
    with service.database.writing() as session:
        return publish(service, session, BOSS, plan_id)


def refusal(service, plan_id):
    with pytest.raises(ConflictError) as refused:
        put_out(service, plan_id)
    return refused.value


def test_a_published_plan_holds_on_its_days(service, draft, clock):
    """A draft holds on no day; published it holds on each of its days."""
    today = clock.today("Asia/Shanghai")
    plan_id = draft()
    with service.database.reading() as session:
        assert service.plans.id_on(session, today) is None
    put_out(service, plan_id)
    with service.database.reading() as session:
        assert service.plans.id_on(session, today) == plan_id
        assert service.plans.id_on(session, today + timedelta(days=2)) is None
        content = content_of(session, plan_id)
    assert (content.plan_id, content.status) == (plan_id, "published")


def test_the_newer_plan_takes_the_place_of_the_older(service, draft):
    """Versions count up, and only the newest plan is the published one."""
    first = draft()
    put_out(service, first)
    second = draft(seed=1)
    put_out(service, second)
    with service.database.reading() as session:
        rows = [plan_row(session, plan_id) for plan_id in (first, second)]
        states = [(row.status, row.version) for row in rows]
    assert states == [("superseded", 1), ("published", 2)]


def test_of_two_drafts_one_is_published(service, draft):
    """The second of two drafts made from the same plan is refused."""
    one, other = draft(), draft(seed=1)
    put_out(service, one)
    assert refusal(service, other).error == "overtaken"
    assert refusal(service, one).error == "no_draft"


def test_of_many_who_publish_at_once_one_wins(service, draft):
    """Eight calls for two drafts publish one plan; the others are refused."""
    plan_ids = [draft(), draft(seed=1)] * 4

    def tried(plan_id):
        try:
            put_out(service, plan_id)
        except ConflictError as refused:
            return refused.error
        return "published"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(tried, plan_ids))
    assert outcomes.count("published") == 1
    assert set(outcomes) <= {"published", "overtaken", "no_draft"}


def test_what_is_past_stays(service, draft, clock):
    """A plan whose first day is over cannot be published."""
    plan_id = draft()
    clock.instant += timedelta(days=1)
    assert refusal(service, plan_id).error == "past"


def test_data_that_changed_are_seen_to(service, draft):
    """A plan that breaks a rule by now is refused with the rule, and stays a draft."""
    plan_id = draft()
    with service.database.writing() as session:
        stop = next(stop for _, stop in content_of(session, plan_id).stops())
        change_senior(session, stop.senior_id, status="hospital")
    error = refusal(service, plan_id)
    assert error.error == "breaks_rules"
    assert stop.senior_id in error.problems[0].says.zh
    with service.database.reading() as session:
        assert plan_row(session, plan_id).status == "draft"


def test_data_that_changed_harmlessly_do_not_hold_it_up(service, draft):
    """A plan made from other data that breaks no rule is published."""
    plan_id = draft()
    with service.database.writing() as session:
        stop = next(stop for _, stop in content_of(session, plan_id).stops())
        change_senior(session, stop.senior_id, notes="先按门铃")
    assert put_out(service, plan_id) == ()


def test_a_draft_can_be_put_away_and_a_published_plan_cannot(service, draft):
    """Discarding removes a draft wholly; what is published stays."""
    plan_id = draft()
    with service.database.writing() as session:
        discard(session, plan_id)
        assert session.get(PlanRow, plan_id) is None
    kept = draft()
    put_out(service, kept)
    with pytest.raises(ConflictError), service.database.writing() as session:
        discard(session, kept)


def test_proposals_on_the_older_plan_are_outdated(service, draft, clock):
    """A proposal that nobody has decided on ends with the plan it was made on."""
    base = draft()
    put_out(service, base)
    newer = draft(seed=1)
    with service.database.writing() as session:
        session.add(
            EventRow(
                event_id="E1",
                kind="carer_absent",
                status="proposed",
                happening={},
                base_plan_id=base,
                reported_at=clock.now(),
                reported_by="U0",
            )
        )
    put_out(service, newer)
    with service.database.reading() as session:
        assert session.get_one(EventRow, "E1").status == "outdated"


def test_pins_come_and_go_with_what_is_published(service, draft, clock):
    """A pin counts once its plan is published, and ends when a plan cannot keep it."""
    today = clock.today("Asia/Shanghai")
    plan_id = draft()
    with service.database.writing() as session:
        plan = content_of(session, plan_id)
        key, stops = next(iter(plan.visits().items()))
        crew = tuple(route.carer_id for route, _ in stops)
        pin = Pin(senior_id=key.senior_id, date=key.date, carer_ids=crew)
        fill(plan_row(session, plan_id), plan, (pin,))
        assert pinned_from(session, today) == frozenset()
    put_out(service, plan_id)
    with service.database.reading() as session:
        assert pinned_from(session, today) == {key}
    with service.database.writing() as session:
        change_senior(session, key.senior_id, status="ended")
    assert put_out(service, draft()) == (pin,)
    with service.database.reading() as session:
        assert pinned_from(session, today) == frozenset()
