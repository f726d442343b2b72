"""Linear and integer programmes built from whole arrays, solved by OR-Tools."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.simplex import Corner, Rows, simplex

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

COST_STEPS = 16
"""Whole-numbered choices know costs to this part of a second of travel."""

WIDEST = 1 << 40


@dataclass(frozen=True)
class Answer:
    """What the solver found.

    Attributes
    ----------
    values
        One for each variable; None if nothing feasible was found in time.
    objective
        Of these values; None likewise.
    optimal
        Whether nothing better exists.
    reduced_costs
        One for each variable of a linear programme; None of an integer one.
    duals
        One for each row of a linear programme; None of an integer one.
    """

    values: Floats | None
    objective: float | None
    optimal: bool
    reduced_costs: Floats | None = None
    duals: Floats | None = None


class Programme:
    """A minimisation over variables that are at least 0."""

    def __init__(self) -> None:
        self._costs: list[Floats] = []
        self._needed: list[Floats] = []
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._coefficients: list[Floats] = []
        self._lows: list[Floats] = []
        self._highs: list[Floats] = []
        self._variable_count = 0
        self._row_count = 0

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and variables there are."""
        return self._row_count, self._variable_count

    def add_variables(self, costs: Floats, needed: float = np.inf) -> Ints:
        """Return the ids of new variables, one for each cost.

        Parameters
        ----------
        needed
            Some best solution has no more, as the rows imply; of use to proofs alone.
        """
        first = self._variable_count
        self._variable_count += len(costs)
        self._costs.append(np.asarray(costs, float))
        self._needed.append(np.full(len(costs), needed))
        return np.arange(first, self._variable_count)

    def add_rows(
        self,
        rows: Ints,
        columns: Ints,
        coefficients: Floats | float,
        low: Floats,
        high: Floats,
    ) -> Ints:
        """Demand low <= sum of coefficient x variable <= high; return the rows' ids.

        Parameters
        ----------
        rows
            The row of each entry, counted from 0 for the first of these rows.
        columns
            The variable of each entry; no entry stands twice.
        low, high
            One for each row.
        """
        self._rows.append(np.asarray(rows, np.int64) + self._row_count)
        self._columns.append(np.asarray(columns, np.int64))
        self._coefficients.append(
            np.broadcast_to(coefficients, len(rows)).astype(float)
        )
        self._lows.append(low)
        self._highs.append(high)
        self._row_count += len(low)
        return np.arange(self._row_count - len(low), self._row_count)

    def add_limits(
        self, rows: Ints, columns: Ints, coefficients: Floats, most: Floats | Ints
    ) -> Ints:
        """Demand sum of coefficient x variable <= most, of the rows that have a limit.

        Returned are the rows' ids, -1 where there is no limit.

        Parameters
        ----------
        rows, columns, coefficients
            As of `add_rows`.
        most
            One for each row; `NO_LIMIT` and above is none.
        """
        limited = most < NO_LIMIT
        ids = np.full(len(most), -1)
        if limited.any():
            number = np.cumsum(limited) - 1
            inside = limited[rows]
            high = most[limited].astype(float)
            low = np.full(len(high), -np.inf)
            ids[limited] = self.add_rows(
                number[rows[inside]], columns[inside], coefficients[inside], low, high
            )
        return ids

    def solve_whole(self, seconds: float, effort: float, hint: Ints) -> Answer:
        """Return the best choice found from a feasible one, all variables 0 or 1.

        Parameters
        ----------
        seconds
            An emergency brake.
        effort
            CP-SAT's deterministic time: the same answer every time, as long as the
            clock does not end it first.
        hint
            Variables that are 1 in the known choice; all others are 0.
        """
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.catch_sigint_signal = False
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = 0
        solver.parameters.max_deterministic_time = effort
        solver.parameters.max_time_in_seconds = seconds
        model, variables = self._whole_model(set(hint.tolist()))
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Answer(None, None, optimal=False)
        values = np.array([solver.value(variable) for variable in variables], float)
        objective = float(np.concatenate(self._costs) @ values)
        return Answer(values, objective, status == cp_model.OPTIMAL)

    def _whole_model(
        self, hint: set[int]
    ) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
        model = cp_model.CpModel()
        costs = np.rint(np.concatenate(self._costs) * COST_STEPS).astype(int)
        variables = [model.new_bool_var("") for _ in costs]
        for number, variable in enumerate(variables):
            model.add_hint(variable, number in hint)
        row, column, coefficient = self._entries()
        lows, highs = np.concatenate(self._lows), np.concatenate(self._highs)
        first = np.searchsorted(row, np.arange(self._row_count + 1))
        for number, (low, high) in enumerate(zip(lows, highs, strict=True)):
            inside = slice(first[number], first[number + 1])
            terms = cp_model.LinearExpr.weighted_sum(
                [variables[place] for place in column[inside]],
                coefficient[inside].astype(int).tolist(),
            )
            model.add_linear_constraint(terms, _whole(low), _whole(high))
        model.minimize(cp_model.LinearExpr.weighted_sum(variables, costs.tolist()))
        return model, variables

    def solve_relaxed(
        self,
        seconds: float,
        interrupter: SolveInterrupter | None = None,
        begin: Corner | None = None,
    ) -> Answer:
        """Return the optimum over the reals; when ended early, nothing.

        Parameters
        ----------
        begin
            Where the search for it begins; the better the sooner it is done.
        """
        solved = simplex(self._all_rows(), seconds, interrupter, begin)
        if solved is None:
            return Answer(None, None, optimal=False)
        return Answer(
            solved.values,
            solved.objective,
            optimal=True,
            reduced_costs=solved.reduced_costs,
            duals=solved.duals,
        )

    def proved(self, duals: Floats) -> float:
        """Return what no solution costs less than, whatever the duals' quality.

        By weak duality, worked out anew, so that the solver's tolerances do not count.
        """
        lows, highs = np.concatenate(self._lows), np.concatenate(self._highs)
        duals = np.where((duals > 0) & np.isneginf(lows), 0.0, duals)
        duals = np.where((duals < 0) & np.isposinf(highs), 0.0, duals)
        limits = np.where(duals > 0, lows, highs)
        used = duals != 0
        row, column, coefficient = self._entries()
        paid = np.bincount(
            column, duals[row] * coefficient, minlength=self._variable_count
        )
        reduced = np.concatenate(self._costs) - paid
        below = reduced < 0
        most = np.concatenate(self._needed)[below]
        return float(duals[used] @ limits[used] + reduced[below] @ most)

    def _all_rows(self) -> Rows:
        return Rows(
            np.concatenate(self._costs),
            np.concatenate(self._lows),
            np.concatenate(self._highs),
            *self._entries(),
        )

    def _entries(self) -> tuple[Ints, Ints, Floats]:
        """Return row, column and coefficient of every entry, row by row."""
        row, column = np.concatenate(self._rows), np.concatenate(self._columns)
        order = np.lexsort((column, row))
        return row[order], column[order], np.concatenate(self._coefficients)[order]


def _whole(limit: float) -> int:
    return int(np.clip(limit, -WIDEST, WIDEST))
