"""The simplex of OR-Tools (GLOP), spoken to in messages.

They go to the core of MathOpt as they are: its Python objects, one for each variable
and row, take several times as long as the simplex itself.
"""

from datetime import timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
    result_pb2,
    solution_pb2,
    sparse_containers_pb2,
)
from ortools.math_opt.core.python import solver
from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BASIC = solution_pb2.BASIS_STATUS_BASIC
AT_LEAST = solution_pb2.BASIS_STATUS_AT_LOWER_BOUND
AT_MOST = solution_pb2.BASIS_STATUS_AT_UPPER_BOUND
FIXED = solution_pb2.BASIS_STATUS_FIXED_VALUE


class Rows(NamedTuple):
    """Minimise costs x variables, the variables at least 0, within the rows' limits.

    Attributes
    ----------
    costs
        By variable.
    lows, highs
        By row.
    row, column, coefficient
        Of each entry, in order.
    """

    costs: Floats
    lows: Floats
    highs: Floats
    row: Ints
    column: Ints
    coefficient: Floats


class Corner(NamedTuple):
    """A corner of what the rows allow, or near it, from which the simplex begins.

    Attributes
    ----------
    basic
        By variable: whether it is worked out from the rows; all others are 0. As many
        as there are tight rows.
    tight
        By row: whether it holds with equality.
    """

    basic: Bools
    tight: Bools


class Optimum(NamedTuple):
    """What the simplex found: by variable, and by row."""

    values: Floats
    objective: float
    reduced_costs: Floats
    duals: Floats


def simplex(
    rows: Rows,
    seconds: float,
    interrupter: SolveInterrupter | None = None,
    begin: Corner | None = None,
) -> Optimum | None:
    """Return the optimum; None if there is none or it was ended early.

    From a corner that is given the primal simplex begins, else the dual one.
    """
    algorithm = mathopt.LPAlgorithm
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=seconds),
        lp_algorithm=algorithm.PRIMAL_SIMPLEX if begin else algorithm.DUAL_SIMPLEX,
    )
    result = solver.solve(
        _model(rows),
        mathopt.SolverType.GLOP.value,
        parameters_pb2.SolverInitializerProto(),
        parameters.to_proto(),
        model_parameters_pb2.ModelSolveParametersProto(
            initial_basis=_basis(rows, begin) if begin else None
        ),
        None,
        callback_pb2.CallbackRegistrationProto(),
        None,
        interrupter.pybind_interrupter if interrupter else None,
    )
    if result.termination.reason != result_pb2.TERMINATION_REASON_OPTIMAL:
        return None
    primal = result.solutions[0].primal_solution
    dual = result.solutions[0].dual_solution
    return Optimum(
        _filled(primal.variable_values, len(rows.costs)),
        primal.objective_value,
        _filled(dual.reduced_costs, len(rows.costs)),
        _filled(dual.dual_values, len(rows.lows)),
    )


def _model(rows: Rows) -> model_pb2.ModelProto:
    count = len(rows.costs)
    (priced,) = np.nonzero(rows.costs)
    return model_pb2.ModelProto(
        variables=model_pb2.VariablesProto(
            ids=range(count),
            lower_bounds=[0.0] * count,
            upper_bounds=[np.inf] * count,
            integers=[False] * count,
        ),
        objective=model_pb2.ObjectiveProto(
            linear_coefficients=sparse_containers_pb2.SparseDoubleVectorProto(
                ids=priced.tolist(), values=rows.costs[priced].tolist()
            )
        ),
        linear_constraints=model_pb2.LinearConstraintsProto(
            ids=range(len(rows.lows)),
            lower_bounds=rows.lows.tolist(),
            upper_bounds=rows.highs.tolist(),
        ),
        linear_constraint_matrix=sparse_containers_pb2.SparseDoubleMatrixProto(
            row_ids=rows.row.tolist(),
            column_ids=rows.column.tolist(),
            coefficients=rows.coefficient.tolist(),
        ),
    )


def _basis(rows: Rows, begin: Corner) -> solution_pb2.BasisProto:
    one_sided = np.where(np.isneginf(rows.lows), AT_MOST, AT_LEAST)
    side = np.where(rows.lows == rows.highs, FIXED, one_sided)
    return solution_pb2.BasisProto(
        constraint_status=_statuses(np.where(begin.tight, side, BASIC)),
        variable_status=_statuses(np.where(begin.basic, BASIC, AT_LEAST)),
    )


def _statuses(values: Ints) -> solution_pb2.SparseBasisStatusVector:
    return solution_pb2.SparseBasisStatusVector(
        ids=range(len(values)), values=values.tolist()
    )


def _filled(
    vector: sparse_containers_pb2.SparseDoubleVectorProto, count: int
) -> Floats:
    """Return a vector of which perhaps only what is not 0 was given."""
    filled = np.zeros(count)
    filled[np.array(vector.ids, np.int64)] = vector.values
    return filled
