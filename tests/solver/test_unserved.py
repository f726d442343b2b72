"""Who gets no visit, why, and the change that would help."""

from datetime import timedelta

import pytest
from builders import MONDAY, carer, day, problem, record, roster, route, senior
from builders import stop as visit

from scheduler.domain.policy import DEFAULT_TAGS, Policy
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.solver.unserved import Reason, unserved


def english(of, *routes):
    return unserved(of, routes, Language.EN)


def only(of, *routes):
    (entry,) = english(of, *routes)
    return entry


def test_everybody_visited_leaves_nobody():
    """A senior with a visit is not listed."""
    assert unserved(problem(), [route(visit())]) == ()


def test_not_due_within_the_plan_is_not_listed():
    """A senior due on the day after the last planned day is not listed."""
    of = problem(records=(record(on=day(-6)),), days=1)
    assert unserved(of, ()) == ()


def test_due_on_the_last_day_counts_one_day_late():
    """A turn due on the last day is open, so one day late when the plan ends."""
    entry = only(problem(records=(record(on=day(-7)),), days=1))
    assert (entry.due, entry.days_late) == (MONDAY, 1)


def test_sentence_names_senior_tag_due_date_and_days_late():
    """Both languages say who, which tag, when due and how late."""
    of = problem([senior("S1", "red")], carers=[], days=2)
    (zh,), (en,) = unserved(of, ()), english(of)
    for part in ("S1", "红色", "2026-11-23", "逾期 2 天"):
        assert part in zh.says
    for part in ("S1", "red", "2026-11-23", "2 days late"):
        assert part in en.says


def test_red_comes_first_then_the_longest_overdue():
    """The list runs from the most urgent tag down, oldest due date first."""
    of = problem(
        [senior("S1"), senior("S2", "red"), senior("S3"), senior("S4", "orange")],
        carers=[],
        records=(record("S3", on=day(-9)),),
    )
    assert [entry.senior_id for entry in english(of)] == ["S2", "S4", "S3", "S1"]


def test_open_ended_pause_is_not_listed_but_a_pause_that_ends_is():
    """Only those who may be visited within the plan are due."""
    of = problem(
        [
            senior("S1", status="hospital"),
            senior("S2", status="away", status_until=day(1)),
            senior("S3", status="away", status_until=day(2)),
            senior("S4", status="ended"),
        ],
        carers=[],
        days=2,
    )
    assert [entry.senior_id for entry in english(of)] == ["S2"]


class TestNobodyQualified:
    """The team has nobody, or too few, who may visit."""

    @pytest.mark.parametrize(
        ("needs", "has", "remedy"),
        [
            ({"skills": ("sign",)}, {}, "Give C1 the skill sign"),
            ({"avoid": ("C1",)}, {}, "Ask S1 to take C1 off the avoid list"),
            ({"gender": "female"}, {"gender": "male"}, "carer of any gender"),
            ({"tag": "red"}, {"role": "volunteer"}, "Allow the role volunteer"),
        ],
    )
    def test_the_one_thing_missing_is_the_remedy(self, needs, has, remedy):
        """A carer with time who lacks one thing is proposed, with the time."""
        entry = only(problem([senior(**needs)], [carer(**has)]))
        assert entry.reason == Reason.NO_QUALIFIED_CARER
        assert remedy in entry.remedy
        assert "C1 can then visit on 2026-11-23 08:30" in entry.remedy

    def test_two_things_missing_have_no_single_remedy(self):
        """Nothing is proposed that would not be enough."""
        of = problem([senior(skills=("sign", "dialect"))])
        assert only(of).remedy is None

    def test_a_lack_is_no_remedy_where_the_carer_has_no_time(self):
        """A carer whose shift is too short to get there is not proposed."""
        of = problem(
            [senior(skills=("sign",))], roster=roster("C1", hours="09:00-09:10")
        )
        assert only(of).remedy is None

    def test_avoid_is_easier_to_mend_than_a_skill(self):
        """Of two carers who lack one thing, the easier is proposed."""
        of = problem(
            [senior(skills=("sign",), avoid=("C2",))],
            [carer("C1"), carer("C2", skills=("sign",))],
        )
        assert "C2" in only(of).remedy

    def test_two_companions_may_not_go_alone(self):
        """Two police officers are enough people but nobody may lead."""
        of = problem(
            [senior(carers_needed=2)], [carer("P1", "police"), carer("P2", "police")]
        )
        entry = only(of)
        assert entry.reason == Reason.NO_QUALIFIED_CARER
        assert "P1, P2" in entry.says

    def test_one_carer_is_too_few_for_two(self):
        """A second who lacks one thing is proposed beside the one who may."""
        of = problem(
            [senior(carers_needed=2, avoid=("C2",))], [carer("C1"), carer("C2")]
        )
        entry = only(of)
        assert entry.reason == Reason.NO_QUALIFIED_CARER
        assert "take C2 off the avoid list" in entry.remedy
        assert "C1 and C2 can then visit on 2026-11-23 08:30" in entry.remedy


class TestNoShiftInWindow:
    """Somebody may visit, but never in the senior's hours."""

    def test_shift_ends_a_minute_early(self):
        """A shift that just misses the way home is proposed to end later."""
        of = problem(
            [senior(windows=["09:00-09:15"])],
            roster=roster("C1", hours="08:00-09:15"),
        )
        entry = only(of)
        assert entry.reason == Reason.NO_SHIFT_IN_WINDOW
        assert "08:00-09:15, end 5 minutes later (09:20)" in entry.remedy

    def test_shift_long_enough_to_the_second_is_no_reason(self):
        """One that ends just when the carer is home leaves only room unused."""
        of = problem(
            [senior(windows=["09:00-09:15"])],
            roster=roster("C1", hours="08:00-09:16"),
        )
        assert only(of).reason == Reason.LEFT_OUT

    def test_shift_starts_too_late(self):
        """A shift that arrives after the window is proposed to begin earlier."""
        of = problem(
            [senior(windows=["09:00-09:15"])],
            roster=roster("C1", hours="09:00-17:00"),
        )
        assert "begin 5 minutes earlier (08:55)" in only(of).remedy

    def test_never_into_the_next_shift_or_leave(self):
        """A break of no length and a leave leave an extra day only."""
        rows = (
            *roster("C1", hours="09:00-10:00", days=[MONDAY]),
            *roster("C1", hours="08:00-09:00", days=[MONDAY], kind="leave"),
            *roster("C1", hours="10:00-11:00", days=[MONDAY], kind="leave"),
        )
        of = problem([senior(windows=["08:40-09:05"])], roster=rows, days=2)
        remedy = only(of).remedy
        assert "Widen" in remedy
        far = problem([senior(visit_minutes=61)], roster=rows, days=2)
        assert "extra shift on 2026-11-24, 08:30-09:35" in only(far).remedy

    def test_nobody_on_duty_brings_an_extra_shift(self):
        """A qualified carer without any shift is asked in on a day off."""
        of = problem(roster=(), days=1)
        entry = only(of)
        assert entry.reason == Reason.NO_SHIFT_IN_WINDOW
        assert "C1 an extra shift on 2026-11-23, 08:30-08:50" in entry.remedy

    def test_two_who_never_meet(self):
        """Two carers on duty at different times cannot go together."""
        of = problem(
            [senior(carers_needed=2)],
            [carer("C1"), carer("C2")],
            roster=(
                *roster("C1", hours="08:00-11:00"),
                *roster("C2", hours="11:00-17:00"),
            ),
        )
        entry = only(of)
        assert entry.reason == Reason.NO_SHIFT_IN_WINDOW
        assert (
            "C1 on 2026-11-23, 08:00-11:00, end 20 minutes later (11:20)"
            in entry.remedy
        )
        assert "C1 and C2 can then visit" in entry.remedy


class TestNoCapacity:
    """All who could come are booked."""

    def full_morning(self, **changes):
        """Return one visit from 09:01 to 09:16 filling the only shift, and one left."""
        fields = {"roster": roster("C1", hours="09:00-09:17")} | changes
        of = problem([senior("S1"), senior("S2")], **fields)
        return of, route(visit("S1", "09:01"), shift="09:00-09:17")

    def test_full_shift_is_proposed_to_end_later(self):
        """The exact extra minutes are found: one leg and one visit, rounded up."""
        of, booked = self.full_morning()
        entry = only(of, booked)
        assert entry.reason == Reason.NO_CAPACITY
        assert "09:00-09:17, end 18 minutes later (09:35)" in entry.remedy

    def test_proposed_shift_really_serves(self):
        """With the proposed shift the senior is no longer out of reach."""
        of, booked = self.full_morning(roster=roster("C1", hours="09:00-09:35"))
        booked = booked.replace(shift_end=9 * 3600 + 35 * 60)
        assert only(of, booked).reason == Reason.LEFT_OUT

    def test_daily_limit_is_the_remedy_where_it_alone_binds(self):
        """A carer with time but at the daily cap is proposed one visit more."""
        of = problem(
            [senior("S1"), senior("S2")],
            [carer(max_visits_per_day=1)],
        )
        entry = only(of, route(visit("S1")))
        assert entry.reason == Reason.NO_CAPACITY
        assert "limit of C1 from 1 to 2 visits a day" in entry.remedy

    def test_weekly_limit_counts_recorded_minutes(self):
        """Minutes recorded in the same week use up the limit; the rest is named."""
        of = problem(
            [senior("S1")],
            [carer(max_minutes_per_week=30)],
            first_day=day(1),
            records=(
                record("S1", on=day(-8)),
                record("S1", MONDAY, minutes=20, outcome="no_answer"),
            ),
        )
        entry = only(of)
        assert entry.reason == Reason.NO_CAPACITY
        assert "from 30 to 37 minutes a week" in entry.remedy

    def test_two_person_visit_waits_for_the_second(self):
        """One has time, the other's shift is full: the other's is made longer."""
        of = problem(
            [senior("S1"), senior("S2", carers_needed=2)],
            [carer("C1"), carer("C2")],
            roster=(
                *roster("C1", hours="09:00-09:17"),
                *roster("C2", hours="09:00-12:00"),
            ),
        )
        booked = route(visit("S1", "09:01"), shift="09:00-09:17")
        entry = only(of, booked)
        assert entry.reason == Reason.NO_CAPACITY
        assert "C1 and C2 can then visit" in entry.remedy

    @pytest.mark.parametrize(
        ("partners", "reason"),
        [((), Reason.LEFT_OUT), (("C2",), Reason.NO_CAPACITY)],
    )
    def test_start_of_a_two_person_visit_is_never_moved(self, partners, reason):
        """A stop at 09:10 makes room for another by moving to 09:17, unless shared."""
        of = problem(
            [senior("S1"), senior("S2")], roster=roster("C1", hours="09:00-09:36")
        )
        stop = visit("S1", "09:10", partners=partners)
        assert only(of, route(stop, shift="09:00-09:36")).reason == reason


class TestEachKind:
    """In each smallest case another kind of change is the cheapest."""

    def moved(self, **changes):
        """Return C1 with S1, C2 with nothing, and S2 whom only C1 may visit."""
        hours = roster("C1", "C2", hours="09:00-09:17")
        carers = [carer("C1", skills=("sign",)), carer("C2", **changes)]
        of = problem(
            [senior("S1"), senior("S2", skills=("sign",))], carers, roster=hours
        )
        return only(of, route(visit("S1", "09:01"), shift="09:00-09:17"))

    def test_another_visit_moves_to_a_carer_with_time(self):
        """Two more legs and a visit would cost 18 minutes, a move counts as ten."""
        assert self.moved().remedy == (
            "Move the visit to S1 on 2026-11-23 from C1 (shift 09:00-09:17) to C2 "
            "(shift 09:00-09:17, at 09:01); C1 can then visit on 2026-11-23 09:01."
        )

    def test_no_visit_moves_to_a_carer_at_the_limit(self):
        """C2 may make no visit at all, so C1 is asked to stay longer."""
        assert "end 18 minutes later" in self.moved(max_visits_per_day=0).remedy

    def test_longer_shift_in_chinese(self):
        """The sentence says who, which day, how many minutes, and until when."""
        of = problem(
            [senior(windows=["09:00-09:15"])],
            roster=roster("C1", hours="08:00-09:15"),
        )
        (entry,) = unserved(of, ())
        assert entry.remedy == (
            "把 C1 2026-11-23 的班次 08:00-09:15 延长 5 分钟（至 09:20），"
            "C1 可在 2026-11-23 09:00 上门。"
        )

    def test_shift_and_week_grow_together(self):
        """A longer shift beyond the weekly limit names both numbers."""
        of = problem(
            [senior("S1"), senior("S2")],
            [carer(max_minutes_per_week=20)],
            roster=roster("C1", hours="09:00-09:17"),
        )
        remedy = only(of, route(visit("S1", "09:01"), shift="09:00-09:17")).remedy
        assert "end 18 minutes later (09:35) and raise the limit of C1" in remedy
        assert "from 20 to 33 minutes a week" in remedy

    def test_window_a_little_wider(self):
        """Twenty minutes of the senior's are cheaper than 23 of the carer's."""
        of = problem(
            [senior(windows=["09:20-09:35"])], roster=roster("C1", hours="09:00-09:17")
        )
        assert "Widen the window 09:20-09:35 of S1 to 09:00-09:35" in only(of).remedy

    def test_a_day_late_where_nothing_else_is_possible(self):
        """On duty next Monday only, and not to be asked on any other day."""
        rows = (
            *roster("C1", days=["mon"]),
            *(row for off in (0, 1) for row in roster(days=[day(off)], kind="leave")),
        )
        entry = only(problem(roster=rows, days=2))
        assert entry.remedy == (
            "Let the visit wait until 2026-11-30, after the plan and not planned yet "
            "(7 days late); C1 can then visit on 2026-11-30 08:30."
        )

    def test_every_day_late_counts(self):
        """Twenty minutes today are cheaper than five tomorrow, a day late."""
        rows = (
            *roster("C1", hours="09:00-09:12", days=[MONDAY]),
            *roster("C1", hours="09:00-09:16", days=[day(1)]),
        )
        of = problem([senior(windows=["09:00-17:00"])], roster=rows, days=2)
        assert "on 2026-11-23, 09:00-09:12, end 8 minutes later" in only(of).remedy

    def test_minutes_of_two_carers_add_up(self):
        """Both of a two-person visit stay longer where neither has the time."""
        of = problem(
            [senior("S1", carers_needed=2, windows=["09:00-09:30"])],
            [carer("C1"), carer("C2")],
            roster=(
                *roster("C1", hours="09:00-09:10"),
                *roster("C2", hours="09:00-09:15"),
            ),
        )
        assert only(of).remedy == (
            "Let the shift of C2 on 2026-11-23, 09:00-09:15, end 5 minutes later "
            "(09:20) and let the shift of C1 on 2026-11-23, 09:00-09:10, end 10 "
            "minutes later (09:20); C1 and C2 can then visit on 2026-11-23 09:01."
        )


class TestLeftOut:
    """There is room that the plan does not use."""

    def test_place_in_a_route_is_named(self):
        """The remedy says who can come, and when."""
        entry = only(problem())
        assert entry.reason == Reason.LEFT_OUT
        assert "C1 can then visit on 2026-11-23 08:30" in entry.remedy


def test_gap_longer_than_the_interval_is_said():
    """A policy that forbids the visit until after the plan is named as the reason."""
    green = DEFAULT_TAGS[Tag.GREEN].replace(min_gap_days=20)
    of = problem(
        records=(record(on=day(-8)),),
        policy=Policy(tags={**DEFAULT_TAGS, Tag.GREEN: green}),
    )
    entry = only(of)
    assert entry.reason == Reason.NOT_YET_ALLOWED
    assert str(MONDAY + timedelta(days=12)) in entry.says
