"""Good plans are never blamed, bad ones always, and no plan at all stops the referee.

A planted plan is good by construction, so any violation is the referee's mistake; one
with a single mutation is bad, so silence is.
"""

from collections.abc import Callable
from random import Random

import pytest
from builders import day, problem, record, roster, senior, unserved
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from planted import planted
from verdict import rules_broken

from scheduler.check.price import price
from scheduler.check.referee import check
from scheduler.domain.lag import Lag
from scheduler.domain.plan import Engine, Plan, Route, Stop, Unserved
from scheduler.domain.problem import Problem
from scheduler.domain.words import Gender, Tag

Case = tuple[Problem, Plan]
Mutation = Callable[[Problem, Plan, Random], Case]

randoms = st.randoms(use_true_random=False)


@given(randoms)
@settings(max_examples=100)
def test_a_planted_plan_breaks_no_rule(rng):
    """Whatever the team, the visits, the history and the travel times."""
    world, made = planted(rng)
    assert check(world, made).violations == ()


def edit_route(**changes) -> Mutation:
    """Return the mutation of one route by functions of problem and route."""

    def mutate(world, made, rng):
        number = rng.randrange(len(made.routes))
        one = made.routes[number]
        new = one.replace(**{k: f(world, one) for k, f in changes.items()})
        return world, made.replace(routes=_swap(made.routes, number, new))

    return mutate


def anybody(person):
    """Return whether a mutation may be done to a senior: to all."""
    return True


def by_one(person):
    """Return whether one carer comes."""
    return person.carers_needed == 1


def by_two_together(person):
    """Return whether two carers come and start together."""
    return person.carers_needed == 2 and person.after is None


def one_by_one(person):
    """Return whether two carers come, one after the other."""
    return person.after is not None


def places_at(world, made, whom):
    """Return the place in its route of every stop at seniors of a kind."""
    return [
        (number, place)
        for number, one in enumerate(made.routes)
        for place, at in enumerate(one.stops)
        if whom(world.senior[at.senior_id])
    ]


def edit_stop(whom=anybody, **changes) -> Mutation:
    """Return the mutation of one stop by functions of its route and itself."""

    def mutate(world, made, rng):
        places = places_at(world, made, whom)
        assume(places)
        number, place = rng.choice(places)
        one = made.routes[number]
        old = one.stops[place]
        new = old.replace(**{k: f(one, old) for k, f in changes.items()})
        new_route = one.replace(stops=_swap(one.stops, place, new))
        return world, made.replace(routes=_swap(made.routes, number, new_route))

    return mutate


def edit_senior(whom=anybody, **changes) -> Mutation:
    """Return the mutation of a visited senior by functions of route and stop."""

    def mutate(world, made, rng):
        places = places_at(world, made, whom)
        assume(places)
        number, place = rng.choice(places)
        one = made.routes[number]
        at = one.stops[place]
        new = {k: f(world, one, at) for k, f in changes.items()}
        seniors = tuple(
            person.replace(**new) if person.senior_id == at.senior_id else person
            for person in world.seniors
        )
        return world.replace(seniors=seniors), made

    return mutate


def edit_carer(**changes) -> Mutation:
    """Return the mutation of a carer who has a route by functions of the carer."""

    def mutate(world, made, rng):
        busy = world.carer[rng.choice(made.routes).carer_id]
        new = busy.replace(**{k: f(busy) for k, f in changes.items()})
        carers = tuple(new if one is busy else one for one in world.carers)
        return world.replace(carers=carers), made

    return mutate


def _swap(items, number, new):
    return (*items[:number], new, *items[number + 1 :])


def arrive_too_fast(world, made, rng):
    """Return the plan with one arrival a second before the way can be made."""
    number = rng.randrange(len(made.routes))
    one = made.routes[number]
    place = rng.randrange(len(one.stops))
    before = one.stops[place - 1].end if place else one.leave
    at = one.stops[place]
    new = at.replace(arrive=before + at.travel_seconds - 1)
    new_route = one.replace(stops=_swap(one.stops, place, new))
    return world, made.replace(routes=_swap(made.routes, number, new_route))


def home_too_fast(world, route):
    """Return a second less than the way home takes."""
    legs = world.travel.legs(route.carer_id, [s.senior_id for s in route.stops])
    return route.stops[-1].end + legs[-1] - 1


def shift_of(world, route):
    """Return the one shift planted around a route."""
    [span] = [
        shift.span
        for shift in world.shifts
        if (shift.carer_id, shift.date) == (route.carer_id, route.date)
    ]
    return span


def drop_a_visit(world, made, rng):
    """Return the plan without a senior's only visit, who is due within the days."""
    _, at = rng.choice(list(made.stops()))
    turn = world.first_turns[at.senior_id]
    assume(turn.due <= made.last_day)
    routes = [
        one.replace(stops=tuple(s for s in one.stops if s.senior_id != at.senior_id))
        for one in made.routes
    ]
    return world, made.replace(routes=tuple(routes))


def repeat_a_route(world, made, rng):
    """Return the plan with one route run twice at once."""
    return world, made.replace(routes=(*made.routes, rng.choice(made.routes)))


def list_somebody_served(world, made, rng):
    """Return the plan that calls somebody unserved whom it visits."""
    _, at = rng.choice(list(made.stops()))
    entry = unserved(at.senior_id)
    return world, made.replace(unserved=(*made.unserved, entry))


def forbid_a_role(world, made, rng):
    """Return a policy under which the role of some busy carer may visit nobody."""
    role = world.carer[rng.choice(made.routes).carer_id].role
    tags = {
        tag: rule.replace(
            roles=tuple(set(rule.roles) - {role}),
            companion_roles=tuple(set(rule.companion_roles) - {role}),
        )
        for tag, rule in world.policy.tags.items()
    }
    return world.replace(policy=world.policy.replace(tags=tags)), made


def visited_that_very_day(world, made, rng):
    """Return a history in which the first visit has already been made."""
    visits = sorted((one.date, at.senior_id) for one, at in made.stops())
    on, senior_id = visits[0]
    assume(world.senior[senior_id].status == "active")
    return world.replace(records=(record(senior_id, on, "CX"),)), made


def shift_lag(lag_beside) -> Mutation:
    """Return the mutation of a lag to one that a visit just misses.

    Parameters
    ----------
    lag_beside
        The lag from the seconds between the two starts.
    """

    def mutate(world, made, rng):
        visits = [
            (key.senior_id, sorted(stop.start for _, stop in stops))
            for key, stops in made.visits().items()
            if one_by_one(world.senior[key.senior_id])
        ]
        apart = [(who, late - early) for who, (early, late) in visits if late > early]
        assume(apart)
        senior_id, gap = rng.choice(apart)
        seniors = tuple(
            person.replace(after=lag_beside(gap))
            if person.senior_id == senior_id
            else person
            for person in world.seniors
        )
        return world.replace(seniors=seniors), made

    return mutate


def drop_the_second(world, made, rng):
    """Return the plan without the stop of one who comes second, or first."""
    places = places_at(world, made, one_by_one)
    assume(places)
    number, place = rng.choice(places)
    one = made.routes[number]
    rest = one.replace(stops=(*one.stops[:place], *one.stops[place + 1 :]))
    return world, made.replace(routes=_swap(made.routes, number, rest))


MUTATIONS: dict[str, tuple[str, Mutation]] = {
    "unknown senior": ("unknown_senior", edit_stop(senior_id=lambda r, s: "S?")),
    "unknown carer": ("unknown_carer", edit_route(carer_id=lambda w, r: "C?")),
    "after the last day": ("outside_days", edit_route(date=lambda w, r: day(9))),
    "before the first day": ("outside_days", edit_route(date=lambda w, r: day(-1))),
    "begun a second early": (
        "outside_window",
        edit_senior(windows=lambda w, r, s: ((s.start + 1, s.end + 1),)),
    ),
    "ended a second late": (
        "outside_window",
        edit_senior(windows=lambda w, r, s: ((s.start - 1, s.end - 1),)),
    ),
    "a second short": ("too_short", edit_stop(end=lambda r, s: s.end - 1)),
    "before arrival": (
        "starts_before_arrival",
        edit_stop(arrive=lambda r, s: s.start + 1),
    ),
    "too fast": ("travel_too_fast", arrive_too_fast),
    "home too fast": ("travel_too_fast", edit_route(back=home_too_fast)),
    "off a second early": (
        "outside_shift",
        edit_route(leave=lambda w, r: shift_of(w, r).start - 1),
    ),
    "home a second late": (
        "home_late",
        edit_route(back=lambda w, r: shift_of(w, r).end + 1),
    ),
    "no shift": ("off_duty", lambda w, p, rng: (w.replace(roster=()), p)),
    "twice out": ("two_places", repeat_a_route),
    "skill": ("skill_missing", edit_senior(skills=lambda w, r, s: ("c",))),
    "role": ("role_not_allowed", forbid_a_role),
    "gender": (
        "gender_not_accepted",
        edit_senior(
            gender=lambda w, r, s: next(
                g for g in Gender if g is not w.carer[r.carer_id].gender
            )
        ),
    ),
    "avoid": ("carer_avoided", edit_senior(avoid=lambda w, r, s: (r.carer_id,))),
    "paused": (
        "senior_paused",
        edit_senior(
            status=lambda w, r, s: "hospital", status_until=lambda w, r, s: None
        ),
    ),
    "paused a day longer": (
        "senior_paused",
        edit_senior(
            status=lambda w, r, s: "hospital",
            status_until=lambda w, r, s: day((r.date - day(0)).days + 1),
            last_visit=lambda w, r, s: None,
        ),
    ),
    "too soon": ("too_soon", visited_that_very_day),
    "one carer more": (
        "too_few_carers",
        edit_senior(by_one, carers_needed=lambda w, r, s: 2),
    ),
    "one carer less": (
        "too_many_carers",
        edit_senior(by_two_together, carers_needed=lambda w, r, s: 1),
    ),
    "apart": (
        "different_starts",
        edit_stop(by_two_together, start=lambda r, s: s.start + 1),
    ),
    "second too soon": ("wrong_lag", shift_lag(lambda gap: Lag(gap // 60 + 1, 240))),
    "second too late": ("wrong_lag", shift_lag(lambda gap: Lag(0, -(-gap // 60) - 1))),
    "skill of the second": (
        "skill_missing",
        edit_senior(one_by_one, second_skills=lambda w, r, s: ("c",)),
    ),
    "one carer of two who come after each other": (
        "too_few_carers",
        drop_the_second,
    ),
    "partner": ("wrong_partners", edit_stop(partners=lambda r, s: (r.carer_id,))),
    "daily limit": (
        "too_many_visits",
        edit_carer(max_visits_per_day=lambda c: c.max_visits_per_day - 1),
    ),
    "weekly limit": (
        "too_many_minutes",
        edit_carer(max_minutes_per_week=lambda c: c.max_minutes_per_week - 1),
    ),
    "tag": (
        "misstated",
        edit_stop(tag=lambda r, s: next(tag for tag in Tag if tag != s.tag)),
    ),
    "due": ("misstated", edit_stop(due=lambda r, s: s.due.replace(year=2025))),
    "leg": ("misstated", edit_stop(travel_seconds=lambda r, s: s.travel_seconds + 1)),
    "legs": (
        "misstated",
        edit_route(travel_seconds=lambda w, r: r.travel_seconds + 1),
    ),
    "left out": ("unserved_not_listed", drop_a_visit),
    "entry dropped": (
        "unserved_not_listed",
        lambda w, p, rng: (w, p.replace(unserved=())),
    ),
    "served and listed": ("listed_but_served", list_somebody_served),
    "paused and listed": (
        "listed_but_not_due",
        lambda w, p, rng: (w, p.replace(unserved=(*p.unserved, unserved("SY")))),
    ),
    "listed twice": (
        "listed_twice",
        lambda w, p, rng: (w, p.replace(unserved=p.unserved * 2)),
    ),
}
"""What is done to a good plan or its problem, and the rule that must notice."""


@pytest.mark.parametrize("name", MUTATIONS)
@given(randoms)
@settings(max_examples=10)
def test_a_single_mutation_is_caught(name, rng):
    """Whatever good plan it is done to."""
    rule, mutate = MUTATIONS[name]
    world, made = planted(rng)
    world, made = mutate(world, made, rng)
    assert rule in rules_broken(world, made)


ids = st.sampled_from(["S0", "S1", "S2", "S3", "S?", "", "office"])
carer_ids = st.sampled_from(["C1", "C2", "C?", "", "office"])
seconds = st.integers() | st.integers(0, 86_400)
dates = st.dates() | st.integers(-3, 5).map(day)
stops = st.builds(
    Stop,
    senior_id=ids,
    tag=st.sampled_from(Tag),
    arrive=seconds,
    start=seconds,
    end=seconds,
    travel_seconds=st.integers(min_value=0),
    due=dates,
    partners=st.lists(carer_ids, max_size=3).map(tuple),
)
routes = st.builds(
    Route,
    date=dates,
    carer_id=carer_ids,
    shift_start=seconds,
    shift_end=seconds,
    leave=seconds,
    back=seconds,
    travel_seconds=st.integers(min_value=0),
    stops=st.lists(stops, max_size=4).map(tuple),
)
entries = st.builds(
    Unserved,
    senior_id=ids,
    tag=st.sampled_from(Tag),
    due=dates,
    days_late=st.integers(min_value=0),
    reason=st.text(max_size=3),
    says=st.text(max_size=3),
)
plans = st.builds(
    Plan,
    plan_id=st.just("any"),
    first_day=st.just(day(0)) | st.dates(day(0).replace(2000), day(0).replace(2199)),
    days=st.integers(1, 8) | st.just(366),
    data_hash=st.text(max_size=3),
    engine=st.just(Engine(name="any", version="0", seconds=0.0)),
    routes=st.lists(routes, max_size=6).map(tuple),
    unserved=st.lists(entries, max_size=3).map(tuple),
)

MIXED = problem(
    [
        senior("S0", carers_needed=2, gender="female", skills=("a",), avoid=("C1",)),
        senior("S1", status="hospital", status_until=day(2), prefer=("C1",)),
        senior("S2", tag="red", status="ended"),
        senior("S3", after="0-1", second_skills=("a",), prefer_windows=("9:00-9:01",)),
    ],
    roster=roster(hours="08:00-12:00;13:00-17:00", days=["mon", "wed"]),
    records=[record("S0", day(-3)), record("S1", minutes=None)],
    days=5,
)


@given(plans)
@settings(max_examples=200)
def test_no_plan_stops_the_referee(made):
    """Unknown people, impossible times, dates at the end of the calendar."""
    report = check(MIXED, made)
    for violation in report.violations:
        assert violation.amount > 0
        assert violation.says.zh
        assert violation.says.en
    assert price(MIXED, made, published=made).stability == 0.0


@given(randoms)
@settings(max_examples=50)
def test_the_order_of_routes_does_not_matter(rng):
    """A plan with its routes shuffled has the same report and the same price."""
    world, made = planted(rng)
    shuffled = made.replace(routes=tuple(rng.sample(made.routes, len(made.routes))))
    assert check(world, shuffled) == check(world, made)
    assert price(world, shuffled) == price(world, made)
