"""A problem as arrays: windows, clocks, limits, memory and the published plan."""

from datetime import date

import numpy as np
import pytest
from builders import (
    MONDAY,
    carer,
    day,
    plan,
    problem,
    record,
    roster,
    route,
    senior,
    stop,
)

from scheduler.domain.times import parse_time
from scheduler.solver.arrays import NO_LIMIT, to_instance


def instance(*args, **changes):
    return to_instance(problem(*args, **changes))


def starts_in(*windows):
    """Return first and last starts of a visit of 15 minutes."""
    made = instance([senior(windows=windows)])
    count = made.windows[0]
    spans = zip(made.opens[0, :count], made.closes[0, :count], strict=True)
    return [(int(first), int(last)) for first, last in spans]


class TestWindows:
    """When a visit may begin."""

    @pytest.mark.parametrize(
        ("windows", "expected"),
        [
            (["09:00-10:00"], [("09:00", "09:45")]),
            (["14:00-15:00", "09:00-10:00"], [("09:00", "09:45"), ("14:00", "14:45")]),
            (["09:00-09:15"], [("09:00", "09:00")]),
            (["09:00-09:14", "10:00-11:00"], [("10:00", "10:45")]),
            (["09:00-09:14"], []),
            (["09:00-10:00", "09:30-11:00"], [("09:00", "10:45")]),
            (["09:00-12:00", "10:00-11:00"], [("09:00", "11:45")]),
            (["09:00-10:00", "09:50-11:00"], [("09:00", "09:45"), ("09:50", "10:45")]),
            (["09:00-10:00", "09:30-09:40"], [("09:00", "09:45")]),
            (["00:00-24:00"], [("00:00", "23:45")]),
        ],
    )
    def test_starts_lie_in_one_window_in_order_and_apart(self, windows, expected):
        """Windows too short are left out; starts of overlapping ones are joined."""
        times = [(parse_time(first), parse_time(last)) for first, last in expected]
        assert starts_in(*windows) == times

    def test_visiting_hours_stand_in_for_windows(self):
        """Without windows the policy's two spans count."""
        morning, afternoon = starts_in()
        assert morning == (parse_time("08:30"), parse_time("11:15"))
        assert afternoon == (parse_time("14:00"), parse_time("17:15"))


class TestClocks:
    """The turn that is open on the first day, in days from it."""

    @pytest.mark.parametrize(
        ("person", "first_ok", "due", "unavoidable"),
        [
            ({}, 0, 0, 0),
            ({"last_visit": day(-1)}, 2, 6, 0),
            ({"last_visit": day(-7)}, 0, 0, 0),
            ({"last_visit": day(-9)}, 0, -2, 2),
            ({"status": "away"}, 6, 6, 0),
            ({"status": "ended", "last_visit": day(-99)}, 6, 6, 0),
            ({"status": "away", "status_until": day(3)}, 3, 3, 0),
            ({"status": "away", "status_until": day(-3)}, 0, -3, 3),
            (
                {"status": "away", "status_until": day(1), "last_visit": day(-1)},
                2,
                2,
                0,
            ),
            ({"status": "away", "status_until": day(9)}, 9, 9, 0),
        ],
    )
    def test_green_senior_of_five_days(self, person, first_ok, due, unavoidable):
        """Interval 7, smallest gap 3; whoever is not visited lies beyond the end."""
        made = instance([senior(**person)], days=5)
        assert (made.first_ok[0], made.due[0]) == (first_ok, due)
        assert made.unavoidable[0] == unavoidable

    def test_the_later_of_both_tables_counts(self):
        """A record after the senior's noted last visit moves the clock."""
        made = instance([senior(last_visit=day(-9))], records=[record(on=day(-4))])
        assert made.due[0] == 3

    def test_smallest_gap_of_nothing_is_a_day(self):
        """Two visits on one day are never allowed."""
        rules = dict(problem().policy.tags)
        rules["green"] = rules["green"].replace(min_gap_days=0)
        policy = problem().policy.replace(tags=rules)
        assert instance(policy=policy).gap[0] == 1

    def test_a_day_early_costs_its_part_of_the_interval(self):
        """A green visit a day early costs a seventh of the weight, late the tag's."""
        made = instance()
        assert made.early[0] == pytest.approx(300 / 7)
        assert made.late[0] == 10_000


class TestLimits:
    """What a carer may do in a day and in a week."""

    def test_no_limits(self):
        """Without limits there is room for any number."""
        made = instance()
        assert made.max_visits[0, 0] == made.max_work[0, 0] == NO_LIMIT

    def test_visits_a_day(self):
        """The limit holds on every day; 0 is a limit too."""
        made = instance(carers=[carer(max_visits_per_day=0)], days=2)
        assert made.max_visits.tolist() == [[0, 0]]

    @pytest.mark.parametrize(
        ("records", "left"),
        [
            ([], 100),
            ([record(on=MONDAY, minutes=30)], 70),
            ([record(on=day(6), minutes=30)], 70),
            ([record(on=day(-1), minutes=30)], 100),
            ([record(on=MONDAY, minutes=None)], 85),
            ([record(on=MONDAY, minutes=None, outcome="phone")], 100),
            ([record(on=MONDAY, minutes=5, outcome="no_answer")], 95),
            ([record(on=MONDAY, minutes=30, carer_id="C2")], 100),
            ([record(on=MONDAY, minutes=300)], 0),
        ],
    )
    def test_records_of_the_week_are_worked_already(self, records, left):
        """Noted minutes count; a valid visit without them counts its visit time."""
        made = instance(
            carers=[carer(max_minutes_per_week=100)],
            records=records,
            first_day=day(2),
        )
        assert made.max_work[0, 0] == 60 * left

    def test_both_rows_of_a_two_person_visit_count(self):
        """Each carer has worked what their own row says."""
        made = instance(
            carers=[carer(f"C{n}", max_minutes_per_week=100) for n in (1, 2)],
            records=[
                record(on=MONDAY, minutes=20),
                record(on=MONDAY, minutes=40, carer_id="C2"),
            ],
        )
        assert made.max_work[:, 0].tolist() == [60 * 80, 60 * 60]

    def test_weeks_begin_on_mondays(self):
        """From a Saturday on, the third day is the first of another week."""
        made = instance(
            carers=[carer(max_minutes_per_week=100)],
            records=[record(on=day(4), minutes=30)],
            first_day=day(5),
            days=10,
        )
        assert made.week.tolist() == [0, 0, *[1] * 7, 2]
        assert made.max_work[0].tolist() == [60 * 70, 60 * 100, 60 * 100]

    def test_fair_shares_follow_the_hours_on_shift(self):
        """Two hours of twelve are a sixth."""
        made = instance(
            carers=[carer("C1"), carer("C2")],
            roster=roster("C1", hours="08:00-10:00")
            + roster("C2", hours="08:00-13:00;13:00-18:00"),
        )
        assert made.share.tolist() == pytest.approx([1 / 6, 5 / 6])


class TestMemory:
    """Whom a senior has met."""

    def test_a_carer_is_known_for_four_weeks(self):
        """The last valid record decides; other outcomes leave no memory."""
        made = instance(
            carers=[carer("C1"), carer("C2")],
            records=[
                record(on=day(-9)),
                record(on=day(-3)),
                record(on=day(-2), outcome="phone"),
                record(on=day(-2), carer_id="C2", outcome="refused"),
                record(on=day(-2), carer_id="gone"),
            ],
        )
        assert made.met_until[0, 0] == 25
        assert made.met_until[0, 1] < -1000

    def test_wishes_for_carers_who_have_left_stay_wishes(self):
        """Nobody can meet them, but the visit is still by nobody preferred."""
        made = instance([senior(prefer=("C9",))])
        assert made.preferred.sum() == 0
        assert made.has_preference.tolist() == [1]


def with_published(*routes):
    """Return two seniors and carers over three days, and a plan they hold."""
    of = problem([senior("S1"), senior("S2")], [carer("C1"), carer("C2")], days=3)
    return to_instance(of, plan(*routes, days=3))


class TestPublished:
    """Who comes on which day by the published plan."""

    def test_one_and_two_carers(self):
        """A visit's carers stand beside one another, -1 where nobody comes."""
        both = {"partners": ("C2",)}
        made = with_published(
            route(stop("S1")),
            route(stop("S2", **both), on=day(2)),
            route(stop("S2"), on=day(2), carer_id="C2"),
        )
        assert made.published[0].tolist() == [[0, -1], [-1, -1], [-1, -1]]
        assert sorted(made.published[1, 2].tolist()) == [0, 1]

    def test_what_is_gone_is_left_out(self):
        """Other days, seniors no longer listed, carers who have left."""
        made = with_published(
            route(stop("S1"), on=day(-1)),
            route(stop("S1"), on=day(3)),
            route(stop("S9")),
            route(stop("S2"), on=day(1), carer_id="C9"),
        )
        assert (made.published == -1).all()

    def test_changes_cost_only_where_a_plan_was_published(self):
        """Without a published plan the weight of stability is off."""
        assert instance().stability_weight == 0.0
        assert with_published().stability_weight == 300.0


def test_vehicles_are_shifts_in_order_of_days():
    """Each shift is a vehicle; the first of each day is known, and the end of all."""
    made = instance(
        carers=[carer("C2"), carer("C1")],
        roster=roster("C1", hours="08:00-11:00;13:00-24:00", days=["mon"])
        + roster("C2", days=["wed"]),
        days=4,
    )
    assert made.vehicle_day.tolist() == [0, 0, 2]
    assert made.vehicle_carer.tolist() == [0, 0, 1]
    assert made.vehicle_end.tolist() == [11 * 3600, 24 * 3600, 18 * 3600]
    assert made.first_vehicle.tolist() == [0, 2, 2, 3, 3]


def test_nearest_seniors_come_first_themselves_at_the_head():
    """Neighbours are counted by the way there and back."""
    of = problem([senior(f"S{n}") for n in range(4)])
    seconds = of.travel.seconds.copy()
    seconds[0, 0, 1], seconds[0, 1, 0], seconds[0, 0, 3] = 500, 0, 5
    travel = type(of.travel)(
        senior_ids=of.travel.senior_ids,
        base_ids=of.travel.base_ids,
        seconds=seconds.astype(np.int32),
        carer_profile=of.travel.carer_profile,
        carer_base=of.travel.carer_base,
    )
    assert to_instance(of.replace(travel=travel)).near[0].tolist() == [0, 3, 2, 1]


def test_travel_to_is_travel_the_other_way_round():
    """Row and column change places, so that both ways lie together."""
    made = instance([senior("S1"), senior("S2")])
    assert np.array_equal(made.travel_to, made.travel.transpose(0, 2, 1))


def test_year_and_month_ends_do_not_matter():
    """Days are counted, not their numbers."""
    made = instance(
        [senior(last_visit=date(2027, 12, 28))], first_day=date(2028, 1, 1), days=3
    )
    assert (made.due[0], made.first_ok[0]) == (3, 0)
