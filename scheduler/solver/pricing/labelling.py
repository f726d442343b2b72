"""The cheapest routes of a kind of vehicle, when each visit pays a price: labelling.

A route may come back to a senior once it has been far enough away to have forgotten
them (ng-routes): every real route is among them, so the least cost found is one that
no real route undercuts.
"""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, entry, inlined, whole
from scheduler.solver.kernel.handle import Table, tables_of
from scheduler.solver.pricing.homeward import (
    NONE,
    come_home,
    least_home,
    visit_done,
)
from scheduler.solver.pricing.labels import Day, Pricing, as_pricing

SMALLEST = 1e-9
FULL = whole(1)


def price(pricing: Pricing) -> bool:
    """Fill the index with labels; return whether no cheaper route can be missing."""
    tables = tables_of(pricing)
    return bool(_price(tables[0]))


@entry
def _price(table: Table) -> bool:
    pricing = as_pricing(table)
    labels, index = pricing.labels, pricing.places
    index.first[:] = NONE
    index.at[:] = NONE
    index.best[:] = NONE
    for group in range(len(pricing.below)):
        index.cheapest[group, :] = pricing.below[group]
    labels.used[:] = 0
    come_home(pricing)
    _leave(pricing)
    for step in range(index.home.shape[1]):
        label = index.first[step]
        while label != NONE:
            if labels.dominated[label] == 0:
                _extend(pricing, label)
                if labels.used[FULL] == 1 or pricing.brake[0] == 1:
                    return False
            label = labels.later[label]
    return pricing.brake[0] == 0 and pricing.hasty == 0.0


@compiled
def _leave(pricing: Pricing) -> None:
    """Make the labels of the first visits."""
    start, end, base = pricing.kind.span[0], pricing.kind.span[1], pricing.kind.span[2]
    for senior in pricing.kind.members:
        done = visit_done(pricing, base, senior, start)
        if done <= end:
            cost = pricing.weight * pricing.kind.legs[base, senior]
            cost -= pricing.pays[senior]
            step = (done - start) >> pricing.kind.span[3]
            groups = pricing.kind.allowed[senior]
            least = cost + pricing.places.home[senior, step]
            if _is_of_interest(pricing, groups, least):
                seen = 1 << pricing.day.slot[senior, senior]
                odd = pricing.cuts[senior]
                _add(pricing, senior, done, cost, seen, groups, odd, NONE)


@inlined
def _is_of_interest(pricing: Pricing, groups: int, cost: float) -> bool:
    """Return whether some of the groups could drive a cheap enough route."""
    for group in range(len(pricing.below)):
        if (groups >> group) & 1 and cost < pricing.below[group] - SMALLEST:
            return True
    return False


@compiled
def _extend(pricing: Pricing, label: int) -> None:
    """Make the labels of all visits that may come next, and go home."""
    labels, day, kind = pricing.labels, pricing.day, pricing.kind
    here, ready, cost = labels.node[label], labels.ready[label], labels.cost[label]
    seen, before, odd = labels.seen[label], labels.groups[label], labels.odd[label]
    most = -np.inf
    for group in range(len(pricing.below)):
        most = max(most, pricing.below[group] - cost)
    _go_home(pricing, label)
    for there in kind.members:
        slot = day.slot[here, there]
        if slot >= 0 and (seen >> slot) & 1:
            continue
        leg = pricing.weight * kind.legs[here, there] - pricing.pays[there]
        if leg + pricing.places.home[there, 0] >= most:
            continue
        done = visit_done(pricing, here, there, ready)
        if done > kind.span[1]:
            continue
        cuts = pricing.cuts[there]
        on = cost + leg + _fine(pricing, odd & cuts)
        groups = before & kind.allowed[there]
        if _is_of_interest(
            pricing, groups, on + least_home(pricing, here, there, done)
        ):
            kept = _carried(day, here, there, seen)
            _add(pricing, there, done, on, kept, groups, odd ^ cuts, label)


@inlined
def _fine(pricing: Pricing, cuts: int) -> float:
    """Return what these cuts cost."""
    fine = 0.0
    number = 0
    while cuts != 0:
        if cuts & 1:
            fine += pricing.fines[number]
        cuts >>= 1
        number += 1
    return fine


@inlined
def _carried(day: Day, here: int, there: int, seen: int) -> int:
    """Return what of the seen is still remembered at the next senior, with them."""
    kept = 1 << day.slot[there, there]
    for place in range(day.memory.shape[1]):
        if (seen >> place) & 1 and day.carried[here, there, place] >= 0:
            kept |= 1 << day.carried[here, there, place]
    return kept


@compiled
def _go_home(pricing: Pricing, label: int) -> None:
    labels, index, kind = pricing.labels, pricing.places, pricing.kind
    here = labels.node[label]
    leg = kind.legs[here, kind.span[2]]
    cost = labels.cost[label] + pricing.weight * leg
    if labels.ready[label] + leg > kind.span[1]:
        return
    for group in range(len(pricing.below)):
        if (labels.groups[label] >> group) & 1 and cost < index.cheapest[group, here]:
            index.cheapest[group, here] = cost
            index.best[group, here] = label


@compiled
def _add(
    pricing: Pricing,
    node: int,
    ready: int,
    cost: float,
    seen: int,
    groups: int,
    odd: int,
    parent: int,
) -> None:
    """Add the label, unless one that stands there is as good in everything."""
    labels, index = pricing.labels, pricing.places
    before, other = NONE, index.at[node]
    while other != NONE:
        following = labels.beside[other]
        known, able = labels.seen[other], labels.groups[other]
        if (
            labels.ready[other] <= ready
            and labels.cost[other] <= cost
            and labels.cost[other] + _fine(pricing, labels.odd[other] & ~odd) <= cost
            and (pricing.hasty == 1.0 or known & ~seen == 0)
            and groups & ~able == 0
        ):
            return
        if (
            ready <= labels.ready[other]
            and cost <= labels.cost[other]
            and cost + _fine(pricing, odd & ~labels.odd[other]) <= labels.cost[other]
            and (pricing.hasty == 1.0 or seen & ~known == 0)
            and able & ~groups == 0
        ):
            labels.dominated[other] = 1
            if before == NONE:
                index.at[node] = following
            else:
                labels.beside[before] = following
        else:
            before = other
        other = following
    label = labels.used[0]
    if label == len(labels.node):
        labels.used[FULL] = 1
        return
    labels.used[0] = label + 1
    labels.node[label], labels.ready[label] = node, ready
    labels.cost[label], labels.seen[label] = cost, seen
    labels.groups[label], labels.odd[label] = groups, odd
    labels.parent[label], labels.dominated[label] = parent, 0
    labels.beside[label] = index.at[node]
    index.at[node] = label
    step = (ready - pricing.kind.span[0]) >> pricing.kind.span[3]
    labels.later[label] = index.first[step]
    index.first[step] = label
