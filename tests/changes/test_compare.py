"""How two plans differ: every change, once, in words."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from builders import day, plan, route, stop
from hypothesis import given
from hypothesis import strategies as st

from scheduler.changes.compare import Change, Kind, differences, summary
from scheduler.changes.pairing import PlannedVisit, paired
from scheduler.domain.plan import Plan
from scheduler.domain.times import parse_time

DAYS = 9

Made = tuple[str, int, str, str]
"""Senior, day, start and carers: ``("S1", 0, "09:00", "C1 C2")``."""


def held(*made: Made, tag: str = "green", **changes) -> Plan:
    """Return a plan of nine days with these visits."""
    routes = [
        route(stop(senior_id, start, tag=tag), carer_id=carer_id, on=day(offset))
        for senior_id, offset, start, carers in made
        for carer_id in carers.split()
    ]
    return plan(*routes, **({"days": DAYS} | changes))


def kinds(before: Plan, after: Plan) -> list[str]:
    return [change.kind.value for change in differences(before, after)]


def said(before: Plan, after: Plan) -> list[tuple[str, str]]:
    return [(c.says.zh, c.says.en) for c in differences(before, after)]


NINE = held(("S1", 0, "09:00", "C1"))


def test_a_plan_does_not_differ_from_itself():
    """No change, nobody concerned."""
    assert differences(NINE, NINE) == ()
    assert summary(()).seniors == 0


@pytest.mark.parametrize(
    ("after", "kind", "zh", "en"),
    [
        (
            held(("S1", 0, "09:00", "C2")),
            "other_person",
            "S1 由 C1 改为 C2，11-23 09:00",
            "S1: C2 instead of C1, 11-23 09:00",
        ),
        (
            held(("S1", 0, "10:30", "C2")),
            "other_person",
            "S1 由 C1 改为 C2，11-23 10:30（原 09:00）",
            "S1: C2 instead of C1, 11-23 10:30 (was 09:00)",
        ),
        (
            held(("S1", 2, "09:30", "C1")),
            "other_day",
            "S1 由 11-23 09:00 改到 11-25 09:30，仍由 C1",
            "S1: 11-25 09:30 instead of 11-23 09:00, still C1",
        ),
        (
            held(("S1", 2, "09:00", "C2")),
            "other_day",
            "S1 由 11-23 09:00 改到 11-25 09:00，由 C1 改为 C2",
            "S1: 11-25 09:00 instead of 11-23 09:00, C2 instead of C1",
        ),
        (
            held(("S1", 0, "09:15", "C1")),
            "other_time",
            "S1 11-23 由 09:00 改到 09:15，仍由 C1",
            "S1: 11-23 09:15 instead of 09:00, still C1",
        ),
        (
            held(),
            "dropped",
            "S1 取消 11-23 09:00，原由 C1",
            "S1: dropped 11-23 09:00, was C1",
        ),
        (
            held(("S1", 0, "09:00", "C1"), ("S1", 7, "14:00", "C2 C3")),
            "added",
            "S1 新增 11-30 14:00，由 C2、C3",
            "S1: new 11-30 14:00, C2 and C3",
        ),
    ],
)
def test_each_kind_of_change_is_said_in_a_sentence(after, kind, zh, en):
    """One visit, one change, in both languages."""
    assert kinds(NINE, after) == [kind]
    assert said(NINE, after) == [(zh, en)]


def test_a_few_minutes_are_no_other_time():
    """Less than a quarter of an hour is nothing to speak of."""
    assert kinds(NINE, held(("S1", 0, "09:14", "C1"))) == []


def test_two_carers_are_compared_as_a_pair():
    """The order does not count; one of two replaced is another person."""
    both = held(("S1", 0, "09:00", "C1 C2"))
    assert kinds(both, held(("S1", 0, "09:00", "C2 C1"))) == []
    assert said(both, held(("S1", 0, "09:00", "C3 C1"))) == [
        (
            "S1 由 C1、C2 改为 C1、C3，11-23 09:00",
            "S1: C1 and C3 instead of C1 and C2, 11-23 09:00",
        )
    ]


def test_red_comes_first_then_the_date():
    """A change of a red senior stands above an earlier one of a green."""
    red = [("R", 5, "09:00", "C1")]
    green = [("G1", 3, "09:00", "C1"), ("G2", 1, "09:00", "C1")]
    before = held(*red, tag="red").routes + held(*green).routes
    changes = differences(plan(*before, days=DAYS), held())
    assert [change.senior_id for change in changes] == ["R", "G2", "G1"]


class TestDaysOfBothPlans:
    """Only the days that both plans cover count."""

    def test_what_is_past_is_no_change(self):
        """A plan made a day later lacks the first day's visits: they were made."""
        before = held(("S1", 0, "09:00", "C1"), ("S1", 4, "09:00", "C1"))
        after = held(("S1", 4, "09:00", "C1"), first_day=day(1))
        assert kinds(before, after) == []

    def test_a_new_day_at_the_end_adds_nothing(self):
        """Visits on days that the old plan did not have are not added."""
        after = held(("S1", 9, "09:00", "C1"), first_day=day(1))
        assert kinds(held(), after) == []

    def test_a_visit_moved_beyond_the_old_plan_is_moved(self):
        """It is not dropped: the new plan has it, a day later."""
        before = held(("S1", 8, "09:00", "C1"))
        after = held(("S1", 9, "09:00", "C1"), first_day=day(1))
        assert kinds(before, after) == ["other_day"]

    def test_plans_without_a_common_day_do_not_differ(self):
        """There is nothing to compare."""
        after = held(("S1", 10, "09:00", "C1"), first_day=day(DAYS))
        assert differences(NINE, after) == ()


class TestPairing:
    """Which visit has moved where."""

    @pytest.mark.parametrize(
        ("before", "after", "moves"),
        [
            ([0, 3, 6], [1, 4, 7], [(0, 1), (3, 4), (6, 7)]),
            ([0, 3, 6], [0, 6], [(3, None)]),
            ([0, 6], [0, 3, 6], [(None, 3)]),
            ([3, 7], [7, 8], [(3, None), (None, 8)]),
            ([0, 3, 6], [0, 4, 8], [(3, 4), (6, 8)]),
            ([0, 3, 6], [0, 5], [(3, None), (6, 5)]),
            ([2], [8], [(2, 8)]),
        ],
    )
    def test_visits_move_within_their_turn(self, before, after, moves):
        """Not up to the next visit, nor past it; the nearest is taken."""
        pairs = paired(_visits(before), _visits(after))
        days = [tuple(v and (v.date - day(0)).days for v in pair) for pair in pairs]
        assert [pair for pair in days if pair[0] != pair[1]] == moves

    def test_the_same_person_decides_between_two_days_as_near(self):
        """Of a day earlier and a day later, the one on which the same carer comes."""
        old = _visits([4])
        assert paired(old, _visits([3, 5], "AC"))[-1][0] is None
        assert paired(old, _visits([3, 5], "CA"))[0][0] is None

    @given(
        st.sets(st.integers(0, 8), max_size=5),
        st.sets(st.integers(0, 8), max_size=5),
        st.integers(),
    )
    def test_no_other_pairing_is_better(self, before, after, seed):
        """Every pairing in order that stays within the turns has been weighed."""
        rng = Random(seed)
        old, new = _drawn(rng, before), _drawn(rng, after)
        assert _worth(paired(old, new)) == min(map(_worth, _all_pairings(old, new)))


def _visits(days, carers: str = "AAAAAAAAA") -> list[PlannedVisit]:
    return [
        PlannedVisit(date=day(n), start=0, carer_ids=(who,))
        for n, who in zip(sorted(days), carers, strict=False)
    ]


def _drawn(rng: Random, days: set[int]) -> list[PlannedVisit]:
    return _visits(days, "".join(rng.choices("AB", k=len(days))))


def _worth(pairs) -> tuple[int, int, int]:
    both = [(a, b) for a, b in pairs if a and b]
    return (
        len(pairs) - len(both),
        sum(abs((a.date - b.date).days) for a, b in both),
        sum(a.carer_ids != b.carer_ids for a, b in both),
    )


def _all_pairings(old, new):
    """Return every pairing in order of dates that stays within the turns."""
    for size in range(min(len(old), len(new)) + 1):
        for left in combinations(range(len(old)), size):
            for right in combinations(range(len(new)), size):
                links = list(zip(left, right, strict=True))
                if all(_in_turn(old, new, i, j) for i, j in links):
                    yield (
                        [(old[i], new[j]) for i, j in links]
                        + [(v, None) for i, v in enumerate(old) if i not in left]
                        + [(None, v) for j, v in enumerate(new) if j not in right]
                    )


def _in_turn(old, new, i: int, j: int) -> bool:
    around_old = (
        [v.date for v in old[max(0, i - 1) : i]],
        [v.date for v in old[i + 1 :]],
    )
    around_new = (
        [v.date for v in new[max(0, j - 1) : j]],
        [v.date for v in new[j + 1 :]],
    )
    return all(
        (not before or before[0] < date) and (not after or date < after[0])
        for (before, after), date in (
            (around_old, new[j].date),
            (around_new, old[i].date),
        )
    )


MADE = st.lists(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3"]),
        st.integers(0, DAYS - 1),
        st.sampled_from(["09:00", "09:10", "10:00"]),
        st.sampled_from(["C1", "C2", "C1 C2"]),
    ),
    max_size=12,
    unique_by=lambda made: made[:2],
)


@given(MADE, MADE)
def test_the_changes_turn_the_old_plan_into_the_new(before, after):
    """Nothing is left out, nothing said twice: who comes when is as it should be."""
    changes = differences(held(*before), held(*after))
    visits = Counter((senior_id, day(n), who) for senior_id, n, _, who in before)
    for change in changes:
        if change.before:
            visits[_key(change, change.before)] -= 1
        if change.after:
            visits[_key(change, change.after)] += 1
    assert +visits == Counter(
        (senior_id, day(n), who) for senior_id, n, _, who in after
    )
    assert -visits == Counter()


def _key(change: Change, visit: PlannedVisit):
    return change.senior_id, visit.date, " ".join(visit.carer_ids)


@given(MADE, MADE)
def test_on_the_way_back_what_was_added_is_dropped(before, after):
    """As many of both, whichever plan comes first."""
    there = Counter(kinds(held(*before), held(*after)))
    back = Counter(kinds(held(*after), held(*before)))
    assert (there["added"], there["dropped"]) == (back["dropped"], back["added"])


def test_the_summary_counts_kinds_and_seniors():
    """Each senior once, however often somebody else comes."""
    before = held(
        ("S1", 0, "09:00", "C1"),
        ("S1", 7, "09:00", "C1"),
        ("S2", 0, "09:00", "C1"),
        ("S3", 0, "09:00", "C1"),
    )
    after = held(
        ("S1", 0, "09:00", "C2"),
        ("S1", 7, "09:00", "C3"),
        ("S2", 1, "09:00", "C2"),
    )
    counted = summary(differences(before, after))
    assert counted.seniors == 3
    assert counted.another_person == ("S1", "S2")
    assert counted.kinds == {
        Kind.DROPPED: 1,
        Kind.ADDED: 0,
        Kind.OTHER_DAY: 1,
        Kind.OTHER_PERSON: 2,
        Kind.OTHER_TIME: 0,
    }


def test_a_change_goes_into_json_and_back():
    """Other programs read it: dates, times and both languages."""
    (change,) = differences(NINE, held(("S1", 0, "10:00", "C1")))
    assert change.before.start == parse_time("09:00")
    assert Change.model_validate_json(change.model_dump_json()) == change
