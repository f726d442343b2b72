"""What no one-day plan costs less than: routes are priced until none is missing.

Each round the linear programme over the known routes says what a visit pays, and a
search finds the cheapest routes at these prices. From the least of them follows a
bound (by Lagrange) in every round, not only in the last: who stops early has a proof.
The prices searched at lie between the programme's and the last ones, for the
programme's jump about.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from queue import SimpleQueue
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.budget import Clock
from scheduler.solver.crew import POLL_SECONDS, THREADS
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.pricing.costs import costs_of
from scheduler.solver.pricing.cuts import cut_bits, fines_by_byte
from scheduler.solver.pricing.kinds import day_of, fleet_of, nearest
from scheduler.solver.pricing.labelling import price
from scheduler.solver.pricing.labels import Labels, Pricing, new_index, new_labels
from scheduler.solver.pricing.loops import is_run, longer
from scheduler.solver.pricing.master import Column, Duals, Master

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ROUTES_A_ROUND = 25
"""Of each group."""

CALM = 0.5
"""How far the prices go towards the programme's; all the way where nothing is found."""

FEW = 4.0
"""New routes a group, below which haste is over."""

HASTE_PART = 0.4
"""Of the time, at most, for routes found in haste."""

TAME = 2.0
"""So many ways there and back is what leaving somebody out costs, in haste."""

NEAR = 1e-3
"""A bound that lies within this part of the programme's is good enough for cuts."""

BOLD = 0.95
"""Beyond this they go all the way."""

CLOSE = 1e-6
"""A route's cost below zero that counts as nothing."""


class Found(NamedTuple):
    """The cheapest routes of a kind of vehicle.

    Attributes
    ----------
    least
        No route of each group costs less, net of what is paid; None if the search was
        not finished.
    """

    least: Floats | None
    columns: list[Column]


class Proof:
    """A bound that gets better round by round.

    Parameters
    ----------
    routes
        Of vehicles, known already; the better they are the sooner it ends.
    clock
        Ends it.
    """

    def __init__(
        self,
        instance: Instance,
        routes: Iterable[tuple[int, tuple[int, ...]]],
        clock: Clock,
    ) -> None:
        self._instance = instance
        self._clock = clock
        self._fleet = fleet_of(instance)
        self._remembers = nearest(instance)
        self._day = day_of(instance, self._remembers)
        self._costs = costs_of(instance, self._fleet)
        self._indexes = [
            new_index(kind, len(groups))
            for kind, groups in zip(self._fleet.kinds, self._fleet.groups, strict=True)
        ]
        self._rooms: SimpleQueue[Labels] = SimpleQueue()
        for _ in range(THREADS):
            self._rooms.put(new_labels(instance.seniors))
        self._master = Master(self._costs)
        group_of = self._fleet.group_of
        self._master.add([self._column(int(group_of[v]), stops) for v, stops in routes])
        self._bound = -np.inf
        self._last: Duals | None = None
        self._compile()

    def run(self) -> float | None:
        """Return what no plan costs less than; None if nothing was proved in time."""
        self._last = self._gathered()
        share = 0.0
        while duals := self._solved(0.0):
            at = duals if self._last is None else self._last.towards(duals, share)
            found = self._search(at)
            self._learn(at, found)
            self._last = at
            missing = self._missing(found, duals)
            done = self._is_near(duals, 0.0) or (not missing and share == 1.0)
            near = done or self._is_near(duals, NEAR)
            cut = near and self._cut(duals)
            if not (self._remember() or cut) and done:
                break
            self._master.tidy()
            self._add(missing)
            share = self._next(share, bool(missing))
        return None if np.isneginf(self._bound) else self._bound

    def _remember(self) -> bool:
        """Have routes remember whom they came back to; return whether they did."""
        remembers = longer(self._remembers, self._master.running())
        if (remembers == self._remembers).all():
            return False
        self._remembers = remembers
        self._day = day_of(self._instance, remembers)
        self._master.keep(lambda stops: is_run(stops, remembers))
        return True

    def _add(self, columns: list[Column]) -> int:
        """Add the routes that nothing remembered forbids; return how many are new."""
        return self._master.add(
            [c for c in columns if is_run(c.stops, self._remembers)]
        )

    def _cut(self, duals: Duals) -> bool:
        """Put new cuts in the place of idle ones; return whether there are any."""
        kept = self._master.drop_idle_cuts(duals)
        if self._last is not None:
            cuts = self._last.cuts
            padded = np.concatenate([cuts, np.zeros(len(duals.cuts) - len(cuts))])
            self._last = self._last._replace(cuts=padded[kept])
        return self._master.cut()

    def _solved(self, reserve: float) -> Duals | None:
        """Return the programme's duals, None if no more time is left than that."""
        left = self._clock.left
        if left <= reserve:
            return None
        return self._master.solve(left, self._clock.interrupter)

    def _gathered(self) -> Duals | None:
        """Add routes found in haste, for as long as there are many; return duals."""
        reserve = self._clock.left * (1.0 - HASTE_PART)
        at = None
        self._master.tame(np.minimum(self._costs.left_out, TAME * self._alone()))
        while duals := self._solved(reserve):
            at = duals if at is None else at.towards(duals, CALM)
            found = self._search(at, hasty=True)
            self._remember()
            if self._add(self._missing(found, duals)) < FEW * len(duals.groups):
                break
        self._master.tame(self._costs.left_out)
        return at

    def _alone(self) -> Floats:
        """Return what a route to each senior alone costs at least, for all carers."""
        seniors = np.arange(self._instance.seniors)
        costs = [
            self._instance.travel_weight
            * (kind.legs[kind.span[2], seniors] + kind.legs[seniors, kind.span[2]])
            + self._fleet.extra[groups[0]]
            for kind, groups in zip(self._fleet.kinds, self._fleet.groups, strict=True)
        ]
        return np.asarray(np.min(costs, axis=0) * self._costs.carers_needed)

    def _is_near(self, duals: Duals, part: float) -> bool:
        """Return whether the bound lies within that part of what the cuts allow."""
        return self._bound >= (1.0 - part) * self._master.proved(duals, duals.groups)

    def _next(self, share: float, found: bool) -> float:
        """Return how far the next prices go."""
        if found:
            return CALM
        return (1.0 + share) / 2 if share < BOLD else 1.0

    def _compile(self) -> None:
        """Make the search ready: it ends at once."""
        self._clock.brake[0] = 1
        self._search_kind(0, self._master.nothing(), True)
        self._clock.check()

    def _search(self, duals: Duals, hasty: bool = False) -> list[Found]:
        """Return the cheapest routes of each kind at these prices."""
        with ThreadPoolExecutor(THREADS) as pool:
            kinds = range(len(self._fleet.kinds))
            jobs = [
                pool.submit(self._search_kind, kind, duals, hasty) for kind in kinds
            ]
            while wait(jobs, POLL_SECONDS).not_done:
                self._clock.check()
            return [job.result() for job in jobs]

    def _search_kind(self, number: int, duals: Duals, hasty: bool) -> Found:
        groups, index = self._fleet.groups[number], self._indexes[number]
        cuts, seniors = self._master.cuts, self._instance.seniors
        labels = self._rooms.get()
        try:
            done = price(
                Pricing(
                    day=self._day,
                    kind=self._fleet.kinds[number],
                    labels=labels,
                    places=index,
                    pays=self._pays(int(groups[0]), duals),
                    below=np.ascontiguousarray(duals.groups[groups]),
                    cuts=cut_bits((cut.triple for cut in cuts), seniors),
                    recalled=cut_bits((cut.memory for cut in cuts), seniors),
                    fines=fines_by_byte(-duals.cuts),
                    brake=self._clock.brake,
                    weight=self._instance.travel_weight,
                    hasty=float(hasty),
                )
            )
            columns = [
                self._column(int(group), stops)
                for bit, group in enumerate(groups)
                for stops in _cheapest(labels, index.best[bit], index.cheapest[bit])
            ]
        finally:
            self._rooms.put(labels)
        return Found(index.cheapest.min(axis=1) if done else None, columns)

    def _pays(self, group: int, duals: Duals) -> Floats:
        """Return what a visit pays to whoever of the group's kind makes it."""
        pays = duals.visits - self._fleet.extra[group]
        row = self._costs.row[group]
        return np.asarray(pays if row < 0 else pays + duals.carers[row])

    def _learn(self, duals: Duals, found: list[Found]) -> None:
        """Keep the bound that follows from a finished search, if it is the best."""
        least = np.zeros(len(self._costs.size))
        for groups, each in zip(self._fleet.groups, found, strict=True):
            if each.least is None:
                return
            least[groups] = each.least
        bound = self._master.proved(duals, least)
        self._bound = max(self._bound, bound)

    def _missing(self, found: list[Found], duals: Duals) -> list[Column]:
        """Return the routes found that the programme would like to have."""
        return [
            column
            for each in found
            for column in each.columns
            if self._master.reduced(column, duals) < -CLOSE
        ]

    def _column(self, group: int, stops: tuple[int, ...]) -> Column:
        instance = self._instance
        vehicle = int(np.argmax(self._fleet.group_of == group))
        base = int(instance.vehicle_base[vehicle])
        places = [base, *stops, base]
        legs = instance.travel[instance.vehicle_profile[vehicle]]
        travel = int(legs[places[:-1], places[1:]].sum())
        extra = float(self._fleet.extra[group][list(stops)].sum())
        return Column(group, stops, instance.travel_weight * travel + extra)


def _cheapest(labels: Labels, best: Ints, cheapest: Floats) -> list[tuple[int, ...]]:
    """Return the cheapest routes by their last senior, each as its stops."""
    order = np.argsort(cheapest, kind="stable")[:ROUTES_A_ROUND]
    return [_stops(labels, int(best[last])) for last in order if best[last] >= 0]


def _stops(labels: Labels, label: int) -> tuple[int, ...]:
    stops = []
    while label >= 0:
        stops.append(int(labels.node[label]))
        label = int(labels.parent[label])
    return tuple(reversed(stops))
