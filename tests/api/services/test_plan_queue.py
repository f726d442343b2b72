"""A plan is made by one process at a time, and never stays running for ever."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from api.errors import ApiError
from api.schemas.plans import PlanWish
from api.services import plan_queue
from api.services.callers import Caller, UserRole
from api.services.plan_asking import ask
from api.services.plan_queue import MOST_STARTS, Ticket
from api.services.plans import plan_row
from api.store.tables import JobRow
from scheduler.errors import Text
from scheduler.planning import make
from scheduler.solver.progress import Progress

BOSS = Caller(user_id="U0", name="测试", role=UserRole.COORDINATOR)

HALFWAY = Progress(Text("", ""), None, None, 1.0)


@pytest.fixture
def asked(service, small):
    with service.database.writing() as session:
        return ask(service, session, BOSS, PlanWish(days=1))


def claim(service, clock, plan_id):
    with service.database.noting() as session:
        return plan_queue.claim(session, clock.now(), plan_id)


def give_back(service, clock, ticket):
    with service.database.writing() as session:
        return plan_queue.give_back(session, clock.now(), ticket)


def status(service, plan_id):
    with service.database.reading() as session:
        job = session.get_one(JobRow, plan_id)
        return job.status, plan_row(session, plan_id).status


def test_of_many_who_claim_a_plan_one_gets_it(service, clock, asked):
    """Eight claims at once give one ticket."""
    with ThreadPoolExecutor(8) as pool:
        tickets = list(pool.map(lambda _: claim(service, clock, asked), range(8)))
    assert [ticket for ticket in tickets if ticket] == [Ticket(asked, 1)]


def test_what_an_earlier_start_writes_is_not_taken(service, clock, asked):
    """After a start was given back, its ticket tells, finishes and fails nothing."""
    old = claim(service, clock, asked)
    assert give_back(service, clock, old)
    new = claim(service, clock, asked)
    with service.database.reading() as session:
        made = make(service.problem(session, clock.today("Asia/Shanghai"), 1))
    with service.database.writing() as session:
        now = clock.now()
        assert not plan_queue.tell(session, old, HALFWAY)
        assert not plan_queue.finish(session, now, old, made, None)
        assert not plan_queue.fail(session, now, old, ApiError(Text("", "")))
        assert not plan_queue.give_back(session, now, old)
    assert status(service, asked) == ("running", "pending")
    with service.database.writing() as session:
        assert plan_queue.finish(session, clock.now(), new, made, None)
    assert status(service, asked) == ("done", "draft")


def test_a_start_that_died_is_tried_again_but_not_for_ever(service, clock, asked):
    """After the last start that died the plan has failed, with a sentence."""
    for _ in range(MOST_STARTS - 1):
        give_back(service, clock, claim(service, clock, asked))
        assert status(service, asked) == ("queued", "pending")
    give_back(service, clock, claim(service, clock, asked))
    assert status(service, asked) == ("failed", "failed")
    with service.database.reading() as session:
        error = session.get_one(JobRow, asked).error
    assert error["zh"]["error"] == error["en"]["error"] == "died"


def test_a_start_that_died_while_stopping_is_not_tried_again(service, clock, asked):
    """Who has asked for an end gets one, be it without a plan."""
    ticket = claim(service, clock, asked)
    with service.database.noting() as session:
        session.get_one(JobRow, asked).stop_requested = True
    give_back(service, clock, ticket)
    assert status(service, asked) == ("failed", "failed")


def test_the_queue_keeps_its_order(service, clock, small, asked):
    """Plans come in the order in which they were asked for, also after a death."""
    clock.instant = clock.instant.replace(minute=41)
    with service.database.writing() as session:
        later = ask(service, session, BOSS, PlanWish(days=1))
    give_back(service, clock, claim(service, clock, asked))
    with service.database.reading() as session:
        assert plan_queue.queued(session) == [asked, later]
