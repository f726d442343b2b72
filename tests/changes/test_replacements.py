"""Who could stand in, and the harm it does, counted by hand."""

from builders import MONDAY, carer, day, plan, problem, record, roster, route, senior
from builders import stop as stop_at

from scheduler.changes.happenings import CarerAbsent
from scheduler.changes.proposal import Replacement
from scheduler.changes.proposing import propose
from scheduler.domain.people import Carer, Senior
from scheduler.domain.times import parse_span, parse_time

EARLY = parse_time("07:40")


def ranked(
    seniors: list[Senior], carers: list[Carer], **changes: object
) -> dict[str, Replacement]:
    """Return who could take the stops of C1, at 9, 10 and so on, best first."""
    world = problem(seniors, [carer("C1"), *carers], **({"days": 2} | changes))
    stops = [
        stop_at(one.senior_id, f"{9 + n:02}:00", tag=one.tag)
        for n, one in enumerate(seniors)
    ]
    made = propose(
        world, plan(route(*stops), of=world), CarerAbsent(carer_id="C1"), EARLY
    )
    return {one.carer_id: one for one in made.replacements}


def test_known_faces_come_before_strangers() -> None:
    """Of two who could take all, the one whom the senior knows does less harm."""
    met = record("S1", day(-3), "C3")
    found = ranked([senior("S1")], [carer("C2"), carer("C3")], records=(met,))
    assert [(who, one.new_faces) for who, one in found.items()] == [
        ("C3", 0),
        ("C2", 1),
    ]


def test_who_takes_more_comes_first_and_names_the_rest() -> None:
    """With one visit a day left the red one is taken and the green left over."""
    seniors = [senior("S1"), senior("S2", "red")]
    found = ranked(seniors, [carer("C2", max_visits_per_day=1), carer("C3")])
    assert list(found) == ["C3", "C2"]
    assert (found["C2"].takes, found["C2"].leaves) == (("S2",), ("S1",))
    assert found["C2"].late_days == {"red": 0, "orange": 0, "green": 1}


def test_only_who_may_come_is_offered() -> None:
    """Role, skill, gender and refused carers count as in any plan."""
    picky = senior("S1", "red", skills=("a",), gender="female", avoid=("C2",))
    able = {"skills": ("a",), "gender": "female"}
    team = [
        carer("C2", **able),
        carer("C3", "volunteer", **able),
        carer("C4", gender="female"),
        carer("C5", skills=("a",), gender="male"),
        carer("C6", **able),
    ]
    assert list(ranked([picky], team)) == ["C6"]


def test_travel_and_home_coming_are_counted() -> None:
    """One visit more between two places 60 seconds apart is 1 minute more on the way.

    Carer C2 has a visit of her own before: she is back 16 minutes later.
    """
    world = problem(
        [senior("S1"), senior("S2", windows=(parse_span("16:00-17:30"),))],
        [carer("C1"), carer("C2")],
        days=1,
    )
    published = plan(
        route(stop_at("S2", "16:00")),
        route(stop_at("S1", "15:44"), carer_id="C2"),
        of=world,
    )
    made = propose(world, published, CarerAbsent(carer_id="C1"), EARLY)
    (found,) = made.replacements
    assert (found.travel_minutes, found.later_home_minutes) == (1.0, 16)


def test_who_is_off_duty_comes_in_half_an_hour_after_the_call() -> None:
    """A call at 9:40 brings somebody in at 10:10 for the rest of the lost shift."""
    world = problem(
        [senior("S1")],
        [carer("C1"), carer("C2")],
        days=1,
        roster=roster("C1", hours="08:30-11:30"),
    )
    published = plan(route(stop_at("S1", "11:00"), shift="08:30-11:30"), of=world)
    told = CarerAbsent(carer_id="C1")
    made = propose(world, published, told, parse_time("09:40"))
    (found,) = made.replacements
    assert not found.on_duty
    assert [str(span) for span in found.hours] == ["10:10-11:30"]


def test_who_is_on_leave_is_not_called_in() -> None:
    """A day off for leave is no day on which to ring."""
    rows = (
        *roster("C1", hours="08:30-11:30"),
        *roster("C2", days=[MONDAY], kind="leave"),
    )
    found = ranked([senior("S1")], [carer("C2")], roster=rows)
    assert found == {}


def test_a_weekly_limit_is_kept() -> None:
    """Who has worked all the week's minutes can take nothing."""
    tired = carer("C2", max_minutes_per_week=15)
    assert list(ranked([senior("S1")], [tired, carer("C3")])) == ["C3"]


def test_the_second_of_a_pair_may_be_a_companion() -> None:
    """Beside the one who still comes a police officer may step in, at the same time."""
    pair = senior("S1", "red", carers_needed=2)
    world = problem([pair], [carer("C1"), carer("C2"), carer("C3", "police")], days=1)
    both = [
        route(stop_at("S1", "10:00", 20, tag="red", partners=(other,)), carer_id=who)
        for who, other in (("C1", "C2"), ("C2", "C1"))
    ]
    told = CarerAbsent(carer_id="C1")
    made = propose(world, plan(*both, of=world), told, EARLY)
    assert [one.carer_id for one in made.replacements] == ["C3"]


def test_a_replacement_for_who_comes_second_has_their_skills() -> None:
    """Of three who are free only one can do what the second is to do."""
    asked = senior("S1", after="30-60", second_skills=("a",))
    able = carer("C1", skills=("a",))
    team = [able, carer("C2"), carer("C3"), carer("C4", skills=("a",))]
    world = problem([asked], team, days=2)
    before = plan(
        route(stop_at("S1", "09:00", partners=("C1",)), carer_id="C2"),
        route(stop_at("S1", "09:40", partners=("C2",)), carer_id="C1"),
        of=world,
    )
    second_gone = propose(world, before, CarerAbsent(carer_id="C1"), EARLY)
    assert [one.carer_id for one in second_gone.replacements] == ["C4"]
    first_gone = propose(world, before, CarerAbsent(carer_id="C2"), EARLY)
    assert {one.carer_id for one in first_gone.replacements} == {"C3", "C4"}
