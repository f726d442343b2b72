"""Plans are made by processes that may die at any time."""

import os
import signal
import time
from contextlib import contextmanager

import pandas as pd
import pytest

from api.jobs import dispatcher as dispatching
from api.jobs.dispatcher import Dispatcher
from api.schemas.plans import PlanWish
from api.services.callers import Caller, UserRole
from api.services.plan_asking import ask
from api.services.plans import content_of, plan_row
from api.store.community import save_travel
from api.store.tables import JobRow

BOSS = Caller(user_id="U0", name="测试", role=UserRole.COORDINATOR)
PATIENCE_SECONDS = 240.0
"""Plans are made at low priority: a busy machine lets them wait long."""


@contextmanager
def working(service):
    dispatcher = Dispatcher(service)
    dispatcher.start()
    try:
        yield dispatcher
    finally:
        dispatcher.close()


def wish(service, days=1, seconds=0.2):
    with service.database.writing() as session:
        return ask(service, session, BOSS, PlanWish(days=days, time_limit=seconds))


def until(happens):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = happens()
        if found:
            return found
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def job_of(service, plan_id):
    with service.database.reading() as session:
        job = session.get_one(JobRow, plan_id)
        session.expunge(job)
        return job


def running(service, plan_id):
    """Return the job once its process has been heard of while searching."""
    job = job_of(service, plan_id)
    return job if job.status == "running" and job.phase_zh else None


def ended(service, plan_id):
    job = job_of(service, plan_id)
    return job if job.status in ("done", "failed") else None


def test_of_three_plans_the_third_waits(service, small):
    """With room for two, two are made at once and the third after one of them."""
    service.settings.heavy_solves = 2
    plan_ids = [wish(service, seconds=1) for _ in range(3)]
    with working(service):
        until(
            lambda: sum(job_of(service, i).status == "running" for i in plan_ids) == 2
        )
        waiting = [i for i in plan_ids if job_of(service, i).status == "queued"]
        assert len(waiting) == 1
        jobs = [until(lambda i=plan_id: ended(service, i)) for plan_id in plan_ids]
    assert [(job.status, job.attempt) for job in jobs] == [("done", 1)] * 3
    with service.database.reading() as session:
        for plan_id in plan_ids:
            assert plan_row(session, plan_id).status == "draft"
            assert content_of(session, plan_id).plan_id == plan_id


def test_a_killed_process_is_started_again(service, small):
    """After a kill -9 another process makes the plan."""
    plan_id = wish(service, seconds=2)
    with working(service) as dispatcher:
        until(lambda: running(service, plan_id))
        (workshop,) = dispatcher._mine.values()
        os.kill(workshop.process.pid, signal.SIGKILL)
        job = until(lambda: ended(service, plan_id))
    assert (job.status, job.attempt) == ("done", 2)


def test_a_plan_that_kills_its_process_fails(service, small):
    """A plan whose process dies each time fails with a sentence, and is not running."""
    plan_id = wish(service, seconds=60)
    with working(service) as dispatcher:
        for attempt in (1, 2, 3):
            until(lambda n=attempt: job_of(service, plan_id).attempt == n)
            (workshop,) = until(lambda: list(dispatcher._mine.values()))
            workshop.process.kill()
        job = until(lambda: ended(service, plan_id))
    assert job.status == "failed"
    assert job.error["zh"]["detail"]


def test_a_silent_process_is_ended_and_its_plan_made(service, small, monkeypatch):
    """A process that hangs is not waited for."""
    plan_id = wish(service, seconds=2)
    with working(service) as dispatcher:
        until(lambda: running(service, plan_id))
        (workshop,) = dispatcher._mine.values()
        os.kill(workshop.process.pid, signal.SIGSTOP)
        monkeypatch.setattr(dispatching, "HUNG_SECONDS", 2.0)
        until(lambda: not workshop.process.is_alive())
        monkeypatch.undo()
        job = until(lambda: ended(service, plan_id))
    assert job.status == "done"
    assert job.attempt > 1


def test_what_a_closed_service_left_another_takes_up(service, small):
    """A service that ends puts its plans back; the next one makes them."""
    plan_id = wish(service, seconds=2)
    with working(service):
        until(lambda: running(service, plan_id))
    assert job_of(service, plan_id).status == "queued"
    with working(service):
        job = until(lambda: ended(service, plan_id))
    assert (job.status, job.attempt) == ("done", 2)


def test_what_a_killed_service_left_another_takes_up(service, small, monkeypatch):
    """A plan claimed by a service that is no more is made by the next one."""
    monkeypatch.setattr(dispatching, "SILENT_SECONDS", 1.0)
    plan_id = wish(service)
    with service.database.noting() as session:
        dispatching.plan_queue.claim(session, service.clock.now(), plan_id)
    with working(service):
        job = until(lambda: ended(service, plan_id))
    assert (job.status, job.attempt) == ("done", 2)


def test_what_was_proved_is_kept_with_the_plan(service, small):
    """Of several days: the days late and the visits that no plan goes below."""
    plan_id = wish(service, days=7, seconds=1.0)
    with working(service):
        until(lambda: ended(service, plan_id))
    with service.database.reading() as session:
        row, kpis = plan_row(session, plan_id), content_of(session, plan_id).kpis
        assert row.late_bound["red"] <= kpis.late_days["red"]
        assert 0 < row.visits_bound <= kpis.visits


def test_two_services_share_a_queue(service, small):
    """Two dispatchers on one database make each plan once."""
    plan_ids = [wish(service) for _ in range(4)]
    with working(service), working(service):
        jobs = [until(lambda i=plan_id: ended(service, i)) for plan_id in plan_ids]
    assert [(job.status, job.attempt) for job in jobs] == [("done", 1)] * 4


def test_a_stopped_plan_keeps_the_best_so_far(service, small):
    """Asked to stop, a long search ends at once and what it has found is a draft."""
    plan_id = wish(service, seconds=600)
    with working(service):
        until(lambda: running(service, plan_id))
        with service.database.noting() as session:
            session.get_one(JobRow, plan_id).stop_requested = True
        job = until(lambda: ended(service, plan_id))
    assert job.status == "done"
    with service.database.reading() as session:
        assert content_of(session, plan_id).kpis.visits > 0


def test_data_that_cannot_be_planned_are_told_of(service, small):
    """Where travel times are missing, the plan fails with what is missing."""
    with service.database.writing() as session:
        rows = pd.DataFrame(
            {"from": ["S001"], "to": ["S002"], "mode": ["walk"], "seconds": [60]}
        )
        save_travel(session, rows)
    plan_id = wish(service)
    with working(service):
        job = until(lambda: ended(service, plan_id))
    assert job.status == "failed"
    assert job.error["zh"]["error"] == "invalid"
    assert job.error["zh"]["problems"][0]["says"]
