"""The Problem: cross-checked, immutable, with a fingerprint."""

from datetime import date

import numpy as np
import pytest
from builders import (
    MONDAY,
    SUNDAY,
    carer,
    day,
    problem,
    record,
    roster,
    senior,
    travel,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from scheduler.domain.policy import Policy, Weights
from scheduler.domain.times import Span, parse_span

SENIORS = (
    senior("S1", prefer=("C1", "C2"), windows=("09:00-10:00",)),
    senior("S2", tag="red", last_visit=SUNDAY),
    senior("S3", tag="orange"),
)
CARERS = (carer("C1"), carer("C2", role="volunteer"))
RECORDS = (
    record("S1", minutes=15),
    record("S1", minutes=20),
    record("S1", minutes=None),
    record("S2", outcome="phone"),
    record("S2", outcome="completed"),
)
ROWS = roster("C1", "C2", hours="08:00-12:00;14:00-17:00")


def world(**changes):
    """Return a problem with several rows in every table."""
    fields = {"seniors": SENIORS, "carers": CARERS, "roster": ROWS, "records": RECORDS}
    return problem(**(fields | changes))


def test_a_senior_standing_twice_is_refused():
    """The refusal names the id."""
    with pytest.raises(ValidationError, match="senior S1 stands twice"):
        problem([senior("S1"), senior("S1")])


def test_a_carer_standing_twice_is_refused():
    """The refusal names the id."""
    with pytest.raises(ValidationError, match="carer C1 stands twice"):
        problem(carers=[carer("C1"), carer("C1")])


def test_a_roster_row_of_a_stranger_is_refused():
    """Shifts belong to listed carers."""
    with pytest.raises(ValidationError, match="carer C9 is not listed"):
        problem(roster=roster("C9"))


def test_a_record_of_a_stranger_is_refused():
    """Records belong to listed seniors."""
    with pytest.raises(ValidationError, match="senior S9 is not listed"):
        problem(records=[record("S9")])


def test_a_record_by_a_former_carer_is_kept():
    """Who left the team has still made the visit."""
    former = problem(records=[record(carer_id="C9")])
    assert former.last_visit(former.senior["S1"]) == SUNDAY


def test_a_travel_table_of_other_seniors_is_refused():
    """The rows of the table are the seniors in the order of their ids."""
    with pytest.raises(ValidationError, match="not of these seniors"):
        problem(travel=travel([senior("S2")], [carer()]))


def test_a_carer_without_travel_times_is_refused():
    """The refusal names the carer."""
    with pytest.raises(ValidationError, match="carer C1 has no travel times"):
        problem(travel=travel([senior()], []))


def test_every_mistake_is_named_at_once():
    """Two strangers, one refusal that names both."""
    with pytest.raises(ValidationError, match=r"C9 .*; .*S9"):
        problem(roster=roster("C9", days=["mon"]), records=[record("S9")])


@pytest.mark.parametrize("days", [0, 367])
def test_days_below_one_or_above_a_year_are_refused(days):
    """A plan has at least one day."""
    with pytest.raises(ValidationError):
        problem(days=days)


@pytest.mark.parametrize("year", [26, 226, 9999])
def test_a_first_day_in_a_mistyped_year_is_refused(year):
    """The calendar must not end, nor begin, within a plan."""
    with pytest.raises(ValidationError):
        problem(first_day=date(year, 11, 23))


def test_a_problem_without_anybody_is_a_problem():
    """No seniors and no carers: nothing is due and nobody works."""
    empty = problem([], [])
    assert not empty.first_turns
    assert empty.shifts == ()


def test_a_problem_cannot_be_changed():
    """Values are frozen."""
    with pytest.raises(ValidationError, match="frozen"):
        problem().days = 3


def test_replace_makes_a_checked_copy():
    """The copy has new days and new shifts; the original keeps its own."""
    one = problem()
    two = one.replace(days=2)
    assert (len(one.shifts), len(two.shifts)) == (1, 2)
    with pytest.raises(ValidationError, match="S9"):
        one.replace(records=(record("S9"),))


def test_the_last_day_is_the_last_one_planned():
    """One day ends on itself, 14 days from 25 December end in the next year."""
    assert problem().last_day == MONDAY
    assert problem(first_day=date(2026, 12, 25), days=14).last_day == date(2027, 1, 7)


def test_own_visit_minutes_stand_above_the_tags():
    """A red senior takes 20 minutes unless told otherwise."""
    assert problem().visit_seconds(senior(tag="red")) == 20 * 60
    assert problem().visit_seconds(senior(tag="red", visit_minutes=45)) == 45 * 60


def test_own_windows_stand_above_the_visiting_hours():
    """Without windows of their own the community's hours hold."""
    own = senior(windows=("09:00-10:00",))
    assert problem().windows(own) == (parse_span("09:00-10:00"),)
    assert problem().windows(senior()) == (Span(30_600, 41_400), Span(50_400, 63_000))


def test_the_order_of_rows_does_not_matter():
    """Every table reversed: an equal fingerprint, and the same order inside."""
    turned = world(
        seniors=SENIORS[::-1],
        carers=CARERS[::-1],
        roster=ROWS[::-1],
        records=RECORDS[::-1],
    )
    assert turned.fingerprint() == world().fingerprint()
    assert turned.records == world().records


@given(st.permutations(RECORDS), st.permutations(ROWS))
@settings(max_examples=30)
def test_no_order_of_records_and_shifts_matters(records, rows):
    """Rows that differ in their last column only are sorted too."""
    shuffled = world(records=records, roster=rows)
    assert shuffled.fingerprint() == world().fingerprint()


def test_the_planned_days_are_not_part_of_the_fingerprint():
    """The same data planned from another day, for longer, are the same data."""
    other = world(first_day=day(3), days=28)
    assert other.fingerprint() == world().fingerprint()


SENIOR_CHANGES = {
    "name": "别人",
    "tag": "orange",
    "lat": 31.98,
    "lon": 118.76,
    "building": "2",
    "unit": "2",
    "floor": 2,
    "room": "202",
    "lift": False,
    "visit_minutes": 16,
    "windows": ("09:00-10:01",),
    "prefer_windows": ("09:00-10:01",),
    "skills": ("feeding",),
    "carers_needed": 2,
    "prefer": ("C1",),
    "avoid": ("C2",),
    "gender": "female",
    "status": "away",
    "status_until": MONDAY,
    "last_visit": SUNDAY,
    "phone": "0",
    "notes": "dog",
}
TOGETHER = {"carers_needed": 2, "after": "30-60"}
CARER_CHANGES = {
    "name": "别人",
    "role": "helper",
    "organisation": "street office",
    "gender": "male",
    "skills": ("feeding",),
    "mode": "ebike",
    "lat": 31.98,
    "lon": 118.76,
    "max_visits_per_day": 9,
    "max_minutes_per_week": 9,
    "phone": "0",
}


@pytest.mark.parametrize("column", SENIOR_CHANGES)
def test_any_changed_cell_of_a_senior_changes_the_fingerprint(column):
    """One cell of one row in seniors.csv."""
    changed = SENIORS[0].replace(**{column: SENIOR_CHANGES[column]})
    assert changed != SENIORS[0]
    other = world(seniors=(changed, *SENIORS[1:]))
    assert other.fingerprint() != world().fingerprint()


def test_who_comes_second_and_when_changes_the_fingerprint():
    """Two together, the second later, another lag, and a skill: four fingerprints."""
    changes = (
        {"carers_needed": 2},
        TOGETHER,
        {**TOGETHER, "after": "30-61"},
        {**TOGETHER, "second_skills": ("feeding",)},
    )
    seen = {
        world(seniors=(SENIORS[0].replace(**c), *SENIORS[1:])).fingerprint()
        for c in changes
    }
    assert len(seen) == len(changes)


OLDER_FINGERPRINT = "4086736deea183a6d39e84db771723c742f756e59253411d140ad3ebd5722241"
"""Of `world()`, before lags and preferred spans were known."""


def test_fields_that_came_later_change_no_older_fingerprint():
    """Plans made before them still name their data, whatever the unused price."""
    free = Policy(weights=Weights(prefer_minutes=0))
    assert world().fingerprint() == OLDER_FINGERPRINT
    assert world(policy=free).fingerprint() == OLDER_FINGERPRINT


def test_the_price_of_preferred_spans_counts_where_somebody_has_one():
    """With one preferred span its price is part of the data."""
    wished = (SENIORS[0].replace(prefer_windows=("09:00-09:30",)), *SENIORS[1:])
    free = Policy(weights=Weights(prefer_minutes=0))
    default, other = world(seniors=wished), world(seniors=wished, policy=free)
    assert default.fingerprint() != other.fingerprint()


@pytest.mark.parametrize("column", CARER_CHANGES)
def test_any_changed_cell_of_a_carer_changes_the_fingerprint(column):
    """One cell of one row in carers.csv."""
    changed = CARERS[0].replace(**{column: CARER_CHANGES[column]})
    other = world(carers=(changed, *CARERS[1:]))
    assert other.fingerprint() != world().fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        {"carer_id": "C2"},
        {"day": "tue"},
        {"day": MONDAY},
        {"start": "08:01"},
        {"end": "11:59"},
        {"kind": "leave"},
    ],
)
def test_any_changed_cell_of_a_shift_changes_the_fingerprint(change):
    """One cell of one row in shifts.csv."""
    other = world(roster=(ROWS[0].replace(**change), *ROWS[1:]))
    assert other.fingerprint() != world().fingerprint()


@pytest.mark.parametrize(
    "change",
    [
        {"senior_id": "S3"},
        {"date": day(-2)},
        {"carer_id": "C2"},
        {"outcome": "partial"},
        {"minutes": 16},
        {"minutes": None},
    ],
)
def test_any_changed_cell_of_a_record_changes_the_fingerprint(change):
    """One cell of one row in visits.csv."""
    other = world(records=(RECORDS[0].replace(**change), *RECORDS[1:]))
    assert other.fingerprint() != world().fingerprint()


def test_a_row_more_or_less_changes_the_fingerprint():
    """Even a row that stands twice."""
    more, less = world(records=(*RECORDS, RECORDS[0])), world(records=RECORDS[1:])
    assert len({w.fingerprint() for w in (world(), more, less)}) == 3


def test_a_changed_policy_changes_the_fingerprint():
    """One weight."""
    other = world(policy=Policy(weights=Weights(early=301.0)))
    assert other.fingerprint() != world().fingerprint()


def test_given_travel_times_are_data_and_estimated_ones_are_not():
    """One second more counts where the table came from the community."""
    fast, slow = (travel(SENIORS, CARERS, seconds=s) for s in (60, 61))
    assert world(travel=fast).fingerprint() == world(travel=slow).fingerprint()
    fast, slow = (
        type(t)(
            senior_ids=t.senior_ids,
            base_ids=t.base_ids,
            seconds=np.array(t.seconds),
            carer_profile=t.carer_profile,
            carer_base=t.carer_base,
            from_file=True,
        )
        for t in (fast, slow)
    )
    assert world(travel=fast).fingerprint() != world(travel=slow).fingerprint()


def test_the_fingerprint_is_64_hex_digits():
    """SHA-256, as the contract says."""
    assert len(bytes.fromhex(world().fingerprint())) == 32
