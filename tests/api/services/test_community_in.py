"""A community's files come into the database, again and again, and nothing is lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from stored import add_rows, case_row, plan_row, visit_row

from api.services.community_in import import_community
from api.store import community as rows
from api.store.tables import AuditRow, CaseRow, PinRow, VisitRow
from scheduler.domain.records import VisitRecord
from scheduler.domain.words import Mode, Outcome, Status, Tag
from scheduler.errors import InputError
from scheduler.travel.estimate import estimate
from scheduler.travel.table import to_rows

TODAY = date(2026, 11, 23)


@pytest.fixture
def bring_in(database, clock):
    """Return an importer, each import its own transaction."""

    def bring(files):
        with database.writing() as session:
            return import_community(session, clock.now(), "U1", files)

    return bring


def tries(database, senior_id="S01"):
    """Return the recorded tries at a senior's: date, carer, attempt, outcome."""
    with database.reading() as session:
        return [
            (row.date, row.carer_id, row.attempt, row.outcome)
            for row in session.scalars(
                select(VisitRow)
                .where(VisitRow.senior_id == senior_id)
                .order_by(VisitRow.date, VisitRow.carer_id, VisitRow.attempt)
            )
        ]


def without(files, *senior_ids):
    """Return the files without some seniors and their visits."""
    return replace(
        files,
        seniors=tuple(s for s in files.seniors if s.senior_id not in senior_ids),
        records=tuple(r for r in files.records if r.senior_id not in senior_ids),
    )


def without_carer(files, carer_id):
    """Return the files without one carer, the shifts, and wishes for that carer."""
    seniors = (
        senior.replace(
            prefer=tuple(set(senior.prefer) - {carer_id}),
            avoid=tuple(set(senior.avoid) - {carer_id}),
        )
        for senior in files.seniors
    )
    return replace(
        files,
        seniors=tuple(seniors),
        carers=tuple(c for c in files.carers if c.carer_id != carer_id),
        roster=tuple(row for row in files.roster if row.carer_id != carer_id),
    )


def publish(database, clock, *stops, day=TODAY):
    """Publish a plan of one day with stops given as (carer, senior)."""
    add_rows(database, plan_row(clock.now(), *stops, day=day))


class TestFirstImport:
    """Into an empty database."""

    def test_everything_is_there_as_in_the_files(self, database, small):
        """People, roster, policy and visits are those of the files."""
        with database.reading() as session:
            assert rows.policy_of(session) == small.policy
            assert rows.seniors_of(session) == small.seniors
            assert rows.carers_of(session) == small.carers
            assert rows.roster_of(session) == small.roster
            assert set(rows.records_of(session)) == set(small.records)

    def test_it_is_counted_and_audited(self, database, small):
        """The trail says who brought in how much."""
        with database.reading() as session:
            entry = session.scalars(select(AuditRow)).one()
            assert (entry.actor, entry.action) == ("command line", "community.import")
            assert entry.detail["seniors"] == len(small.seniors)
            assert entry.detail["visits"] == len(small.records)

    def test_tries_of_one_carer_on_one_day_are_numbered(
        self, database, small, bring_in
    ):
        """A second try at the same door on the same day is attempt 2."""
        day = TODAY - timedelta(days=1)
        twice = tuple(
            VisitRecord(senior_id="S01", date=day, carer_id="C02", outcome=outcome)
            for outcome in (Outcome.NO_ANSWER, Outcome.COMPLETED)
        )
        bring_in(replace(small, records=twice))
        assert [try_ for try_ in tries(database) if try_[1] == "C02"][-2:] == [
            (day, "C02", 1, "no_answer"),
            (day, "C02", 2, "completed"),
        ]

    def test_a_travel_table_without_a_needed_pair_is_refused(
        self, database, small, bring_in
    ):
        """Nothing is taken if a plan could not be made from it."""
        travel = estimate(small.policy, small.seniors, small.carers)
        table = to_rows(travel, small.carers).iloc[1:]
        renamed = small.policy.replace(
            community=small.policy.community.replace(name="elsewhere")
        )
        with pytest.raises(InputError):
            bring_in(replace(small, policy=renamed, travel_rows=table))
        with database.reading() as session:
            assert rows.policy_of(session) == small.policy
            assert rows.travel_rows_of(session) is None


class TestAgain:
    """Into a database that is filled already."""

    def test_the_same_files_change_nothing(self, database, small, bring_in):
        """Every visit is known, nobody leaves, no senior is changed."""
        done = bring_in(small)
        assert (done.visits, done.visits_known) == (0, len(small.records))
        assert done.leavers.seniors == done.leavers.removed_seniors == ()
        with database.reading() as session:
            assert rows.seniors_of(session) == small.seniors
            assert rows.roster_of(session) == small.roster
            actions = session.scalars(select(AuditRow.action)).all()
        assert "senior.change" not in actions

    def test_changed_people_are_replaced_and_the_change_is_audited(
        self, database, small, bring_in
    ):
        """The new tag holds; the trail says from what to what, but no phone."""
        first, *rest = small.seniors
        changed = first.replace(tag=Tag.GREEN, phone="000")
        bring_in(replace(small, seniors=(changed, *rest)))
        with database.reading() as session:
            assert rows.seniors_of(session)[0] == changed
            entry = session.scalars(
                select(AuditRow).where(AuditRow.action == "senior.change")
            ).one()
            assert entry.subject == f"senior {first.senior_id}"
            assert entry.detail == {"fields": ["tag", "phone"], "tag": ["red", "green"]}

    def test_who_is_new_is_audited(self, database, small, bring_in):
        """A senior and a carer more each have their entry, as by the service."""
        senior = small.seniors[0].replace(senior_id="S99")
        carer = small.carers[0].replace(carer_id="C99")
        more = replace(
            small, seniors=(*small.seniors, senior), carers=(*small.carers, carer)
        )
        bring_in(more)
        with database.reading() as session:
            added = select(AuditRow.subject).where(AuditRow.action.endswith(".add"))
            assert set(session.scalars(added)) == {"senior S99", "carer C99"}

    def test_a_corrected_visit_stays_corrected(self, database, small, bring_in):
        """Old files do not bring back what was recorded before a correction."""
        with database.writing() as session:
            row = session.scalars(select(VisitRow).order_by(VisitRow.visit_id)).first()
            row.outcome = "refused"
        done = bring_in(small)
        assert (done.visits, done.visits_otherwise) == (0, 1)
        with database.reading() as session:
            assert session.get_one(VisitRow, row.visit_id).outcome == "refused"

    def test_another_try_is_added_to_those_recorded(self, database, small, bring_in):
        """Where the files hold one try more than is recorded, it is added."""
        last = small.records[-1]
        more = last.replace(outcome=Outcome.REFUSED, minutes=None)
        done = bring_in(replace(small, records=(more, *small.records)))
        assert (done.visits, done.visits_otherwise) == (1, 0)
        assert tries(database, last.senior_id)[-1][2:] == (2, "refused")

    def test_a_visit_recorded_since_stays(self, database, small, bring_in, clock):
        """Visits that the files do not hold are not taken away."""
        add_rows(database, visit_row(clock.now(), "S01", TODAY, note="was well"))
        bring_in(small)
        assert tries(database)[-1] == (TODAY, "C01", 1, "completed")


class TestLeavers:
    """Who is in the database and no longer in the files."""

    def test_a_senior_with_visits_stays_as_ended(self, database, small, bring_in):
        """The record is kept; the senior is out of the programme."""
        before = tries(database)
        done = bring_in(without(small, "S01"))
        assert [s.senior_id for s in done.leavers.seniors] == ["S01"]
        assert tries(database) == before
        with database.reading() as session:
            senior = rows.seniors_of(session)[0]
            subjects = session.scalars(
                select(AuditRow.subject).where(AuditRow.action == "senior.change")
            ).all()
        assert (senior.senior_id, senior.status) == ("S01", Status.ENDED)
        assert subjects == ["senior S01"]

    def test_a_senior_of_whom_nothing_is_recorded_goes(self, small, bring_in):
        """S12 is new and was never visited."""
        assert bring_in(without(small, "S12")).leavers.removed_seniors == ("S12",)

    def test_a_senior_with_an_open_case_stays(self, database, small, bring_in, clock):
        """An open case is never closed by an import."""
        add_rows(database, case_row(clock.now(), "S12"))
        bring_in(without(small, "S12"))
        with database.reading() as session:
            assert session.get_one(CaseRow, "K1").resolved_at is None

    def test_who_stands_in_the_plan_in_force_stays(
        self, database, small, bring_in, clock
    ):
        """A planned senior stays as ended, a planned carer without shifts."""
        publish(database, clock, ("C04", "S12"))
        done = bring_in(without_carer(without(small, "S12"), "C04"))
        assert [s.senior_id for s in done.leavers.seniors] == ["S12"]
        assert [c.carer_id for c in done.leavers.carers] == ["C04"]
        with database.reading() as session:
            assert "C04" in {c.carer_id for c in rows.carers_of(session)}
            assert "C04" not in {row.carer_id for row in rows.roster_of(session)}

    def test_a_carer_without_stops_ahead_goes(self, database, small, bring_in, clock):
        """Yesterday's plan holds nobody back; the visits keep the carer's id."""
        publish(database, clock, ("C02", "S01"), day=TODAY - timedelta(days=1))
        assert bring_in(without_carer(small, "C02")).leavers.removed_carers == ("C02",)
        assert any(try_[1] == "C02" for try_ in tries(database, "S03"))

    def test_a_carer_who_stays_asks_nothing_of_the_travel_table(
        self, database, small, bring_in, clock
    ):
        """The only e-bike leaves: the new table need not know e-bikes."""
        publish(database, clock, ("C02", "S01"))
        files = without_carer(small, "C02")
        travel = estimate(files.policy, files.seniors, files.carers)
        bring_in(replace(files, travel_rows=to_rows(travel, files.carers)))
        with database.reading() as session:
            problem = rows.problem_of(session, TODAY, 1)
        assert problem.carer["C02"].mode is Mode.WALK

    def test_an_ended_seniors_pins_go(self, database, small, bring_in, clock):
        """Nothing is fixed for somebody who is not visited."""
        pin = PinRow(
            senior_id="S01",
            date=TODAY,
            carer_ids=["C01"],
            pinned_at=clock.now(),
            pinned_by="U1",
        )
        add_rows(database, pin)
        bring_in(without(small, "S01"))
        with database.reading() as session:
            assert session.scalar(select(func.count()).select_from(PinRow)) == 0

    def test_another_community_is_refused(self, database, small, bring_in):
        """Files that lack more than half of the seniors change nothing at all."""
        others = tuple(
            senior.replace(senior_id=f"X{senior.senior_id}") for senior in small.seniors
        )
        with pytest.raises(InputError, match="another database"):
            bring_in(replace(small, seniors=others, records=()))
        with database.reading() as session:
            assert rows.seniors_of(session) == small.seniors
