"""OR-Tools' routing library as router of a day, by guided local search.

Between a call's windows its time is cut out. Who may visit whom is a set of vehicles;
who is left out costs what the call is worth.
"""

from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from scheduler.bench.task import Call, Routes, Task

TIME, CALLS = "time", "calls"
NOBODY = -1


def route(task: Task, seconds: float, seed: int, begin: Routes | None = None) -> Routes:
    """Return the best routes found in the time.

    Guided local search draws nothing by chance: the seed changes nothing.

    Parameters
    ----------
    begin
        Routes to begin from; default none.
    """
    routes: list[list[int]] = [[] for _ in task.vehicles]
    if not task.calls or not task.vehicles:
        return routes
    day = _Day(task)
    found = day.solved(_parameters(seconds), begin)
    if found is None:
        return routes
    for vehicle, row in enumerate(routes):
        index = found.Value(day.routing.NextVar(day.routing.Start(vehicle)))
        while not day.routing.IsEnd(index):
            row.append(day.manager.IndexToNode(index))
            index = found.Value(day.routing.NextVar(index))
    return routes


def _parameters(seconds: float) -> object:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.FromMilliseconds(int(1000 * seconds))
    return parameters


class _Day:
    """The day as a routing model; nodes are the calls, then the bases."""

    def __init__(self, task: Task) -> None:
        self._task = task
        bases = sorted({vehicle.base for vehicle in task.vehicles})
        depots = [len(task.calls) + bases.index(one.base) for one in task.vehicles]
        self._places = [*(call.senior for call in task.calls), *bases]
        self.manager = pywrapcp.RoutingIndexManager(
            len(self._places), len(depots), depots, depots
        )
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._add_time()
        self._add_limits()
        for number, call in enumerate(task.calls):
            self._add_call(number, call)

    def solved(self, parameters: object, begin: Routes | None) -> Any:
        """Return the best assignment found; None if there is none."""
        if begin is None:
            return self.routing.SolveWithParameters(parameters)
        self.routing.CloseModelWithParameters(parameters)
        rows = [[self.manager.NodeToIndex(call) for call in row] for row in begin]
        first = self.routing.ReadAssignmentFromRoutes(rows, True)
        if first is None:
            return self.routing.SolveWithParameters(parameters)
        return self.routing.SolveFromAssignmentWithParameters(first, parameters)

    def _add_time(self) -> None:
        """Price each leg in seconds, and let time pass on it and at the door."""
        service = [call.seconds for call in self._task.calls]
        service += [0] * (len(self._places) - len(service))
        costs, passing = [], []
        for table in self._task.instance.travel:
            legs = [[int(table[a, b]) for b in self._places] for a in self._places]
            both = [
                [leg + long for leg in row]
                for row, long in zip(legs, service, strict=True)
            ]
            costs.append(self.routing.RegisterTransitMatrix(legs))
            passing.append(self.routing.RegisterTransitMatrix(both))
        vehicles = self._task.vehicles
        latest = max(vehicle.end for vehicle in vehicles)
        self.routing.AddDimensionWithVehicleTransits(
            [passing[one.profile] for one in vehicles], latest, latest, False, TIME
        )
        self.time = self.routing.GetDimensionOrDie(TIME)
        for number, one in enumerate(vehicles):
            self.routing.SetArcCostEvaluatorOfVehicle(costs[one.profile], number)
            for end in (self.routing.Start(number), self.routing.End(number)):
                self.time.CumulVar(end).SetRange(one.start, one.end)
            if one.most_seconds is not None:
                self.time.SetSpanUpperBoundForVehicle(one.most_seconds, number)

    def _add_limits(self) -> None:
        everybody = len(self._task.calls)
        bases = len(self._places) - everybody
        one_each = self.routing.RegisterUnaryTransitVector(
            [1] * everybody + [0] * bases
        )
        most = [
            everybody if one.most_calls is None else one.most_calls
            for one in self._task.vehicles
        ]
        self.routing.AddDimensionWithVehicleCapacity(one_each, 0, most, True, CALLS)

    def _add_call(self, number: int, call: Call) -> None:
        index = self.manager.NodeToIndex(number)
        begins = self.time.CumulVar(index)
        begins.SetRange(call.starts[0][0], call.starts[-1][1])
        for before, after in zip(call.starts, call.starts[1:], strict=False):
            begins.RemoveInterval(before[1] + 1, after[0] - 1)
        allowed = [
            vehicle
            for vehicle, one in enumerate(self._task.vehicles)
            if one.carer in call.carers
        ]
        self.routing.VehicleVar(index).SetValues([NOBODY, *allowed])
        self.routing.AddDisjunction([index], call.worth)
