"""Invented communities: the same from the same seed, and fit to be planned."""

from collections import Counter
from datetime import date, timedelta
from functools import cache

import pytest

from scheduler.domain.people import Senior
from scheduler.domain.problem import Problem
from scheduler.domain.words import Role, Status, Tag
from scheduler.files.community import CommunityFiles
from scheduler.planning import to_problem
from scheduler.simulate.communities import FIRST_DAY, generate_community
from scheduler.simulate.layout import METRES_A_DEGREE, TERRAINS, Shape
from scheduler.simulate.matching import qualified
from scheduler.simulate.seniors import weekly_minutes

SIZES = [(1, 1, "estate"), (13, 2, "town"), (120, 3, "estate"), (150, 4, "district")]


@cache
def community(seniors: int, seed: int, shape: str = "estate") -> CommunityFiles:
    """Return a generated community, made once for all tests."""
    return generate_community(seniors, seed, shape)


@cache
def bundled() -> Problem:
    """Return the bundled community as a problem of a fortnight."""
    return to_problem(community(686, 1), FIRST_DAY, days=14)


def share(seniors: tuple[Senior, ...], count: int) -> float:
    """Return a count as a share of the seniors."""
    return count / len(seniors)


def test_the_same_seed_gives_the_same_community() -> None:
    """Nothing but the arguments decides."""
    assert generate_community(40, 5).records == generate_community(40, 5).records
    assert generate_community(40, 5).seniors == generate_community(40, 5).seniors


def test_another_seed_gives_another_community() -> None:
    """Seeds matter."""
    assert generate_community(40, 5).seniors != generate_community(40, 6).seniors


@pytest.mark.parametrize("size", SIZES)
def test_every_size_and_shape_makes_a_problem(size: tuple[int, int, str]) -> None:
    """From one senior up, ids and references hold together."""
    problem = to_problem(community(*size), FIRST_DAY, days=1)
    assert len(problem.seniors) == size[0]
    assert problem.shifts


@pytest.mark.parametrize("size", SIZES)
def test_staff_are_on_duty_on_every_day(size: tuple[int, int, str]) -> None:
    """Red seniors can be visited on any weekday, weekends included."""
    files = community(*size)
    helpers = {c.carer_id for c in files.carers if c.role is Role.HELPER}
    days = {row.day for row in files.roster if row.carer_id in helpers}
    assert {"mon", "tue", "wed", "thu", "fri", "sat", "sun"} <= days


@pytest.mark.parametrize("shape", list(Shape))
def test_nobody_lives_outside_the_shape(shape: Shape) -> None:
    """The homes fill most of a square of the shape's side, and no more."""
    seniors = community(300, 6, shape).seniors
    lats = [senior.lat for senior in seniors if senior.lat is not None]
    metres = (max(lats) - min(lats)) * METRES_A_DEGREE
    assert TERRAINS[shape].side_metres / 2 < metres <= TERRAINS[shape].side_metres + 1


def test_one_flat_one_senior() -> None:
    """Two seniors never have the same door."""
    doors = Counter((s.building, s.unit, s.room) for s in bundled().seniors)
    assert set(doors.values()) == {1}


def test_names_and_telephones_are_plainly_invented() -> None:
    """某 in every name, 000 before every number, no two people alike."""
    problem = bundled()
    people = [*problem.seniors, *problem.carers]
    assert all(person.name[1] == "某" for person in people)
    assert all(person.phone.startswith("000-") for person in people)
    assert len({person.phone for person in people}) == len(people)
    assert len({person.name for person in people}) == len(people)


def test_the_bundled_community_is_what_its_readme_says() -> None:
    """Tags, team and organisations as promised."""
    problem = bundled()
    assert Counter(senior.tag for senior in problem.seniors) == {
        Tag.RED: 103,
        Tag.ORANGE: 206,
        Tag.GREEN: 377,
    }
    roles = Counter(carer.role for carer in problem.carers)
    assert roles[Role.SOCIAL_WORKER] + roles[Role.HELPER] == 14
    assert (roles[Role.POLICE], roles[Role.VOLUNTEER]) == (2, 25)
    own = [c for c in problem.carers if c.role is not Role.POLICE]
    assert len({carer.organisation for carer in own}) == 9
    assert len({senior.building for senior in problem.seniors}) == 37


def test_wishes_are_as_common_as_in_life() -> None:
    """A third have hours, a few need two carers, some ask for this or that."""
    seniors = bundled().seniors
    assert 0.3 < share(seniors, sum(bool(s.windows) for s in seniors)) < 0.4
    assert any(len(senior.windows) == 2 for senior in seniors)
    assert 0.015 < share(seniors, sum(s.carers_needed == 2 for s in seniors)) < 0.04
    assert all(any(getattr(s, wish) for s in seniors) for wish in ("prefer", "avoid"))
    assert all(any(getattr(s, need) for s in seniors) for need in ("skills", "gender"))
    assert any(senior.lift is False for senior in seniors)


def test_whatever_is_wished_three_carers_remain() -> None:
    """No senior is left to a single pair of hands."""
    problem = bundled()
    for senior in problem.seniors:
        assert len(qualified(problem.policy, senior, problem.carers)) >= 3


def test_a_few_are_paused_with_and_without_end() -> None:
    """Pauses end within the fortnight or stay open, and nobody visits meanwhile."""
    problem = bundled()
    paused = [s for s in problem.seniors if s.status is not Status.ACTIVE]
    assert 0.01 < share(problem.seniors, len(paused)) < 0.05
    ends = [senior.status_until for senior in paused]
    assert None in ends
    known = [day for day in ends if day]
    assert known
    assert all(FIRST_DAY < day < FIRST_DAY + timedelta(days=14) for day in known)
    gone = {senior.senior_id for senior in paused}
    assert not any(
        record.senior_id in gone
        for record in problem.records
        if record.date >= FIRST_DAY - timedelta(days=2)
    )


def test_visits_and_travel_fill_four_fifths_of_the_shifts() -> None:
    """Everybody can be on time, and nobody idles."""
    problem = bundled()
    due = [s for s in problem.seniors if s.senior_id in problem.first_turns]
    travel_seconds = TERRAINS[Shape.ESTATE].travel_seconds
    needed = 2 * weekly_minutes(problem.policy, due, travel_seconds)
    minutes = sum(
        shift.span.seconds / 60
        for shift in problem.shifts
        if problem.carer[shift.carer_id].role is not Role.POLICE
    )
    assert 0.8 <= needed / minutes <= 0.85


@pytest.mark.parametrize("weekend", [date(2026, 11, 28), date(2026, 11, 29)])
def test_weekends_carry_the_red(weekend: date) -> None:
    """A third of the red seniors fits into the staff's hours of each weekend day."""
    problem = bundled()
    red = [s for s in problem.seniors if s.tag is Tag.RED]
    travel_seconds = TERRAINS[Shape.ESTATE].travel_seconds
    needed = weekly_minutes(problem.policy, red, travel_seconds) / 7
    staff = (Role.HELPER, Role.SOCIAL_WORKER)
    minutes = sum(
        shift.span.seconds / 60
        for shift in problem.shifts
        if shift.date == weekend and problem.carer[shift.carer_id].role in staff
    )
    assert needed < 0.85 * minutes


def test_volunteers_come_for_two_hours_and_less_at_weekends() -> None:
    """One short shift on a day; Saturdays and Sundays thinner than any weekday."""
    problem = bundled()
    shifts = [
        shift
        for shift in problem.shifts
        if problem.carer[shift.carer_id].role is Role.VOLUNTEER
    ]
    assert all(shift.span.seconds == 2 * 3600 for shift in shifts)
    assert len({(s.carer_id, s.date) for s in shifts}) == len(shifts)
    by_weekday = Counter(shift.date.weekday() for shift in shifts)
    assert max(by_weekday[5], by_weekday[6]) < min(by_weekday[day] for day in range(5))


def test_the_past_keeps_the_rules() -> None:
    """Only those who may visit did, on shift, no sooner than the smallest gap."""
    problem = bundled()
    seen: dict[str, date] = {}
    for record in sorted(problem.records, key=lambda record: record.date):
        if not record.outcome.is_valid:
            continue
        senior = problem.senior[record.senior_id]
        before = seen.get(senior.senior_id)
        gap = problem.rule(senior).min_gap_days
        if before is not None and before != record.date:
            assert (record.date - before).days >= gap
        seen[senior.senior_id] = record.date
    pairs = {(r.senior_id, r.date, r.carer_id) for r in problem.records}
    assert len(pairs) == len(problem.records)


def test_the_past_leaves_due_dates_spread_and_few_overdue() -> None:
    """Some days' work is due on each of the first days; a few are late already."""
    due = Counter(turn.due for turn in bundled().first_turns.values())
    overdue = sum(count for day, count in due.items() if day < FIRST_DAY)
    assert overdue == 26
    for offset in range(5):
        assert due[FIRST_DAY + timedelta(days=offset)] > 50


def test_two_person_visits_have_two_records() -> None:
    """In the past, too, both carers were there."""
    problem = bundled()
    carers = Counter((r.senior_id, r.date) for r in problem.records)
    for (senior_id, _), count in carers.items():
        assert count == problem.senior[senior_id].carers_needed


@pytest.mark.parametrize(("seniors", "shape"), [(0, "estate"), (10, "village")])
def test_nonsense_is_refused(seniors: int, shape: str) -> None:
    """No community without seniors, none of an unknown shape."""
    with pytest.raises(ValueError, match=r"at least one|village"):
        generate_community(seniors, 1, shape)
