"""The cheapest routes of a kind of vehicle, when each visit pays a price: labelling.

A route may come back to a senior once it has been far enough away to have forgotten
them (ng-routes): every real route is among them, so the least cost found is one that
no real route undercuts.
"""

import numpy as np

from scheduler.solver.kernel.compiled import compiled, entry, inlined, whole
from scheduler.solver.kernel.handle import Table, tables_of
from scheduler.solver.kernel.sorting import sort_by_key
from scheduler.solver.pricing.homeward import (
    NONE,
    come_home,
    least_home,
    visit_done,
)
from scheduler.solver.pricing.labels import (
    WORDS,
    Day,
    Labels,
    Pricing,
    as_pricing,
)

SMALLEST = 1e-9
FULL = whole(1)
LESS_A_BYTE = whole((1 << 56) - 1)


def price(pricing: Pricing) -> bool:
    """Fill the index with labels; return whether no cheaper route can be missing."""
    tables = tables_of(pricing)
    return bool(_price(tables[0]))


@entry
def _price(table: Table) -> bool:
    pricing = as_pricing(table)
    labels, index = pricing.labels, pricing.places
    index.first[:] = NONE
    labels.standing[:] = 0
    index.best[:] = NONE
    for group in range(len(pricing.below)):
        index.cheapest[group, :] = pricing.below[group]
    labels.used[:] = 0
    come_home(pricing)
    _order(pricing)
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
def _order(pricing: Pricing) -> None:
    """Sort for each senior whom to visit next."""
    index, kind = pricing.places, pricing.kind
    for here in kind.members:
        for place, there in enumerate(kind.members):
            leg = pricing.weight * kind.legs[here, there] - pricing.pays[there]
            index.onward[here, place] = there
            index.gain[here, place] = leg + index.home[there, 0]
        sort_by_key(index.gain[here], index.onward[here], len(kind.members))


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
                _add(pricing, senior, done, cost, seen, groups, NONE)


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
    labels, index, day = pricing.labels, pricing.places, pricing.day
    kind = pricing.kind
    here, ready, cost = labels.node[label], labels.ready[label], labels.cost[label]
    seen, before = labels.seen[label], labels.groups[label]
    most = -np.inf
    for group in range(len(pricing.below)):
        if (before >> group) & 1:
            most = max(most, pricing.below[group] - cost)
    _go_home(pricing, label)
    for place in range(len(kind.members)):
        if index.gain[here, place] >= most:
            break
        there = index.onward[here, place]
        slot = day.slot[here, there]
        if slot >= 0 and (seen >> slot) & 1:
            continue
        done = visit_done(pricing, here, there, ready)
        if done > kind.span[1]:
            continue
        on = cost + pricing.weight * kind.legs[here, there] - pricing.pays[there]
        way_home = least_home(pricing, here, there, done)
        if on + way_home >= cost + most:
            continue
        for word in range(WORDS):
            both = labels.odd[label, word] & pricing.recalled[there, word]
            on += _fine(pricing, word, both & pricing.cuts[there, word])
        groups = before & kind.allowed[there]
        if _is_of_interest(pricing, groups, on + way_home):
            kept = _carried(day, here, there, seen)
            _add(pricing, there, done, on, kept, groups, label)


@inlined
def _fine(pricing: Pricing, word: int, cuts: int) -> float:
    """Return what these cuts of one word cost."""
    fine = 0.0
    byte = 8 * word
    while cuts != 0:
        fine += pricing.fines[byte, cuts & 255]
        cuts = (cuts >> 8) & LESS_A_BYTE
        byte += 1
    return fine


@inlined
def _carried(day: Day, here: int, there: int, seen: int) -> int:
    """Return what of the seen is still remembered at the next senior, with them."""
    kept = 1 << day.slot[there, there]
    place = 0
    while seen != 0:
        if seen & 1 and day.carried[here, there, place] >= 0:
            kept |= 1 << day.carried[here, there, place]
        seen >>= 1
        place += 1
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
    parent: int,
) -> None:
    """Add the label, unless one that stands there is as good in everything."""
    labels, index = pricing.labels, pricing.places
    label = labels.used[0]
    count = labels.standing[node]
    if label == len(labels.node) or count == labels.front.shape[1]:
        labels.used[FULL] = 1
        return
    for word in range(WORDS):
        odd = pricing.cuts[node, word]
        if parent != NONE:
            odd ^= labels.odd[parent, word] & pricing.recalled[node, word]
        labels.odd[label, word] = odd
    forgets = pricing.hasty == 1.0
    place = 0
    while place < count:
        other = labels.front[node, place]
        times, costs = labels.front_ready[node, place], labels.front_cost[node, place]
        known, able = labels.front_seen[node, place], labels.front_groups[node, place]
        if (
            times <= ready
            and costs <= cost
            and groups & ~able == 0
            and (forgets or known & ~seen == 0)
            and costs + _fines_more(pricing, other, label) <= cost
        ):
            labels.standing[node] = count
            return
        if (
            ready <= times
            and cost <= costs
            and able & ~groups == 0
            and (forgets or seen & ~known == 0)
            and cost + _fines_more(pricing, label, other) <= costs
        ):
            labels.dominated[other] = 1
            count -= 1
            _stand(labels, node, place, labels.front[node, count])
        else:
            place += 1
    labels.used[0] = label + 1
    labels.node[label], labels.ready[label] = node, ready
    labels.cost[label], labels.seen[label] = cost, seen
    labels.groups[label] = groups
    labels.parent[label], labels.dominated[label] = parent, 0
    _stand(labels, node, count, label)
    labels.standing[node] = count + 1
    step = (ready - pricing.kind.span[0]) >> pricing.kind.span[3]
    labels.later[label] = index.first[step]
    index.first[step] = label


@inlined
def _fines_more(pricing: Pricing, one: int, other: int) -> float:
    """Return the most that one label may yet pay and the other would not."""
    fines = 0.0
    for word in range(WORDS):
        odd, less = pricing.labels.odd[one, word], pricing.labels.odd[other, word]
        fines += _fine(pricing, word, odd & ~less)
    return fines


@inlined
def _stand(labels: Labels, node: int, place: int, label: int) -> None:
    labels.front[node, place] = label
    labels.front_ready[node, place] = labels.ready[label]
    labels.front_cost[node, place] = labels.cost[label]
    labels.front_seen[node, place] = labels.seen[label]
    labels.front_groups[node, place] = labels.groups[label]
