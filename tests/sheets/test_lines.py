"""The lines of a route sheet: what is marked, and what is said beside it."""

import pytest
from builders import MONDAY, carer, day, plan, problem, route, senior, stop

from scheduler.domain.times import parse_time
from scheduler.domain.words import Detail
from scheduler.sheets.content import route_sheet
from scheduler.sheets.route_models import PauseLine, VisitLine


def lines(*stops, seniors=None, detail=Detail.FULL, **changes):
    """Return the lines of one carer's day with these stops."""
    seniors = seniors or [senior(s.senior_id) for s in stops]
    of = problem(seniors, [carer("C1"), carer("C2", name="王敏")])
    made = plan(route(*stops, **changes), of=of)
    return route_sheet(of, made, MONDAY, "C1", detail=detail).lines


@pytest.mark.parametrize(
    ("start", "printed"),
    [("09:00:00", "9:00"), ("09:02:29", "9:00"), ("09:02:30", "9:05")],
)
def test_times_stand_on_five_minutes(start, printed):
    """The nearest five minutes, not the second."""
    (line,) = lines(stop(start=start))
    assert line.time == printed


def test_minutes_are_those_of_the_plan():
    """As long as the plan has it, not as the tag would."""
    (line,) = lines(stop(minutes=35))
    assert line.minutes == 35


def test_a_rule_is_drawn_where_the_building_changes():
    """Between two buildings, not within one, and not before the first."""
    homes = {"S1": "1", "S2": "1", "S3": "2"}
    seniors = [senior(key, building=building) for key, building in homes.items()]
    starts = ("09:00", "09:30", "10:00")
    stops = [stop(s, t) for s, t in zip(homes, starts, strict=True)]
    found = [line.new_house for line in lines(*stops, seniors=seniors)]
    assert found == [False, False, True]


def test_without_names_of_buildings_the_place_tells():
    """Two homes on one spot are one building."""
    seniors = [senior("S1"), senior("S2"), senior("S3", lat=31.995)]
    stops = [stop(f"S{n}", f"{8 + n:02}:00") for n in (1, 2, 3)]
    found = [
        line.new_house
        for line in lines(*stops, seniors=seniors)
        if isinstance(line, VisitLine)
    ]
    assert found == [False, False, True]


@pytest.mark.parametrize(
    ("changes", "detail", "first"),
    [
        ({}, Detail.FULL, False),
        ({}, Detail.MINIMAL, False),
        ({"due": day(-1)}, Detail.FULL, True),
        ({"due": day(-1)}, Detail.MINIMAL, True),
        ({"tag": "red"}, Detail.FULL, False),
        ({"tag": "red"}, Detail.MINIMAL, True),
    ],
)
def test_who_comes_first(changes, detail, first):
    """Who is late; and who is red, where no tag is printed."""
    (line,) = lines(stop(**changes), detail=detail)
    assert line.first is first


def test_a_window_with_room_is_not_fixed():
    """Twenty minutes to move in: no mark; a quarter of an hour: be on time."""
    for window, fixed in (("09:00-09:35", False), ("09:00-09:30", True)):
        (line,) = lines(stop(), seniors=[senior(windows=(window,))])
        assert line.fixed is fixed


def test_the_end_of_a_window_is_said_when_it_is_near():
    """Half an hour after the visit or sooner."""
    for window, said in (("08:00-09:45", ("9:45 前要结束",)), ("08:00-10:00", ())):
        (line,) = lines(stop(), seniors=[senior(windows=(window,))])
        assert line.mind == said


def test_who_waits_for_a_window_is_told_when_it_opens():
    """The carer is at the door before the senior can be seen."""
    early = stop(arrive=parse_time("08:50"))
    (line,) = lines(early, seniors=[senior(windows=("09:00-11:00",))])
    assert line.mind == ("9:00 以后才方便",)


@pytest.mark.parametrize(("arrive", "pauses"), [("09:40", 1), ("09:41", 0)])
def test_twenty_minutes_to_spare_are_a_pause(arrive, pauses):
    """Less is no pause."""
    later = stop("S2", "10:00", arrive=parse_time(arrive))
    found = [x for x in lines(stop(), later) if isinstance(x, PauseLine)]
    assert len(found) == pauses
    assert all(pause.time == "9:40 – 10:00" for pause in found)


def test_skills_stand_on_full_sheets_only():
    """A skill may name an illness."""
    skilled = [senior(skills=("认知症照护",))]
    (full,) = lines(stop(), seniors=skilled)
    (minimal,) = lines(stop(), seniors=skilled, detail=Detail.MINIMAL)
    assert (full.mind, minimal.mind) == (("需要：认知症照护",), ())


def test_orders_and_letters_go_on_through_the_day():
    """Stops are counted, pauses are not."""
    later = stop("S2", "10:00", arrive=parse_time("09:30"))
    first, _, second = lines(stop(), later)
    assert (first.order, second.order) == (1, 2)
    assert first.letter != second.letter


def after_each_other(**changes):
    """Return the lines of C1 and of C2, who comes forty minutes later."""
    asked = senior(after="30-60", second_skills=("注射",), **changes)
    of = problem([asked], [carer("C1", name="李芬"), carer("C2", name="王敏")])
    made = plan(
        route(stop(partners=("C2",))),
        route(stop(start="09:40", partners=("C1",)), carer_id="C2"),
        of=of,
    )
    return [
        line
        for who in ("C1", "C2")
        for line in route_sheet(of, made, MONDAY, who, detail=Detail.FULL).lines
    ]


def test_each_of_two_reads_when_the_other_comes():
    """Who is first and who second, the other's name, and the other's time."""
    first, second = after_each_other()
    assert first.together == "您先到，王敏 9:40 来"
    assert second.together == "您后到，李芬 9:00 来"
    assert first.fixed
    assert second.fixed


def test_the_skill_of_the_second_stands_on_their_sheet_only():
    """The first needs none; both read what both need."""
    first, second = after_each_other(skills=("方言",))
    assert first.mind == ("需要：方言",)
    assert second.mind == ("需要：方言、注射",)


def test_two_who_may_come_apart_but_do_not_meet():
    """A lag from nothing on, and one start: they go together."""
    asked = senior(after="0-30")
    (line,) = lines(stop(partners=("C2",)), seniors=[asked])
    assert line.together == "与王敏同去：9:00 单元门口会合"


@pytest.mark.parametrize(
    ("wished", "said"),
    [
        ((), ()),
        (("09:00-10:00",), ()),
        (("09:10-10:00",), ()),
        (("09:15-10:00", "16:00-17:00"), ("希望 9:15 – 10:00 来，今天排不上，请说明",)),
        (("08:00-08:30", "16:00-17:00"), ("希望 8:00 – 8:30 来，今天排不上，请说明",)),
    ],
)
def test_a_wish_is_told_where_it_could_not_be_kept(wished, said):
    """9:00 to 9:15: outside every wished span the nearest is told, else nothing."""
    (line,) = lines(stop(), seniors=[senior(prefer_windows=wished)])
    assert line.mind == said
