"""Plans that are good by construction: routes first, the problem built around them."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import numpy as np
from builders import MONDAY, carer, day, plan, problem, route, senior, stop, unserved

from scheduler.domain import clock
from scheduler.domain.lag import Lag
from scheduler.domain.people import Carer, Senior
from scheduler.domain.plan import Plan, Route
from scheduler.domain.policy import DEFAULT_TAGS
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import Span, parse_time
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import Gender, Role, Tag

DAYS = 9
SLOT = 30 * 60
"""Seconds from one visit of a day to the next: room for visit, waiting and travel."""

LONGEST_GAP = 5
"""Minutes from the first carer of a planted visit to the second."""


class Meeting(NamedTuple):
    """One planted visit; times in seconds since midnight.

    The second of the crew comes ``gap`` seconds after the first.
    """

    senior: Senior
    offset: int
    start: int
    end: int
    crew: tuple[str, ...]
    gap: int

    def span(self, carer_id: str) -> Span:
        """Return when a carer of the crew starts and ends."""
        late = self.gap if carer_id == self.crew[-1] else 0
        return Span(self.start + late, self.end + late)


def planted(rng: Random) -> tuple[Problem, Plan]:
    """Return a problem of some days and a plan for it that breaks no rule."""
    team = _team(rng)
    slots: Counter[int] = Counter()
    meetings = [m for n in range(rng.randint(1, 5)) for m in _meet(rng, n, team, slots)]
    seniors = [
        *{m.senior.senior_id: m.senior for m in meetings}.values(),
        senior("SX", last_visit=day(-7)),
        senior("SY", status="hospital"),
    ]
    travel = _travel(rng, seniors, team)
    routes = _routes(rng, meetings, travel)
    world = problem(
        seniors,
        [_limited(one, routes) for one in team],
        roster=[_shift(rng, one) for one in routes],
        travel=travel,
        days=DAYS,
    )
    left = unserved("SX", due=MONDAY, days_late=DAYS)
    return world, plan(*routes, of=world, unserved=(left,))


def _team(rng: Random) -> list[Carer]:
    roles = ["helper", *rng.choices(list(Role), k=rng.randint(1, 3))]
    return [
        carer(
            f"C{n}",
            role,
            gender=rng.choice(list(Gender)),
            skills=tuple(skill for skill in ("a", "b") if rng.random() < 0.5),
        )
        for n, role in enumerate(roles)
    ]


def _meet(
    rng: Random, number: int, team: list[Carer], slots: Counter[int]
) -> list[Meeting]:
    """Return one or two visits to a senior who asks for nothing they do not keep."""
    crew = [rng.choice([one for one in team if one.role is not Role.POLICE])]
    if rng.random() < 0.4:
        crew.append(rng.choice([one for one in team if one not in crew]))
    volunteers = any(one.role is Role.VOLUNTEER for one in crew)
    tag = rng.choice(list(Tag)[1 if volunteers else 0 :])
    gap = DEFAULT_TAGS[tag].min_gap_days
    offsets = [rng.randint(0, 3)]
    if rng.random() < 0.5:
        offsets.append(rng.randint(offsets[0] + gap, DAYS - 1))
    minutes = rng.randint(5, 15)
    spans = [_span(rng, offset, minutes, slots) for offset in offsets]
    lag = _lag(rng) if len(crew) == 2 and rng.random() < 0.5 else None
    gaps = [_gap(rng, lag) for _ in spans]
    later = [
        Span(s.start + gap, s.end + gap) for s, gap in zip(spans, gaps, strict=True)
    ]
    person = senior(
        f"S{number}",
        tag,
        visit_minutes=minutes,
        windows=tuple(sorted({*spans, *later})),
        carers_needed=len(crew),
        after=lag,
        second_skills=() if lag is None else crew[-1].skills,
        skills=tuple(set.intersection(*(set(one.skills) for one in crew))),
        gender=crew[0].gender if len({one.gender for one in crew}) == 1 else None,
        avoid=tuple(one.carer_id for one in team if one not in crew),
        **_history(rng, offsets[0], gap),
    )
    ids = tuple(one.carer_id for one in crew)
    return [
        Meeting(person, offset, span.start, span.end, ids, gap)
        for offset, span, gap in zip(offsets, spans, gaps, strict=True)
    ]


def _lag(rng: Random) -> Lag:
    return Lag(*sorted(rng.randint(0, LONGEST_GAP) for _ in range(2)))


def _gap(rng: Random, lag: Lag | None) -> int:
    """Return seconds that keep to the lag."""
    return rng.randint(lag.least_seconds, lag.most_seconds) if lag else 0


def _span(rng: Random, offset: int, minutes: int, slots: Counter[int]) -> Span:
    start = parse_time("09:00") + slots[offset] * SLOT + rng.randint(0, 240)
    slots[offset] += 1
    return Span(start, start + 60 * minutes)


def _history(rng: Random, offset: int, gap: int) -> dict[str, object]:
    """Return a past that leaves the senior free on the day of the first visit."""
    past: dict[str, object] = {}
    if rng.random() < 0.7:
        past["last_visit"] = day(min(-1, offset - gap) - rng.randint(0, 9))
    if rng.random() < 0.3:
        past["status"] = "away"
        past["status_until"] = day(offset - rng.randint(0, 4))
    return past


def _travel(rng: Random, seniors: list[Senior], team: list[Carer]) -> TravelTimes:
    places = len(seniors) + 1
    cells = [rng.randint(0, 300) for _ in range(places * places)]
    carer_ids = [one.carer_id for one in team]
    return TravelTimes(
        senior_ids=tuple(sorted(one.senior_id for one in seniors)),
        base_ids=(OFFICE,),
        seconds=np.array(cells, dtype=np.int32).reshape(1, places, places),
        carer_profile=dict.fromkeys(carer_ids, 0),
        carer_base=dict.fromkeys(carer_ids, OFFICE),
    )


def _routes(rng: Random, meetings: list[Meeting], travel: TravelTimes) -> list[Route]:
    by_day: dict[tuple[int, str], list[Meeting]] = defaultdict(list)
    dues: dict[tuple[str, int], date] = {}
    turns: dict[str, clock.Turn] = {}
    for one in sorted(meetings, key=lambda m: (m.offset, m.start)):
        person, rule = one.senior, DEFAULT_TAGS[one.senior.tag]
        first = clock.first_turn(person, rule, person.last_visit, MONDAY)
        turn = turns.get(person.senior_id, first)
        assert turn is not None
        dues[person.senior_id, one.offset] = turn.due
        turns[person.senior_id] = clock.next_turn(day(one.offset), rule)
        for carer_id in one.crew:
            by_day[one.offset, carer_id].append(one)
    return [
        _route(rng, carer_id, offset, stops, travel, dues)
        for (offset, carer_id), stops in by_day.items()
    ]


def _route(
    rng: Random,
    carer_id: str,
    offset: int,
    meetings: list[Meeting],
    travel: TravelTimes,
    dues: dict[tuple[str, int], date],
) -> Route:
    legs = travel.legs(carer_id, [one.senior.senior_id for one in meetings])
    leave = meetings[0].span(carer_id).start - legs[0] - rng.randint(0, 60)
    ready = leave
    stops = []
    for one, seconds in zip(meetings, legs, strict=False):
        span = one.span(carer_id)
        stops.append(
            stop(
                one.senior.senior_id,
                span.start,
                tag=one.senior.tag,
                arrive=rng.randint(ready + seconds, span.start),
                end=span.end,
                travel_seconds=seconds,
                due=dues[one.senior.senior_id, offset],
                partners=tuple(set(one.crew) - {carer_id}),
            )
        )
        ready = span.end
    back = ready + legs[-1] + rng.randint(0, 60)
    return route(
        *stops,
        carer_id=carer_id,
        on=day(offset),
        leave=leave,
        back=back,
        travel_seconds=sum(legs),
    )


def _shift(rng: Random, one: Route) -> RosterRow:
    return RosterRow(
        carer_id=one.carer_id,
        day=one.date,
        start=one.leave - rng.randint(0, 60),
        end=one.back + rng.randint(0, 60),
    )


def _limited(one: Carer, routes: list[Route]) -> Carer:
    """Return the carer with limits that the routes just keep."""
    own = [r for r in routes if r.carer_id == one.carer_id]
    weeks: Counter[date] = Counter()
    for r in own:
        weeks[r.date - timedelta(days=r.date.weekday())] += r.back - r.leave
    return one.replace(
        max_visits_per_day=max((len(r.stops) for r in own), default=0),
        max_minutes_per_week=-(-max(weeks.values(), default=0) // 60),
    )
