"""A plan's life over the web: asked for, drafted, published, taken the place of."""

from datetime import timedelta

from api.services.callers import UserRole
from api.services.plans import content_of, fill, plan_row
from api.store.community import records_of
from api.store.tables import AuditRow, JobRow, PlanRow, VisitRow


def test_a_wish_is_answered_at_once(client, token, small):
    """The answer names the plan, where it will be, and that it waits."""
    answer = client.post("/plans", headers=token(), json={"days": 7})
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["location"] == f"/plans/{body['plan_id']}"
    assert (body["status"], body["days"]) == ("pending", 7)
    assert (body["job"]["status"], body["job"]["position"]) == ("queued", 1)


def test_a_wish_sent_twice_makes_one_plan(client, token, small, database):
    """The same key brings the same plan; with another wish it is refused."""
    headers = token() | {"Idempotency-Key": "k"}
    first = client.post("/plans", headers=headers, json={})
    again = client.post("/plans", headers=headers, json={})
    assert first.json() == again.json()
    other = client.post("/plans", headers=headers, json={"days": 3})
    assert (other.status_code, other.json()["error"]) == (409, "key_reused")
    with database.reading() as session:
        assert session.query(PlanRow).count() == 1


def test_the_first_day_is_today_until_work_begins(client, token, small, clock):
    """Before the first shift the default is today, afterwards tomorrow."""
    headers = token()
    today = clock.today("Asia/Shanghai")
    first = client.post("/plans", headers=headers, json={}).json()["first_day"]
    clock.instant += timedelta(hours=3)
    later = client.post("/plans", headers=headers, json={}).json()["first_day"]
    assert first == today.isoformat()
    assert later == (today + timedelta(days=1)).isoformat()


def test_what_is_past_is_not_planned(client, token, small, clock):
    """A first day that is over is refused, with where and what would be right."""
    yesterday = clock.today("Asia/Shanghai") - timedelta(days=1)
    wish = {"first_day": yesterday.isoformat()}
    answer = client.post("/plans", headers=token(), json=wish)
    assert answer.status_code == 422
    assert answer.json()["problems"][0]["pointer"] == "/first_day"


def test_those_who_wait_are_told_for_what(client, token, small, database):
    """The second in the queue knows its place and what is being made."""
    headers = token()
    first, second, third = (
        client.post("/plans", headers=headers, json={"reason": str(n)}).json()
        for n in range(3)
    )
    with database.noting() as session:
        session.get_one(JobRow, first["plan_id"]).status = "running"
    jobs = [
        client.get(f"/plans/{plan['plan_id']}", headers=headers).json()["job"]
        for plan in (second, third)
    ]
    assert sorted(job["position"] for job in jobs) == [1, 2]
    assert all(job["waits_for"] == [first["plan_id"]] for job in jobs)
    assert "1" in jobs[0]["says"]


def test_a_waiting_plan_is_called_off(client, token, small):
    """A plan that waits is removed; then there is none."""
    headers = token()
    plan_id = client.post("/plans", headers=headers, json={}).json()["plan_id"]
    assert client.delete(f"/plans/{plan_id}", headers=headers).status_code == 204
    assert client.get(f"/plans/{plan_id}", headers=headers).status_code == 404


def test_a_plan_being_made_is_asked_to_stop(client, token, small, database):
    """Its process is told, and the plan stays."""
    headers = token()
    plan_id = client.post("/plans", headers=headers, json={}).json()["plan_id"]
    with database.noting() as session:
        session.get_one(JobRow, plan_id).status = "running"
    assert client.delete(f"/plans/{plan_id}", headers=headers).status_code == 202
    job = client.get(f"/plans/{plan_id}", headers=headers).json()["job"]
    assert job["stop_requested"]


def test_a_draft_is_published_and_then_stays(client, token, draft, clock):
    """Publishing answers with a version; neither again nor away after that."""
    headers, plan_id = token(), draft()
    answer = client.post(f"/plans/{plan_id}/publish", headers=headers)
    assert answer.status_code == 200
    assert answer.json()["version"] == 1
    again = client.post(f"/plans/{plan_id}/publish", headers=headers)
    assert (again.status_code, again.json()["error"]) == (409, "no_draft")
    away = client.delete(f"/plans/{plan_id}", headers=headers)
    assert (away.status_code, away.json()["error"]) == (409, "published")


def test_what_has_begun_cannot_be_planned_otherwise(
    client, token, service, draft, published, clock
):
    """After the first visit has begun, a plan of today that drops it is refused."""
    published()
    plan_id = draft(seed=1)
    today = clock.today("Asia/Shanghai")
    with service.database.writing() as session:
        plan = content_of(session, plan_id)
        first = min(stop.start for route, stop in plan.stops() if route.date == today)
        later = tuple(
            route.replace(
                stops=tuple(
                    s.replace(start=s.start + 3600, end=s.end + 3600)
                    for s in route.stops
                )
            )
            for route in plan.routes
        )
        fill(plan_row(session, plan_id), plan.replace(routes=later))
    clock.instant += timedelta(seconds=first + 60 - (7 * 60 + 40) * 60)
    answer = client.post(f"/plans/{plan_id}/publish", headers=token())
    assert (answer.status_code, answer.json()["error"]) == (409, "begun")
    assert answer.json()["problems"]


def test_the_plan_of_a_day_is_what_was_published_for_it(
    client, token, published, clock
):
    """Today, a date and an id lead to the same plan, a day having its routes only."""
    headers, plan_id = token(), published()
    today = clock.today("Asia/Shanghai").isoformat()
    whole = client.get(f"/plans/{plan_id}", headers=headers).json()
    of_today = client.get("/plans/today", headers=headers).json()
    assert client.get(f"/plans/{today}", headers=headers).json() == of_today
    assert of_today["plan_id"] == plan_id
    assert {route["date"] for route in of_today["routes"]} == {today}
    assert of_today["routes"] == [r for r in whole["routes"] if r["date"] == today]
    assert len(whole["routes"]) > len(of_today["routes"])
    assert client.get("/plans/2027-01-01", headers=headers).status_code == 404


def test_everybody_sees_of_a_plan_what_is_theirs(
    client, token, service, published, small
):
    """An organisation sees its carers' routes, a carer the own, an auditor numbers."""
    plan_id = published()
    with service.database.reading() as session:
        routes = content_of(session, plan_id).routes
    carer_id = routes[0].carer_id
    organisation = next(c.organisation for c in small.carers if c.carer_id == carer_id)
    own = {c.carer_id for c in small.carers if c.organisation == organisation}

    def carers(headers, name):
        answer = client.get(f"/plans/{name}", headers=headers)
        return answer.status_code, {r["carer_id"] for r in answer.json()["routes"]}

    everybody = {route.carer_id for route in routes}
    assert carers(token(), plan_id) == (200, everybody)
    manager = token(UserRole.ORGANISATION, organisation=organisation)
    assert carers(manager, plan_id) == (200, everybody & own)
    worker = token(UserRole.CARER, carer_id=carer_id)
    assert carers(worker, "today") == (200, {carer_id})
    assert client.get(f"/plans/{plan_id}", headers=worker).status_code == 404
    auditor = client.get(f"/plans/{plan_id}", headers=token(UserRole.AUDITOR)).json()
    assert (auditor["routes"], auditor["unserved"]) == ([], [])
    assert auditor["kpis"]["visits"] > 0


def test_an_organisation_sees_no_drafts(client, token, draft):
    """Neither by id nor in the list."""
    plan_id = draft()
    manager = token(UserRole.ORGANISATION, organisation="甲")
    assert client.get(f"/plans/{plan_id}", headers=manager).status_code == 404
    assert client.get("/plans", headers=manager).json()["items"] == []


def test_reading_a_plan_is_on_the_trail(client, token, published, database):
    """Who reads routes leaves one entry a minute."""
    headers, plan_id = token(), published()
    for _ in range(2):
        client.get("/plans/today", headers=headers)
    with database.reading() as session:
        read = session.query(AuditRow).filter_by(action="plan.read")
        assert [row.subject for row in read] == [f"plan {plan_id}"]


def test_plans_are_listed_newest_first_page_by_page(client, token, draft, clock):
    """Pages follow each other without gap or overlap."""
    headers, made = token(), []
    for seed in range(3):
        made.insert(0, draft(days=1, seed=seed))
        clock.instant += timedelta(minutes=1)
    first = client.get("/plans?limit=2", headers=headers).json()
    rest = client.get(f"/plans?limit=2&after={first['next']}", headers=headers).json()
    assert [p["plan_id"] for p in first["items"] + rest["items"]] == made
    assert rest["next"] is None
    assert first["items"][0]["kpis"]["visits"] > 0


def test_visits_still_to_come_today_count_as_made(service, published, clock):
    """Tomorrow's problem counts today's planned visits, unless told otherwise."""
    published(days=1)
    today = clock.today("Asia/Shanghai")
    with service.database.reading() as session:
        plan = service.plans.on(session, today)
        stop = next(stop for _, stop in plan.stops())
        problem = service.problem(session, today + timedelta(days=1), 1)
    assert problem.last_visit(problem.senior[stop.senior_id]) == today
    with service.database.writing() as session:
        session.add(
            VisitRow(
                senior_id=stop.senior_id,
                date=today,
                carer_id="C01",
                outcome="no_answer",
                minutes=None,
                recorded_at=clock.now(),
            )
        )
    with service.database.reading() as session:
        assert records_of(session, today)
        problem = service.problem(session, today + timedelta(days=1), 1)
    assert problem.last_visit(problem.senior[stop.senior_id]) != today
