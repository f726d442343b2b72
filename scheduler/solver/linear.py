"""Linear and integer programmes built from whole arrays, solved by OR-Tools."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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
    """

    values: Floats | None
    objective: float | None
    optimal: bool
    reduced_costs: Floats | None = None


class Programme:
    """A minimisation over variables that are at least 0."""

    def __init__(self) -> None:
        self._costs: list[Floats] = []
        self._uppers: list[Floats] = []
        self._rows: list[Ints] = []
        self._columns: list[Ints] = []
        self._coefficients: list[Floats] = []
        self._lows: list[Floats] = []
        self._highs: list[Floats] = []
        self._variable_count = 0
        self._row_count = 0

    def add_variables(self, costs: Floats, upper: float = np.inf) -> Ints:
        """Return the ids of new variables, one for each cost."""
        first = self._variable_count
        self._variable_count += len(costs)
        self._costs.append(np.asarray(costs, float))
        self._uppers.append(np.full(len(costs), upper))
        return np.arange(first, self._variable_count)

    def add_rows(
        self,
        rows: Ints,
        columns: Ints,
        coefficients: Floats | float,
        low: Floats,
        high: Floats,
    ) -> None:
        """Demand low <= sum of coefficient x variable <= high, row by row.

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

    def solve_relaxed(self, seconds: float) -> Answer:
        """Return the optimum over the reals; a time limit leaves nothing."""
        return self._solve(
            mathopt.SolverType.GLOP,
            mathopt.SolveParameters(time_limit=timedelta(seconds=seconds)),
            integer=False,
        )

    def solve_whole(self, seconds: float, nodes: int, hint: Ints) -> Answer:
        """Return the best whole-numbered values found from a feasible hint.

        Parameters
        ----------
        nodes
            How many nodes of the search tree to look at, at most: the same answer
            every time, as long as the clock does not end it first.
        hint
            Variables that are 1 in the known solution; all others are 0.
        """
        parameters = mathopt.SolveParameters(
            time_limit=timedelta(seconds=seconds),
            node_limit=nodes,
            threads=1,
            random_seed=0,
        )
        return self._solve(
            mathopt.SolverType.GSCIP, parameters, integer=True, hint=hint
        )

    def _solve(
        self,
        solver: mathopt.SolverType,
        parameters: mathopt.SolveParameters,
        *,
        integer: bool,
        hint: Ints | None = None,
    ) -> Answer:
        model = mathopt.Model.from_model_proto(self._proto(integer))
        extras = mathopt.ModelSolveParameters()
        if hint is not None:
            given = np.zeros(self._variable_count)
            given[hint] = 1.0
            variables = list(model.variables())
            extras.solution_hints.append(
                mathopt.SolutionHint(
                    variable_values=dict(zip(variables, given, strict=True))
                )
            )
        result = mathopt.solve(model, solver, params=parameters, model_params=extras)
        optimal = result.termination.reason is mathopt.TerminationReason.OPTIMAL
        if not result.has_primal_feasible_solution():
            return Answer(None, None, optimal=False)
        variables = list(model.variables())
        values = np.array(result.variable_values(variables))
        reduced = None if integer else np.array(result.reduced_costs(variables))
        return Answer(values, result.objective_value(), optimal, reduced)

    def _proto(self, integer: bool) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        count = self._variable_count
        variables, rows = proto.variables, proto.linear_constraints
        variables.ids.extend(range(count))
        variables.lower_bounds.extend([0.0] * count)
        variables.upper_bounds.extend(np.concatenate(self._uppers).tolist())
        variables.integers.extend([integer] * count)
        costs = np.concatenate(self._costs)
        (priced,) = np.nonzero(costs)
        proto.objective.linear_coefficients.ids.extend(priced.tolist())
        proto.objective.linear_coefficients.values.extend(costs[priced].tolist())
        rows.ids.extend(range(self._row_count))
        rows.lower_bounds.extend(np.concatenate(self._lows).tolist())
        rows.upper_bounds.extend(np.concatenate(self._highs).tolist())
        self._fill_matrix(proto)
        return proto

    def _fill_matrix(self, proto: model_pb2.ModelProto) -> None:
        row, column = np.concatenate(self._rows), np.concatenate(self._columns)
        order = np.lexsort((column, row))
        matrix = proto.linear_constraint_matrix
        matrix.row_ids.extend(row[order].tolist())
        matrix.column_ids.extend(column[order].tolist())
        matrix.coefficients.extend(np.concatenate(self._coefficients)[order].tolist())
