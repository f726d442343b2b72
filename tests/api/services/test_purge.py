"""What is old goes, what is needed stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from stored import add_rows, case_row, plan_row, visit_row

from api.services.purge import AUDIT_DAYS, purge
from api.store import community as rows
from api.store.tables import (
    AnswerRow,
    AuditRow,
    CaseRow,
    EventRow,
    FollowUpRow,
    PinRow,
    PlanRow,
    SeniorRow,
    UserRow,
    VisitRow,
)
from scheduler.errors import InputError

BEFORE = date(2026, 1, 1)
OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)
LONG_AGO = datetime(2025, 12, 31, 12, tzinfo=UTC)
SINCE = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def purged(database, clock):
    """Return a purger: called with a day, it returns how much of what went."""

    def call(before=BEFORE):
        with database.writing() as session:
            counts = purge(session, clock.now(), "U1", before)
        return {kind: count for kind, count in counts.items() if count}

    return call


def left(database, column):
    """Return the values of a column that are still there."""
    with database.reading() as session:
        return set(session.scalars(select(column)))


def senior(database, senior_id, **changes):
    """Change a senior of `small`."""
    with database.writing() as session:
        row = session.get_one(SeniorRow, senior_id)
        for name, value in changes.items():
            setattr(row, name, value)


class TestVisits:
    """Old visits go, but for those from which the clock runs."""

    def test_older_than_the_day_goes_and_the_day_itself_stays(
        self, database, clock, small, purged
    ):
        """S01 has newer visits, so of the old ones none is needed."""
        now = clock.now()
        visits = (visit_row(now, "S01", OLD), visit_row(now, "S01", NEW, minutes=7))
        add_rows(database, *visits)
        assert purged() == {"visits": 1}
        days = left(database, VisitRow.date)
        assert NEW in days
        assert OLD not in days

    def test_the_last_valid_visit_stays_bare(self, database, clock, small, purged):
        """S12 was last seen long ago: both carers' rows stay, without their notes."""
        about = {"note": "was sad", "checklist": {"mind": {"ok": False}}}
        now = clock.now()
        add_rows(
            database,
            visit_row(now, "S12", OLD, **about),
            visit_row(now, "S12", OLD, carer_id="C02", **about),
            visit_row(now, "S12", OLD, carer_id="C03", outcome="no_answer"),
            visit_row(now, "S12", OLD - timedelta(days=7)),
        )
        assert purged() == {"visits": 2}
        with database.reading() as session:
            kept = session.scalars(select(VisitRow).where(VisitRow.date == OLD)).all()
            assert {(row.carer_id, row.note) for row in kept} == {
                ("C01", ""),
                ("C02", ""),
            }
            assert all(row.checklist == {} for row in kept)

    def test_the_clock_runs_as_before(self, database, clock, small, purged):
        """Every senior is due on the same day before and after."""
        add_rows(database, visit_row(clock.now(), "S12", OLD))
        today = clock.today("Asia/Shanghai")
        with database.reading() as session:
            before = rows.problem_of(session, today, 14).first_turns
        purged()
        with database.reading() as session:
            assert rows.problem_of(session, today, 14).first_turns == before

    def test_a_visit_with_an_open_follow_up_stays_as_it_is(
        self, database, clock, small, purged
    ):
        """What is still to be done keeps its ground; what is done does not."""
        now = clock.now()
        for carer_id, done_at in (("C01", None), ("C02", LONG_AGO), ("C03", SINCE)):
            visit = visit_row(now, "S01", OLD, carer_id=carer_id, note="see doctor")
            add_rows(database, visit)
            task = FollowUpRow(
                senior_id="S01",
                visit_id=visit.visit_id,
                what="see doctor",
                owner="C01",
                deadline=now,
                opened_at=now,
                opened_by="U1",
                done_at=done_at,
            )
            add_rows(database, task)
        assert purged() == {"visits": 2, "follow_ups": 1}
        with database.reading() as session:
            kept = session.scalars(select(VisitRow).where(VisitRow.date == OLD)).one()
            assert (kept.carer_id, kept.note) == ("C01", "see doctor")

    def test_a_day_that_still_counts_is_refused(self, clock, small, purged):
        """Continuity and weekly minutes look back; the latest day is named."""
        latest = clock.today("Asia/Shanghai") - timedelta(days=rows.MEMORY_DAYS)
        purged(latest)
        with pytest.raises(InputError, match=str(latest)):
            purged(latest + timedelta(days=1))


class TestOtherRows:
    """Plans, events, cases, pins, answers, the trail."""

    def test_an_open_case_stays_whatever_its_age(self, database, clock, small, purged):
        """Closed long ago: gone; closed since, or open: there."""
        ended = {"ending": "seen", "confirmed_by": "赵某春"}
        at = LONG_AGO
        add_rows(
            database,
            case_row(at, "S01", case_id="gone", resolved_at=LONG_AGO, **ended),
            case_row(at, "S01", case_id="since", resolved_at=SINCE, **ended),
            case_row(at, "S01", case_id="open"),
        )
        assert purged() == {"cases": 1}
        assert left(database, CaseRow.case_id) == {"since", "open"}

    def test_plans_go_but_for_the_newest_published(
        self, database, clock, small, purged
    ):
        """Versions go on counting; nothing refers to a plan that is gone."""
        now = clock.now()
        add_rows(
            database,
            plan_row(now, plan_id="first", day=OLD),
            plan_row(now, plan_id="last", day=OLD, version=2, base_plan_id="first"),
            plan_row(now, plan_id="draft", day=OLD, version=None, status="draft"),
            plan_row(now, plan_id="pending", day=OLD, version=None, status="pending"),
            plan_row(now, plan_id="new", day=NEW, version=None, base_plan_id="draft"),
            EventRow(
                event_id="E1",
                kind="carer_absent",
                status="accepted",
                happening={},
                base_plan_id="first",
                plan_id="draft",
                reported_at=SINCE,
                reported_by="U1",
            ),
        )
        assert purged() == {"plans": 2}
        assert left(database, PlanRow.plan_id) == {"last", "pending", "new"}
        assert left(database, PlanRow.base_plan_id) == {None}
        assert left(database, EventRow.plan_id) == {None}

    def test_events_pins_and_answers_go(self, database, clock, small, purged):
        """By the day on which they were reported, lie, or were given."""
        now = clock.now()
        user = UserRow(user_id="U1", name="x", role="coordinator", created_at=now)
        add_rows(database, user)
        for day, at in ((OLD, LONG_AGO), (NEW, SINCE)):
            add_rows(
                database,
                EventRow(
                    event_id=f"E{day}",
                    kind="carer_absent",
                    status="declined",
                    happening={},
                    reported_at=at,
                    reported_by="U1",
                ),
                PinRow(
                    senior_id="S01",
                    date=day,
                    carer_ids=["C01"],
                    pinned_at=at,
                    pinned_by="U1",
                ),
                AnswerRow(
                    user_id="U1",
                    key=str(day),
                    operation="x",
                    request_digest="",
                    status=200,
                    body={},
                    at=at,
                ),
            )
        assert purged() == {"events": 1, "pins": 1, "answers": 1}
        assert left(database, EventRow.event_id) == {f"E{NEW}"}
        assert left(database, PinRow.date) == {NEW}
        assert left(database, AnswerRow.key) == {str(NEW)}

    def test_the_trail_stays_for_three_years(self, database, clock, small, purged):
        """Only older entries go, and the purge itself is in the trail."""
        for days in (AUDIT_DAYS - 1, AUDIT_DAYS + 1):
            at = clock.now() - timedelta(days=days)
            add_rows(
                database, AuditRow(at=at, actor="U1", action=f"{days}", subject="x")
            )
        assert purged() == {"audit": 1}
        actions = left(database, AuditRow.action)
        assert str(AUDIT_DAYS - 1) in actions
        assert "community.purge" in actions


class TestEnded:
    """A senior who has ended and of whom nothing is left goes too."""

    def test_who_ended_long_ago_goes(self, database, clock, small, purged):
        """The last visit is needed no more, and then neither are name and address."""
        add_rows(database, visit_row(clock.now(), "S12", OLD))
        senior(database, "S12", status="ended")
        assert purged() == {"visits": 1, "seniors": 1}
        assert "S12" not in left(database, SeniorRow.senior_id)

    @pytest.mark.parametrize("what", ["visit", "case", "trail", "active"])
    def test_who_is_still_spoken_of_stays(self, database, clock, small, purged, what):
        """A visit or an entry since, an open case, or not having ended at all."""
        now = clock.now()
        senior(database, "S12", status="active" if what == "active" else "ended")
        if what == "visit":
            add_rows(database, visit_row(now, "S12", NEW))
        if what == "case":
            add_rows(database, case_row(LONG_AGO, "S12"))
        if what == "trail":
            about = "senior S12"
            entry = AuditRow(at=SINCE, actor="U1", action="x", subject=about)
            add_rows(database, entry)
        assert purged() == {}
        assert "S12" in left(database, SeniorRow.senior_id)
