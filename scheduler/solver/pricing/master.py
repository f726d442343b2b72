"""The linear programme over the routes known so far, and what it says visits pay."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.solver.pricing.costs import Costs
from scheduler.solver.pricing.cuts import (
    CUTS_A_ROUND,
    LEAST_USED,
    MOST_CUTS,
    Cut,
    broken,
    times,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

IDLE = 1e-6
"""A cut that pays less pays nothing."""

MOST_COLUMNS, KEPT_COLUMNS = 6000, 4000
"""With more the programme takes longer than finding the columns again."""

SLACK = 1e-9
"""Part of all sums that a bound is lowered by, for what floating point loses."""


class Duals(NamedTuple):
    """What each row of the programme pays.

    Attributes
    ----------
    visits
        At least 0, by senior.
    groups
        At most 0, by group of vehicles.
    carers
        At most 0, by carer with a limit.
    cuts
        At most 0, by cut; see `cuts`.
    """

    visits: Floats
    groups: Floats
    carers: Floats
    cuts: Floats

    def towards(self, other: "Duals", share: float) -> "Duals":
        """Return the duals that lie that share of the way to others.

        Where the others know more cuts, these pay nothing for them yet.
        """
        more = len(other.cuts) - len(self.cuts)
        here = self._replace(cuts=np.concatenate([self.cuts, np.zeros(more)]))
        return Duals(*(a + share * (b - a) for a, b in zip(here, other, strict=True)))


class Column(NamedTuple):
    """A route of a vehicle of a group."""

    group: int
    stops: tuple[int, ...]
    cost: float


class Master:
    """Every senior is visited or left out; no more routes than vehicles."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs
        self._model = mathopt.Model()
        self._known: dict[tuple[int, tuple[int, ...]], Any] = {}
        self._values: Floats | None = None
        self._reduced: Floats = np.zeros(0)
        self._cut_rows: list[Any] = []
        self.cuts: list[Cut] = []
        self._left_out: list[Any] = []
        add_row = self._model.add_linear_constraint
        self._visits = [add_row(lb=float(need)) for need in costs.carers_needed]
        self._groups = [add_row(ub=float(size)) for size in costs.size]
        self._carers = [add_row(ub=most) for most in costs.most]
        for row, cost, need in zip(
            self._visits, costs.left_out, costs.carers_needed, strict=True
        ):
            self._left_out.append(self._variable(float(cost), upper=1.0))
            row.set_coefficient(self._left_out[-1], float(need))
        self._solver = self._new_solver()

    def add(self, columns: Sequence[Column]) -> int:
        """Add the columns that are not known; return how many these are."""
        before = len(self._known)
        for column in columns:
            key = column.group, column.stops
            if key not in self._known:
                self._known[key] = self._added(column)
        return len(self._known) - before

    def running(self) -> list[tuple[int, ...]]:
        """Return the routes that the last solution mixes."""
        if self._values is None:
            return []
        routes = list(self._known)
        return [routes[place][1] for place in np.nonzero(self._values > LEAST_USED)[0]]

    def tidy(self) -> None:
        """Forget the columns that lie furthest from being run, if there are many."""
        if self._values is None or len(self._known) <= MOST_COLUMNS:
            return
        order = np.argsort(self._reduced, kind="stable")[KEPT_COLUMNS:]
        idle = self._values[order] <= LEAST_USED
        keys = list(self._known)
        for place in order[idle]:
            self._model.delete_variable(self._known.pop(keys[place]))
        self._values = None

    def keep(self, wanted: Callable[[tuple[int, ...]], bool]) -> None:
        """Forget the columns whose stops are not wanted."""
        self._values = None
        for key in [key for key in self._known if not wanted(key[1])]:
            self._model.delete_variable(self._known.pop(key))

    def solve(self, seconds: float, interrupter: SolveInterrupter) -> Duals | None:
        """Return what the rows pay; None if that was not found in time."""
        result = self._solved(seconds, interrupter)
        if result is None or not result.has_dual_feasible_solution():
            return None
        variables = list(self._known.values())
        self._values = np.array(result.variable_values(variables))
        self._reduced = np.array(result.reduced_costs(variables))
        visits, *others = (np.array(result.dual_values(rows)) for rows in self._rows)
        return Duals(np.maximum(visits, 0.0), *(np.minimum(o, 0.0) for o in others))

    def drop_idle_cuts(self, duals: Duals) -> Ints:
        """Forget the cuts that pay nothing at these duals; return which are kept."""
        idle = duals.cuts > -IDLE
        for number in np.nonzero(idle)[0]:
            self._model.delete_linear_constraint(self._cut_rows[number])
        kept = np.nonzero(~idle)[0]
        self.cuts = [self.cuts[number] for number in kept]
        self._cut_rows = [self._cut_rows[number] for number in kept]
        return kept

    def cut(self) -> bool:
        """Add the cuts that the last solution breaks most; return whether any.

        Of those known the memory is widened.
        """
        if self._values is None:
            return False
        routes = [stops for _, stops in self._known][: len(self._values)]
        alone = self._costs.carers_needed == 1
        places = {cut.triple: place for place, cut in enumerate(self.cuts)}
        cuts = broken(routes, self._values, alone, CUTS_A_ROUND)
        changed = False
        for cut in cuts:
            if cut.triple in places:
                changed |= self._widen(places[cut.triple], cut)
            elif len(self.cuts) < MOST_CUTS:
                self.cuts.append(cut)
                self._cut_rows.append(self._model.add_linear_constraint(ub=1.0))
                self._count(len(self.cuts) - 1)
                changed = True
        return changed

    def nothing(self) -> Duals:
        """Return the duals of rows that pay nothing."""
        return Duals(*(np.zeros(len(rows)) for rows in self._rows))

    def tame(self, prices: Floats) -> None:
        """Pretend that leaving seniors out costs no more than this."""
        for variable, cost in zip(self._left_out, prices, strict=True):
            self._model.objective.set_linear_coefficient(variable, float(cost))

    def reduced(self, column: Column, duals: Duals) -> float:
        """Return the column's cost less what its rows pay."""
        paid = duals.visits[list(column.stops)].sum() + duals.groups[column.group]
        row = self._costs.row[column.group]
        if row >= 0:
            paid += len(column.stops) * duals.carers[row]
        for cut, dual in zip(self.cuts, duals.cuts, strict=True):
            if dual < 0.0:
                paid += times(column.stops, cut) * dual
        return float(column.cost - paid)

    def proved(self, duals: Duals, least: Floats) -> float:
        """Return what no plan costs less than, whatever the duals' quality.

        Parameters
        ----------
        least
            No route of a group costs less, net of what visits and carers pay.
        """
        costs = self._costs
        paid = costs.carers_needed * duals.visits
        terms = np.concatenate(
            [
                paid,
                np.minimum(0.0, costs.left_out - paid),
                costs.most * duals.carers,
                duals.cuts,
                costs.size * np.minimum(0.0, least),
                [costs.always],
            ]
        )
        bound = float(terms.sum() - SLACK * (np.abs(terms).sum() + len(terms)))
        return float(np.ceil(bound)) if costs.whole else bound

    @property
    def _rows(self) -> tuple[list[Any], ...]:
        return self._visits, self._groups, self._carers, self._cut_rows

    def _widen(self, place: int, cut: Cut) -> bool:
        """Add to a cut's memory; return whether that is more."""
        memory = self.cuts[place].memory | cut.memory
        if memory == self.cuts[place].memory:
            return False
        self.cuts[place] = cut._replace(memory=memory)
        self._count(place)
        return True

    def _count(self, place: int) -> None:
        """Have all columns count against a cut."""
        cut, row = self.cuts[place], self._cut_rows[place]
        triple = set(cut.triple)
        for (_, stops), variable in self._known.items():
            if len(triple.intersection(stops)) > 1 and (count := times(stops, cut)):
                row.set_coefficient(variable, float(count))

    def _variable(self, cost: float, upper: float = np.inf) -> Any:
        variable = self._model.add_variable(lb=0.0, ub=upper)
        self._model.objective.set_linear_coefficient(variable, cost)
        return variable

    def _added(self, column: Column) -> Any:
        variable = self._variable(column.cost)
        self._groups[column.group].set_coefficient(variable, 1.0)
        row = self._costs.row[column.group]
        if row >= 0:
            self._carers[row].set_coefficient(variable, float(len(column.stops)))
        for senior in set(column.stops):
            visits = float(column.stops.count(senior))
            self._visits[senior].set_coefficient(variable, visits)
        for cut, cut_row in zip(self.cuts, self._cut_rows, strict=True):
            if count := times(column.stops, cut):
                cut_row.set_coefficient(variable, float(count))
        return variable

    def _solved(self, seconds: float, interrupter: SolveInterrupter) -> Any:
        """Return the result; where a warm start fails, one from scratch."""
        parameters = mathopt.SolveParameters(time_limit=timedelta(seconds=seconds))
        for _ in range(2):
            try:
                return self._solver.solve(params=parameters, interrupter=interrupter)
            except (RuntimeError, AttributeError):
                self._solver = self._new_solver()
        return None

    def _new_solver(self) -> mathopt.IncrementalSolver:
        return mathopt.IncrementalSolver(self._model, mathopt.SolverType.GLOP)
