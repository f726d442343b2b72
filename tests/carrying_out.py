"""A remedy's English sentence, carried out on the problem it was made for."""

import re
from collections.abc import Mapping
from datetime import date

from scheduler.domain.policy import Policy
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow, Shift
from scheduler.domain.times import Span, parse_span, parse_time
from scheduler.domain.words import Role

Orders = Mapping[Shift, tuple[str, ...]]

SHIFT = (
    r"shift of (\S+) on (\S+), (\S+?), (.*?)(?=( and (let|raise|ask|give|allow) |;))"
)
MOVED = r"visit to (\S+) on (\S+) from (\S+) \(shift (\S+)\) to (\S+) \(shift (\S+), at"


def carried_out(of: Problem, orders: Orders, says: str) -> tuple[Problem, Orders]:
    """Return the changed problem, and the order of visits in its shifts."""
    shifts = {shift: shift for shift in orders}
    for who, on, hours, change, *_ in re.findall(SHIFT, says):
        old = Shift(date.fromisoformat(on), who, parse_span(hours))
        shifts[old] = old._replace(span=_longer(old.span, change))
    moved = dict(orders)
    for senior_id, on, who, hours, other, theirs in re.findall(MOVED, says):
        day = date.fromisoformat(on)
        left, taken = (
            Shift(day, who, parse_span(hours)),
            Shift(day, other, parse_span(theirs)),
        )
        moved[left] = tuple(one for one in orders[left] if one != senior_id)
        moved[taken] = (*orders[taken], senior_id)
    after = {shifts[shift]: order for shift, order in moved.items()}
    for who, on, hours in re.findall(
        r"give (\S+) an extra shift on (\S+), (\S+);", says, re.IGNORECASE
    ):
        after[Shift(date.fromisoformat(on), who, parse_span(hours))] = ()
    return _changed(of, after, says), after


def _longer(span: Span, change: str) -> Span:
    start = re.search(r"earlier \((\S+)\)", change)
    end = re.search(r"later \((\S+)\)", change)
    return Span(
        parse_time(start[1]) if start else span.start,
        parse_time(end[1]) if end else span.end,
    )


def _changed(of: Problem, orders: Orders, says: str) -> Problem:
    rows = tuple(
        RosterRow(carer_id=who, day=on, start=span.start, end=span.end)
        for on, who, span in orders
    )
    carers, seniors = dict(of.carer), dict(of.senior)
    for who, limit, unit in re.findall(r"limit of (\S+) from \d+ to (\d+) (\w+)", says):
        field = "max_visits_per_day" if unit == "visits" else "max_minutes_per_week"
        carers[who] = carers[who].replace(**{field: int(limit)})
    for who, skill in re.findall(r"ive (\S+) the skill ([^\s;]+)", says):
        carers[who] = carers[who].replace(skills=(*carers[who].skills, skill))
    for old, who, new in re.findall(r"window (\S+) of (\S+) to (\S+) ", says):
        windows = [w for w in of.windows(of.senior[who]) if w != parse_span(old)]
        wide = tuple(sorted([*windows, parse_span(new)]))
        seniors[who] = seniors[who].replace(windows=wide)
    for who, other in re.findall(r"sk (\S+) to take (\S+) off the avoid list", says):
        avoid = tuple(one for one in seniors[who].avoid if one != other)
        seniors[who] = seniors[who].replace(avoid=avoid)
    for who in re.findall(r"sk (\S+) to accept a carer of any gender", says):
        seniors[who] = seniors[who].replace(gender=None)
    return of.replace(
        roster=rows,
        carers=tuple(carers.values()),
        seniors=tuple(seniors.values()),
        policy=_allowing(of.policy, says),
    )


def _allowing(policy: Policy, says: str) -> Policy:
    tags = dict(policy.tags)
    for role, tag in re.findall(r"llow the role (\S+) to visit (\S+) seniors", says):
        roles = (*tags[tag].roles, Role(role))
        tags[tag] = tags[tag].replace(roles=roles)
    return policy.replace(tags=tags)
