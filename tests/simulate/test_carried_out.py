"""One day as it went, worked out by hand.

Every leg is 60 s; green visits last 15 minutes.
"""

from datetime import date
from typing import NamedTuple

from builders import carer, problem, route, senior, stop

from scheduler.domain.times import format_minute, format_second
from scheduler.simulate.carried_out import carried_out
from scheduler.simulate.chance import Chances

CALM = Chances()


class Fate(Chances):
    """A fate that is told: who does not open, and whose visit lasts longer."""

    shut: frozenset[str] = frozenset()
    longer: int = 0
    whose: str = ""

    def opens(self, senior_id: str, on: date) -> bool:
        """Return what was told."""
        return senior_id not in self.shut

    def minutes_more(self, senior_id: str, on: date, planned: int) -> int:
        """Return what was told."""
        return self.longer if senior_id == self.whose else 0


class Went(NamedTuple):
    """What came of a stop."""

    who: str
    outcome: str
    minutes: int | None
    start: str | None


def went(world, routes, chances):
    """Return what came of each stop, and the routes as they were gone."""
    lived = carried_out(world, routes, chances)
    rows = [
        Went(
            one.record.senior_id,
            one.record.outcome.value,
            one.record.minutes,
            format_second(one.span.start) if one.span else None,
        )
        for one in lived.happenings
    ]
    return rows, lived.routes


TWO = [senior("S1"), senior("S2")]
MORNING = route(stop("S1", "09:00"), stop("S2", "09:16"))


def test_a_calm_day_goes_as_planned():
    """Every stop is made at its time, and the route is the planned one."""
    rows, routes = went(problem(TWO), [MORNING], CALM)
    assert rows == [
        ("S1", "completed", 15, "09:00:00"),
        ("S2", "completed", 15, "09:16:00"),
    ]
    assert routes == (MORNING,)


def test_a_long_visit_pushes_the_next():
    """Ten minutes more at S1 make S2 ten minutes later, home as well."""
    rows, (gone,) = went(problem(TWO), [MORNING], Fate(longer=10, whose="S1"))
    assert rows == [
        ("S1", "completed", 25, "09:00:00"),
        ("S2", "completed", 15, "09:26:00"),
    ]
    assert gone.back == MORNING.back + 600


def test_a_closed_door_costs_five_minutes_and_the_next_does_not_begin_early():
    """Nobody opens at S1; S2 has been told 09:16 and is visited then."""
    rows, (gone,) = went(problem(TWO), [MORNING], Fate(shut=frozenset({"S1"})))
    assert rows == [
        ("S1", "no_answer", 5, "09:00:00"),
        ("S2", "completed", 15, "09:16:00"),
    ]
    assert format_minute(gone.stops[1].arrive) == "09:06"


def test_what_no_longer_fits_the_window_is_missed():
    """The morning ends at 11:30: from 11:16 on there is no time for a visit."""
    late = route(stop("S1", "10:58"), stop("S2", "11:14"))
    rows, (gone,) = went(problem(TWO), [late], Fate(longer=2, whose="S1"))
    assert rows == [
        ("S1", "completed", 17, "10:58:00"),
        ("S2", "missed", None, None),
    ]
    assert [one.senior_id for one in gone.stops] == ["S1"]
    assert gone.travel_seconds == 120


def test_what_no_longer_fits_the_shift_is_missed_and_the_next_is_tried():
    """S2 would take half an hour; the short visit to S3 still fits."""
    world = problem(
        [
            senior("S1"),
            senior("S2", visit_minutes=30),
            senior("S3", visit_minutes=5),
        ]
    )
    morning = route(
        stop("S1", "09:00"),
        stop("S2", "09:16", minutes=30),
        stop("S3", "09:47", minutes=5),
        shift="08:30-09:53",
    )
    rows, _ = went(world, [morning], Fate(longer=7, whose="S1"))
    assert rows == [
        ("S1", "completed", 22, "09:00:00"),
        ("S2", "missed", None, None),
        ("S3", "completed", 5, "09:47:00"),
    ]


def test_two_carers_wait_for_each_other():
    """C1 is kept at S1 for ten minutes; at S2 both begin when C1 has come."""
    people = [senior("S1"), senior("S2", carers_needed=2)]
    world = problem(people, [carer("C1"), carer("C2")])
    first = route(stop("S1", "09:00"), stop("S2", "09:16", partners=("C2",)))
    second = route(stop("S2", "09:16", partners=("C1",)), carer_id="C2")
    rows, routes = went(world, [second, first], Fate(longer=10, whose="S1"))
    assert rows == [
        ("S1", "completed", 25, "09:00:00"),
        ("S2", "completed", 15, "09:26:00"),
        ("S2", "completed", 15, "09:26:00"),
    ]
    assert [one.stops[-1].start for one in routes] == [34_000 - 40] * 2


def test_if_one_of_two_cannot_come_neither_goes():
    """C1's shift ends too soon after the delay: C2 stays at home as well."""
    people = [senior("S1"), senior("S2", carers_needed=2)]
    world = problem(people, [carer("C1"), carer("C2")])
    first = route(
        stop("S1", "09:00"),
        stop("S2", "09:16", partners=("C2",)),
        shift="08:00-09:32",
    )
    second = route(stop("S2", "09:16", partners=("C1",)), carer_id="C2")
    rows, routes = went(world, [first, second], Fate(longer=10, whose="S1"))
    assert [row.outcome for row in rows] == ["completed", "missed", "missed"]
    assert [one.carer_id for one in routes] == ["C1"]


def test_the_next_shift_begins_when_the_carer_is_back():
    """Home at 09:26 from an overrun, the second shift's first visit waits."""
    first = route(stop("S1", "09:00"), shift="08:30-09:16")
    second = route(stop("S2", "09:18"), shift="09:17-11:00")
    rows, _ = went(problem(TWO), [second, first], Fate(longer=10, whose="S1"))
    assert rows[1] == ("S2", "completed", 15, "09:27:00")


LAGGED = [senior("S1", after="30-40"), senior("S2")]


def one_by_one(fate):
    """Return what comes of C1 at S1, of C2 at S2, and of C2 at S1 at half past nine."""
    world = problem(LAGGED, [carer("C1"), carer("C2")])
    first = route(stop("S1", "09:00", partners=("C2",)))
    second = route(
        stop("S2", "09:10"), stop("S1", "09:30", partners=("C1",)), carer_id="C2"
    )
    rows, _ = went(world, [first, second], fate)
    return [(row.who, row.outcome, row.start) for row in rows]


def test_two_come_one_after_the_other():
    """As planned: at nine and at half past."""
    assert one_by_one(CALM) == [
        ("S1", "completed", "09:00:00"),
        ("S2", "completed", "09:10:00"),
        ("S1", "completed", "09:30:00"),
    ]


def test_the_second_may_be_late_as_long_as_the_lag_allows():
    """Ten minutes more at S2: 9:36 is within the forty; twenty more: missed."""
    assert one_by_one(Fate(longer=10, whose="S2"))[2] == (
        "S1",
        "completed",
        "09:36:00",
    )
    assert one_by_one(Fate(longer=20, whose="S2"))[2] == ("S1", "missed", None)


def test_nobody_opens_to_either_of_two():
    """Both knock, each at their time."""
    found = one_by_one(Fate(shut=frozenset({"S1"})))
    assert [row[1] for row in found if row[0] == "S1"] == ["no_answer"] * 2


def test_the_second_does_not_come_where_the_first_could_not():
    """C1 is too late for the morning: the visit is missed as a whole."""
    world = problem(LAGGED, [carer("C1"), carer("C2")])
    first = route(stop("S2", "10:30"), stop("S1", "10:46", partners=("C2",)))
    second = route(stop("S1", "11:15", partners=("C1",)), carer_id="C2")
    rows, _ = went(world, [first, second], Fate(longer=40, whose="S2"))
    assert [row.outcome for row in rows if row.who == "S1"] == ["missed"] * 2
