"""One visit moved by hand: what was asked, nothing else, and no rule broken."""

from datetime import date

import pytest
from builders import (
    carer,
    day,
    plan,
    problem,
    record,
    roster,
    route,
    senior,
    unserved,
)
from builders import stop as visit

from scheduler.changes.move import Moved, move
from scheduler.changes.requests import Move, UnfitMoveError
from scheduler.check.referee import check
from scheduler.domain.plan import Plan, VisitKey
from scheduler.domain.policy import Policy, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.times import format_minute, parse_time
from scheduler.domain.words import Tag
from scheduler.errors import Language
from scheduler.solver.solve import solve

PLAIN = Policy(weights=Weights(fairness=0.0))
"""Nothing is said of how evenly work is spread."""

TEAM = [carer("C1"), carer("C2")]


def two_homes(**changes) -> Problem:
    """Return a day on which C1, who knows S1 and S2, and C2 are on duty."""
    known = [record("S1", day(-7)), record("S2", day(-7))]
    seniors = [senior("S1"), senior("S2")]
    return problem(seniors, TEAM, records=known, policy=PLAIN, **changes)


def both_by_c1(of: Problem) -> Plan:
    return plan(route(visit("S1", "09:00"), visit("S2", "10:00")), of=of)


def made(of: Problem, before: Plan, request: Move, **options) -> Moved:
    """Return what comes of a move that the referee finds nothing wrong with."""
    moved = move(of, before, request, **options)
    assert moved.violations == ()
    assert moved.plan is not None
    report = check(of, moved.plan)
    assert report.violations == moved.still_broken
    assert moved.plan.kpis == report.kpis
    assert not report.stale
    return moved


def refused(of: Problem, before: Plan, request: Move) -> list[str]:
    """Return the rules that a move would break."""
    moved = move(of, before, request)
    assert moved.plan is None
    assert moved.cost is None
    return [violation.rule for violation in moved.violations]


def who_when(of: Plan) -> list[tuple[str, int, str, str]]:
    """Return senior, day, carer and start of every stop."""
    return sorted(
        (s.senior_id, (r.date - of.first_day).days, r.carer_id, format_minute(s.start))
        for r, s in of.stops()
    )


class TestOtherCarer:
    """Somebody else comes on the same day."""

    def test_the_visit_goes_to_the_other_route(self):
        """It stays at its time of day, pinned; the other visit stays as it is."""
        of = two_homes()
        moved = made(of, both_by_c1(of), Move(
            senior_id="S2", date=day(0), carer_ids=("C2",)
        ))  # fmt: skip
        assert [row[:3] for row in who_when(moved.plan)] == [
            ("S1", 0, "C1"),
            ("S2", 0, "C2"),
        ]
        assert moved.pin == (VisitKey("S2", day(0)), ("C2",))
        assert moved.pins == {VisitKey("S2", day(0))}
        assert ("S1", 0, "C1", "09:00") in who_when(moved.plan)

    def test_its_price_is_said_in_words(self):
        """Two ways of two legs for one of three; C2 has never been at S2."""
        of = two_homes()
        moved = made(of, both_by_c1(of), Move(
            senior_id="S2", date=day(0), carer_ids=("C2",)
        ))  # fmt: skip
        assert moved.cost.says.zh == "多走 1 分钟，多 1 张新面孔"
        assert moved.cost.says.en == "costs 1 minute, 1 new face"
        assert moved.cost.total == 60 + 600

    def test_the_way_back_saves_what_it_cost(self):
        """There and back leaves who comes when, under an id of its own."""
        of = two_homes()
        before = both_by_c1(of)
        there = made(of, before, Move(
            senior_id="S2", date=day(0), carer_ids=("C2",), start="10:00"
        ))  # fmt: skip
        back = made(of, there.plan, Move(
            senior_id="S2", date=day(0), carer_ids=("C1",), start="10:00"
        ))  # fmt: skip
        assert who_when(back.plan) == who_when(before)
        assert back.cost.total == -there.cost.total
        assert back.cost.says.en == "saves 1 minute, 1 new face"
        ids = {before.plan_id, there.plan.plan_id, back.plan.plan_id}
        assert len(ids) == 3

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"avoid": ("C2",)}, "carer_avoided"),
            ({"skills": ("a",)}, "skill_missing"),
            ({"gender": "female"}, "gender_not_accepted"),
        ],
    )
    def test_who_may_not_come_is_refused(self, changes, rule):
        """With the rule, and without a plan."""
        first = carer("C1", skills=("a",), gender="female")
        of = problem([senior("S1", **changes)], [first, carer("C2")])
        before = plan(route(visit()), of=of)
        request = Move(senior_id="S1", date=day(0), carer_ids=("C2",))
        assert rule in refused(of, before, request)

    def test_who_is_off_duty_is_refused(self):
        """The roster has no shift for C2."""
        of = two_homes(roster=roster("C1"))
        request = Move(senior_id="S2", date=day(0), carer_ids=("C2",))
        assert refused(of, both_by_c1(of), request) == ["off_duty"]

    def test_who_has_no_time_is_refused(self):
        """The shift of C2 is over before the visit could be."""
        of = two_homes(roster=roster("C1") + roster("C2", hours="08:00-08:40"))
        request = Move(senior_id="S2", date=day(0), carer_ids=("C2",))
        assert set(refused(of, both_by_c1(of), request)) <= {
            "outside_shift",
            "home_late",
        }

    def test_the_half_of_the_day_stays(self):
        """C2 comes in the afternoon although the morning would be shorter."""
        seniors = [senior(f"S{n}") for n in (1, 2, 3)]
        of = problem(seniors, TEAM, policy=PLAIN)
        before = plan(
            route(visit("S1", "15:00")),
            route(visit("S2", "09:00"), visit("S3", "09:16"), carer_id="C2"),
            of=of,
        )
        moved = made(of, before, Move(
            senior_id="S1", date=day(0), carer_ids=("C2",)
        ))  # fmt: skip
        assert ("S1", 0, "C2", "14:00") in who_when(moved.plan)


class TestOtherTimes:
    """The other visits of the routes concerned."""

    REQUEST = Move(senior_id="S1", date=day(0), carer_ids=("C2",))

    def test_nobody_is_visited_earlier(self):
        """What is taken out leaves a gap, and what follows stays at its time."""
        of = two_homes()
        moved = made(of, both_by_c1(of), self.REQUEST)
        assert ("S2", 0, "C1", "10:00") in who_when(moved.plan)
        assert [change.senior_id for change in moved.changes] == ["S1"]

    def test_others_are_visited_later_only_as_far_as_they_must(self):
        """A visit put first at a given time makes the next one wait for its turn."""
        of = two_homes()
        request = Move(senior_id="S2", date=day(0), start="08:50")
        moved = made(of, both_by_c1(of), request)
        assert who_when(moved.plan) == [
            ("S1", 0, "C1", "09:06"),
            ("S2", 0, "C1", "08:50"),
        ]

    def test_others_are_visited_earlier_where_else_there_is_no_room(self):
        """The shift ends at 10:17: S2 at 10:00 only if S1 comes before it."""
        of = two_homes(roster=roster("C1", "C2", hours="08:00-10:17"))
        before = plan(
            route(visit("S1", "10:00")), route(visit("S2"), carer_id="C2"), of=of
        )
        request = Move(senior_id="S2", date=day(0), carer_ids=("C1",), start="10:00")
        moved = made(of, before, request)
        assert [row[0] for row in who_when(moved.plan) if row[3] == "10:00"] == ["S2"]

    def test_a_pinned_visit_stays_in_its_window(self):
        """Two in the afternoon would fit only if the pinned one were in the morning."""
        of = two_homes(roster=roster("C1", "C2", hours="10:00-14:20"))
        before = plan(
            route(visit("S1", "14:00")), route(visit("S2", "14:00"), carer_id="C2"),
            of=of,
        )  # fmt: skip
        request = Move(senior_id="S2", date=day(0), carer_ids=("C1",), start="14:00")
        moved = made(of, before, request)
        assert ("S1", 0, "C1", "11:15") in who_when(moved.plan)
        pinned = frozenset({VisitKey("S1", day(0))})
        assert move(of, before, request, pinned=pinned).plan is None

    def test_a_time_that_cannot_be_is_refused(self):
        """At 09:00 C1 is with S1; before 08:30 nobody is at home to visitors."""
        of = two_homes()
        before = both_by_c1(of)
        tight = two_homes(roster=roster("C1", hours="08:58-10:30"))
        request = Move(senior_id="S2", date=day(0), start="09:00")
        assert "home_late" not in refused(tight, before, Move(
            senior_id="S2", date=day(0), start="08:00"
        ))  # fmt: skip
        assert refused(of, before, Move(
            senior_id="S2", date=day(0), start="08:20"
        )) == ["outside_window"]  # fmt: skip
        assert made(tight, before, request)


class TestOtherDay:
    """The visit moves within the run of days."""

    OF = problem([senior("S1", "red", last_visit=day(-2))], TEAM, days=6, policy=PLAIN)
    BEFORE = plan(
        route(visit(tag="red", minutes=20, due=day(1)), on=day(1)),
        route(visit(tag="red", minutes=20, due=day(4)), on=day(4)),
        of=OF,
    )

    def test_what_follows_falls_due_later(self):
        """The next turn begins with the moved visit."""
        request = Move(senior_id="S1", date=day(1), to_date=day(2))
        moved = made(self.OF, self.BEFORE, request)
        dues = [stop.due for _, stop in moved.plan.stops()]
        assert dues == [day(1), day(5)]
        assert moved.cost.late_days[Tag.RED] == 1
        assert moved.cost.says.zh.startswith("红色多逾期 1 天")
        assert moved.cost.says.en.startswith("costs 1 red day late")

    def test_an_earlier_pin_goes_with_it(self):
        """The old day is free again, the new one fixed."""
        request = Move(senior_id="S1", date=day(1), to_date=day(2))
        pinned = frozenset(VisitKey("S1", day(n)) for n in (1, 4))
        moved = made(self.OF, self.BEFORE, request, pinned=pinned)
        assert moved.pins == {VisitKey("S1", day(n)) for n in (2, 4)}

    @pytest.mark.parametrize(
        ("to", "rule"), [(day(4), "twice_a_day"), (day(9), "outside_days")]
    )
    def test_a_day_that_cannot_be_is_refused(self, to: date, rule):
        """One visit a day, and only on planned days."""
        request = Move(senior_id="S1", date=day(1), to_date=to)
        assert rule in refused(self.OF, self.BEFORE, request)

    def test_the_smallest_gap_is_kept(self):
        """An orange senior is not visited on two days running."""
        of = problem([senior("S1", "orange")], days=6)
        before = plan(
            route(visit(tag="orange")),
            route(visit(tag="orange", due=day(5)), on=day(5)),
            of=of,
        )
        request = Move(senior_id="S1", date=day(5), to_date=day(1))
        assert refused(of, before, request) == ["too_soon"]


class TestTwoCarers:
    """Both move, or one of them is replaced."""

    OF = problem(
        [senior(carers_needed=2), senior("S2")],
        [*TEAM, carer("C3"), carer("C4")],
        policy=PLAIN,
    )

    def before(self) -> Plan:
        """Return a plan in which C1 and C2 see S1 together, then C1 sees S2."""
        both = [
            route(
                visit(start="10:00", partners=(other,)),
                *([visit("S2", "10:30")] if who == "C1" else []),
                carer_id=who,
            )
            for who, other in (("C1", "C2"), ("C2", "C1"))
        ]
        return plan(*both, of=self.OF)

    def test_one_is_replaced(self):
        """They come at the old time, and the one who stays has no other day for it."""
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3",), instead_of="C2")
        moved = made(self.OF, self.before(), request)
        assert who_when(moved.plan) == [
            ("S1", 0, "C1", "10:00"),
            ("S1", 0, "C3", "10:00"),
            ("S2", 0, "C1", "10:30"),
        ]
        assert moved.pin == (VisitKey("S1", day(0)), ("C1", "C3"))

    def test_both_are_replaced(self):
        """They begin together, as soon as both are there."""
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3", "C4"))
        moved = made(self.OF, self.before(), request)
        starts = {row[3] for row in who_when(moved.plan) if row[0] == "S1"}
        assert starts == {"08:30"}

    def test_both_meet_at_a_given_time(self):
        """The same two, an hour later; the visit after theirs comes before it."""
        request = Move(senior_id="S1", date=day(0), start="11:00")
        moved = made(self.OF, self.before(), request)
        assert {row[3] for row in who_when(moved.plan) if row[0] == "S1"} == {"11:00"}
        assert ("S2", 0, "C1", "10:30") in who_when(moved.plan)

    def test_the_old_time_is_kept_although_another_would_be_shorter(self):
        """C3 need not wait next to another visit, but people have been told a time."""
        seniors = [*self.OF.seniors, senior("S3")]
        of = problem(seniors, self.OF.carers, policy=PLAIN)
        before = plan(
            *self.before().routes, route(visit("S3", "08:45"), carer_id="C3"), of=of
        )
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3",), instead_of="C2")
        moved = made(of, before, request)
        assert {row[3] for row in who_when(moved.plan) if row[0] == "S1"} == {"10:00"}

    def test_two_meet_as_soon_as_both_can(self):
        """C3 is free early, C4 only until ten: C3 does not come as late as may be."""
        of = problem(
            [senior(carers_needed=2), senior("S2")],
            self.OF.carers,
            policy=PLAIN,
            roster=roster("C1", "C2", "C3") + roster("C4", hours="08:00-10:00"),
        )
        both = [r.replace(stops=r.stops[:1]) for r in self.before().routes]
        late = route(visit("S2", "11:00"), carer_id="C3")
        before = plan(
            *(route(*r.stops, carer_id=r.carer_id) for r in both), late, of=of
        )
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3", "C4"))
        moved = made(of, before, request)
        assert {row[3] for row in who_when(moved.plan) if row[0] == "S1"} == {"08:30"}

    def test_one_alone_is_refused(self):
        """The senior needs two."""
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3",))
        assert refused(self.OF, self.before(), request) == ["too_few_carers"]

    def test_two_who_cannot_meet_are_refused(self):
        """One is on duty in the morning, the other in the afternoon."""
        hours = roster("C1", "C2", "C3", hours="08:00-12:00")
        of = self.OF.replace(roster=hours + roster("C4", hours="13:00-18:00"))
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3", "C4"))
        assert refused(of, self.before(), request)


class TestWishedHours:
    """A visit is put where its hours are wished for, if that is worth it."""

    def placed(self, **weights) -> str:
        """Return when S2, who wishes for three o'clock, is put in after S1."""
        wishing = senior("S2", prefer_windows=("15:00-16:00",))
        policy = Policy(weights=Weights(fairness=0.1, **weights))
        of = problem([senior("S1"), wishing], [carer("C1")], policy=policy)
        before = plan(route(visit("S1", "09:00")), of=of, unserved=(unserved("S2"),))
        request = Move(senior_id="S2", to_date=day(0), carer_ids=("C1",))
        rows = who_when(made(of, before, request).plan)
        return next(row[3] for row in rows if row[0] == "S2")

    def test_a_wish_is_kept_where_it_has_a_price(self):
        """Hours of waiting are cheaper than 10 s for each minute unwished."""
        assert self.placed() == "15:00"

    def test_a_wish_without_a_price_is_not(self):
        """Without the weight the carer is home as soon as can be."""
        assert self.placed(prefer_minutes=0) < "10:00"


class TestOneAfterTheOther:
    """The second comes 30 to 60 minutes after the first, whatever moves."""

    INJECTED = senior(after="30-60", second_skills=("a",))
    OF = problem(
        [INJECTED, senior("S2")],
        [
            carer("C1"),
            carer("C2", skills=("a",)),
            carer("C3"),
            carer("C4", skills=("a",)),
        ],
        policy=PLAIN,
        days=2,
    )

    def before(self) -> Plan:
        """Return a plan in which C1 comes at ten and C2 forty minutes later."""
        both = [
            route(visit(start=start, partners=(other,)), carer_id=who)
            for who, other, start in (("C1", "C2", "10:00"), ("C2", "C1", "10:40"))
        ]
        return plan(*both, of=self.OF)

    def moved(self, **request) -> list[tuple[str, str]]:
        """Return who comes when after a move of that visit."""
        move_it = Move(senior_id="S1", date=day(0), **request)
        return [row[2:] for row in who_when(made(self.OF, self.before(), move_it).plan)]

    def test_the_second_is_replaced(self):
        """Both times stay, and so does who comes first."""
        found = self.moved(carer_ids=("C4",), instead_of="C2")
        assert found == [("C1", "10:00"), ("C4", "10:40")]

    def test_the_first_is_replaced(self):
        """C2, who has the skill, still comes second."""
        found = self.moved(carer_ids=("C3",), instead_of="C1")
        assert found == [("C2", "10:40"), ("C3", "10:00")]

    def test_a_second_without_the_skill_comes_first(self):
        """C4 stays and is the only one who can come second."""
        swapped = [
            route(visit(start=start, partners=(other,)), carer_id=who)
            for who, other, start in (("C4", "C2", "10:00"), ("C2", "C4", "10:40"))
        ]
        before = plan(*swapped, of=self.OF)
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3",), instead_of="C2")
        times = {
            row[2]: row[3] for row in who_when(made(self.OF, before, request).plan)
        }
        assert times["C3"] < times["C4"]

    def test_nobody_can_come_second(self):
        """Neither of the two has the skill."""
        request = Move(senior_id="S1", date=day(0), carer_ids=("C1", "C3"))
        assert refused(self.OF, self.before(), request) == ["skill_missing"]

    def test_both_are_moved_to_another_day(self):
        """As soon as both can: the first at half past eight, the second at nine."""
        found = self.moved(to_date=day(1))
        assert found == [("C1", "08:30"), ("C2", "09:00")]

    def test_the_first_begins_at_a_given_time(self):
        """The second follows as soon as may be."""
        assert self.moved(start="10:30") == [("C1", "10:30"), ("C2", "11:00")]

    def test_the_first_waits_for_a_second_who_is_late(self):
        """C4 is on duty from ten: C3 comes at nine at the earliest, not before."""
        hours = roster("C1", "C2", "C3") + roster("C4", hours="10:00-18:00")
        of = self.OF.replace(roster=hours)
        request = Move(
            senior_id="S1", date=day(0), to_date=day(1), carer_ids=("C3", "C4")
        )
        rows = [row[2:] for row in who_when(made(of, self.before(), request).plan)]
        assert rows == [("C3", "09:01"), ("C4", "10:01")]

    def test_two_who_are_never_there_so_near_are_refused(self):
        """C3 is there until nine, C4 from eleven on: two hours are too much."""
        hours = roster("C1", "C2") + roster("C3", hours="08:00-09:00")
        of = self.OF.replace(roster=hours + roster("C4", hours="11:00-12:00"))
        request = Move(senior_id="S1", date=day(0), carer_ids=("C3", "C4"))
        assert refused(of, self.before(), request)


class TestUnserved:
    """Who is left unserved follows the move."""

    def test_an_unserved_senior_is_added(self):
        """The senior is on the list no more."""
        of = two_homes()
        before = plan(route(visit("S1")), of=of, unserved=(unserved("S2"),))
        request = Move(senior_id="S2", to_date=day(0), carer_ids=("C2",))
        moved = made(of, before, request)
        assert moved.plan.unserved == ()
        assert moved.cost.visits == 1
        assert moved.cost.says.zh.startswith("多 1 次入户，多走 2 分钟")
        assert moved.cost.says.en.startswith("1 visit more; costs 2 minutes")

    def test_a_visit_is_left_out(self):
        """The senior is listed, with a sentence that says who did it."""
        of = two_homes()
        before = both_by_c1(of)
        request = Move(senior_id="S2", date=day(0), carer_ids=())
        moved = made(of, before, request)
        assert moved.pin is None
        (entry,) = moved.plan.unserved
        assert (entry.senior_id, entry.days_late) == ("S2", 1)
        assert "人工取消" in entry.says
        english = move(of, before, request, language=Language.EN).plan
        assert "by hand" in english.unserved[0].says

    def test_a_route_without_visits_is_no_route(self):
        """C1 stays at home."""
        of = problem()
        request = Move(senior_id="S1", date=day(0), carer_ids=())
        assert made(of, plan(route(visit()), of=of), request).plan.routes == ()

    def test_the_others_stay_listed(self):
        """Their reasons are as they were."""
        of = problem([senior("S1"), senior("S2")], TEAM)
        left = (unserved("S2", says="无人可派。"),)
        before = plan(route(visit()), of=of, unserved=left)
        request = Move(senior_id="S1", date=day(0), carer_ids=("C2",))
        assert made(of, before, request).plan.unserved == left


class TestAlreadyBroken:
    """The data have changed since the plan was made."""

    def test_the_ill_carers_visits_can_be_moved_one_by_one(self):
        """The first move is made although the other visit still has nobody."""
        of = two_homes()
        now = of.replace(roster=roster("C2"))
        request = Move(senior_id="S1", date=day(0), carer_ids=("C2",))
        first = made(now, both_by_c1(of), request)
        assert [violation.rule for violation in first.still_broken] == ["off_duty"]
        request = Move(senior_id="S2", date=day(0), carer_ids=("C2",))
        assert made(now, first.plan, request).still_broken == ()

    def test_more_of_what_is_broken_is_refused(self):
        """The ill carer gets no further visit."""
        of = two_homes()
        before = plan(route(visit("S1")), route(visit("S2"), carer_id="C2"), of=of)
        now = of.replace(roster=roster("C2"))
        request = Move(senior_id="S2", date=day(0), carer_ids=("C1",))
        assert refused(now, before, request) == ["off_duty"]


def test_nothing_asked_pins_the_visit_where_it_is():
    """No time moves, whatever would be shorter."""
    of = two_homes()
    before = both_by_c1(of)
    moved = made(of, before, Move(senior_id="S2", date=day(0)))
    assert moved.plan.routes == before.routes
    assert moved.pin == (VisitKey("S2", day(0)), ("C1",))
    assert moved.changes == ()
    assert moved.cost.says.zh == "没有额外代价"
    assert moved.cost.says.en == "costs nothing"


@pytest.mark.parametrize(
    ("request_", "fields"),
    [
        (Move(senior_id="S9", date=day(0)), ["/senior_id", "/date"]),
        (Move(senior_id="S1", date=day(3)), ["/date"]),
        (Move(senior_id="S1"), ["/to_date", "/carer_ids"]),
        (Move(senior_id="S1", to_date=day(0), carer_ids=()), ["/carer_ids"]),
        (Move(senior_id="S1", date=day(0), carer_ids=("C2", "C9")), ["/carer_ids/1"]),
        (Move(senior_id="S1", date=day(0), carer_ids=("C2", "C2")), ["/carer_ids"]),
        (Move(senior_id="S1", date=day(0), instead_of="C1"), ["/carer_ids"]),
        (
            Move(senior_id="S1", date=day(0), carer_ids=("C1",), instead_of="C2"),
            ["/instead_of"],
        ),
    ],
)
def test_what_is_not_there_cannot_be_moved(request_, fields):
    """Every field that is wrong is named, all at once."""
    of = two_homes()
    with pytest.raises(UnfitMoveError) as caught:
        move(of, both_by_c1(of), request_)
    assert [finding.column for finding in caught.value.findings] == fields


def test_a_plan_with_people_unknown_is_not_moved_in():
    """It was made from other data: a new plan comes first."""
    of = two_homes()
    before = plan(route(visit("S1")), route(visit("S7"), carer_id="C7"), of=of)
    with pytest.raises(UnfitMoveError) as caught:
        move(of, before, Move(senior_id="S1", date=day(0)))
    assert [finding.value for finding in caught.value.findings] == ["C7", "S7"]


def test_what_was_moved_stays_when_planned_anew():
    """The pin outweighs the wish for which the program would move it back."""
    of = problem([senior("S1", prefer=("C1",)), senior("S2")], TEAM)
    request = Move(senior_id="S1", date=day(0), carer_ids=("C2",), start="14:30")
    moved = made(of, both_by_c1(of), request)
    again = solve(of, published=moved.plan, pinned=moved.pins, time_limit=0.3).plan
    (crew,) = [who for senior_id, _, who, _ in who_when(again) if senior_id == "S1"]
    assert crew == "C2"
    assert again.visits()[VisitKey("S1", day(0))][0][1].start >= parse_time("14:00")
