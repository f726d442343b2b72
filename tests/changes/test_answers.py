"""What is put in before the search begins, on days small enough to work out by hand."""

from builders import MONDAY, carer, day, plan, problem, route, senior
from builders import stop as stop_at

from scheduler.changes.answers import order_of
from scheduler.changes.happenings import CarerAbsent
from scheduler.changes.moment import News
from scheduler.changes.standing import settled, stand
from scheduler.domain.plan import VisitKey
from scheduler.domain.times import parse_time

EARLY = News(parse_time("07:40"), ())


def test_whoever_shares_a_red_visit_keeps_it_when_the_other_is_ill() -> None:
    """The third carer takes one part of the visit; the second's part stays."""
    seniors = [senior("S1", "red", carers_needed=2), senior("S2", "red")]
    world = problem(seniors, [carer("C1"), carer("C2"), carer("C3")], days=2)
    before = plan(
        route(stop_at("S1", "09:00", partners=("C2",))),
        route(stop_at("S1", "09:00", partners=("C1",)), carer_id="C2"),
        of=world,
    )
    told = settled(world, before, CarerAbsent(carer_id="C1"), EARLY)
    order = order_of(stand(world, before, told, EARLY), told, frozenset())
    crew = order.ahead.visits()[VisitKey("S1", MONDAY)]
    assert {route.carer_id for route, _ in crew} == {"C2", "C3"}
    assert {stop.start for _, stop in crew} == {parse_time("09:00")}


def test_an_order_is_firm_with_all_that_it_does_not_concern() -> None:
    """The other carer's visits of today and all of tomorrow's are to stay."""
    world = problem(
        [senior(f"S{n}") for n in (1, 2, 3)], [carer("C1"), carer("C2")], days=2
    )
    before = plan(
        route(stop_at("S1", "09:00")),
        route(stop_at("S2", "09:00"), carer_id="C2"),
        route(stop_at("S3", "09:00"), on=day(1)),
        of=world,
    )
    told = settled(world, before, CarerAbsent(carer_id="C1"), EARLY)
    order = order_of(stand(world, before, told, EARLY), told, frozenset())
    assert order.firm().pinned == {VisitKey("S2", MONDAY), VisitKey("S3", day(1))}
