"""On which days: a linear programme over the whole horizon.

``x[senior, day]`` says how much of a visit falls on a day. In every run of
``interval`` days that ends on or after the due date there is a visit, or else one day
late; so the sum of what is missing is the days late exactly. The visits of each day
must fit into the shifts: they flow from *types* (seniors whom the same shifts can
serve) to shifts, and no shift is given more minutes than it has, no carer more visits
a day or minutes a week than they may make.

With the shortest way to each home and whole shifts this is a relaxation of the
planning problem: what it cannot avoid nobody can. With an honest guess of the travel
it says on which days to begin the search.
"""

import numpy as np
from numpy.typing import NDArray
from ortools.util.python.solve_interrupter import SolveInterrupter

from scheduler.solver.kernel.instance import Instance
from scheduler.solver.linear import Programme
from scheduler.solver.reach import fits_of, room_of

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

USABLE = 0.95
"""Part of a shift that a plan can fill, beside the travel that is allowed for."""


def least_late_cost(
    instance: Instance,
    urgencies: int,
    seconds: float,
    interrupter: SolveInterrupter | None = None,
) -> float | None:
    """Return a cost of days late that no plan can go below, or None if out of time.

    Only seniors of the first so many urgencies are looked at, with the shortest way
    to each home: to leave others out, or to travel faster, makes nobody later.
    """
    legs = instance.travel.min(axis=0).astype(float)
    np.fill_diagonal(legs, np.inf)
    shortest = legs.min(axis=0)[: instance.seniors]
    shown = instance.urgency < urgencies
    load = np.asarray(instance.service + shortest, np.float64)
    model = _Model(instance, shown, load)
    return model.least_cost(seconds, interrupter)


def choose_days(
    instance: Instance,
    travel_guess: float,
    seconds: float,
    interrupter: SolveInterrupter | None = None,
) -> Bools | None:
    """Return on which days to visit whom, shape (seniors, days); None if out of time.

    Parameters
    ----------
    travel_guess
        Seconds of travel that a visit is taken to cost.
    """
    shown = np.ones(instance.seniors, bool)
    load = np.asarray((instance.service + travel_guess) / USABLE, np.float64)
    model = _Model(instance, shown, load, _cost_of_days(instance, travel_guess))
    return model.chosen(seconds, interrupter)


class _Model:
    """The programme of the module's first lines.

    Parameters
    ----------
    shown
        Which seniors are part of it.
    load
        Seconds that a visit takes from a shift, by senior.
    visit_costs
        Of a visit by senior and day; None: lateness is all that counts.
    """

    def __init__(
        self,
        instance: Instance,
        shown: Bools,
        load: Floats,
        visit_costs: Floats | None = None,
    ) -> None:
        self._instance = instance
        self._programme = Programme()
        self._fits = fits_of(instance) & shown[:, None]
        self._x = self._visit_variables(visit_costs)
        self._demand_visits(shown)
        self._keep_gaps()
        self._fill_shifts(load)

    def least_cost(
        self, seconds: float, interrupter: SolveInterrupter | None
    ) -> float | None:
        """Return the programme's least cost, None if it was not reached in time."""
        answer = self._programme.solve_relaxed(seconds, interrupter)
        return answer.objective if answer.optimal else None

    def chosen(
        self, seconds: float, interrupter: SolveInterrupter | None
    ) -> Bools | None:
        """Return where a visit mostly falls, None if time ran out."""
        values = self._programme.solve_relaxed(seconds, interrupter).values
        if values is None:
            return None
        return np.append(values, 0.0)[self._x] > 0.5

    def _visit_variables(self, costs: Floats | None) -> Ints:
        """Return the variable of each senior and day, -1 where no visit is possible."""
        instance = self._instance
        days = np.arange(instance.days)
        staffed = np.zeros((instance.seniors, instance.days), bool)
        for day in days:
            today = instance.vehicle_day == day
            staffed[:, day] = self._fits[:, today].any(axis=1)
        possible = staffed & (days >= instance.first_ok[:, None])
        if costs is None:
            costs = np.zeros(possible.shape)
        table = np.full(possible.shape, -1)
        table[possible] = self._programme.add_variables(costs[possible])
        return table

    def _demand_visits(self, shown: Bools) -> None:
        """Demand a visit in each run of ``interval`` days ending when due or later."""
        instance = self._instance
        days = np.arange(instance.days)
        ends = (days >= instance.due[:, None]) & shown[:, None]
        senior, end = np.nonzero(ends)
        late = self._programme.add_variables(instance.late[senior])
        self._runs(senior, end, instance.interval[senior], 1.0, np.inf, late)

    def _keep_gaps(self) -> None:
        """Allow no two visits closer than the smallest gap."""
        instance = self._instance
        senior, end = np.nonzero(self._x >= 0)
        self._runs(senior, end, instance.gap[senior], -np.inf, 1.0)

    def _runs(
        self,
        senior: Ints,
        end: Ints,
        length: Ints,
        low: float,
        high: float,
        slack: Ints | None = None,
    ) -> None:
        """Bound the visits of a senior in each run of days that ends on a day."""
        rows, columns = [], []
        number = np.arange(len(senior))
        for back in range(int(length.max(initial=0))):
            day = end - back
            inside = (back < length) & (day >= 0)
            variable = self._x[senior[inside], day[inside]]
            rows.append(number[inside][variable >= 0])
            columns.append(variable[variable >= 0])
        if slack is not None:
            rows.append(number)
            columns.append(slack)
        if rows:
            self._programme.add_rows(
                np.concatenate(rows),
                np.concatenate(columns),
                1.0,
                np.full(len(senior), low),
                np.full(len(senior), high),
            )

    def _fill_shifts(self, load: Floats) -> None:
        """Let the visits of each type and day flow to shifts with room for them."""
        instance = self._instance
        kind, members = _types(self._fits, instance)
        least = np.array([load[kind == t].min() for t in range(len(members))])
        type_of, vehicle = np.nonzero(self._fits[members])
        flow = self._programme.add_variables(np.zeros(len(vehicle)))
        day = instance.vehicle_day[vehicle]
        senior, x_day = np.nonzero(self._x >= 0)
        count = len(members) * instance.days
        self._programme.add_rows(
            np.concatenate(
                [kind[senior] * instance.days + x_day, type_of * instance.days + day]
            ),
            np.concatenate([self._x[senior, x_day], flow]),
            np.concatenate(
                [instance.carers_needed[senior].astype(float), np.full(len(flow), -1.0)]
            ),
            np.zeros(count),
            np.zeros(count),
        )
        self._send_two_carers(kind, type_of, vehicle, flow)
        seconds = least[type_of]
        self._programme.add_limits(
            vehicle, flow, seconds, room_of(instance, self._fits, load)
        )
        carer = instance.vehicle_carer[vehicle]
        most = instance.max_visits.ravel().astype(float)
        self._programme.add_limits(
            carer * instance.days + day, flow, np.ones(len(flow)), most
        )
        week = instance.week[day]
        work = instance.max_work.ravel().astype(float)
        self._programme.add_limits(
            carer * instance.max_work.shape[1] + week, flow, seconds, work
        )

    def _send_two_carers(
        self, kind: Ints, type_of: Ints, vehicle: Ints, flow: Ints
    ) -> None:
        """Let no carer make both halves of a day's two-person visits of a type."""
        instance = self._instance
        carers = len(instance.share)
        senior, on = np.nonzero(self._x >= 0)
        two = instance.carers_needed[senior] == 2
        senior, on = senior[two], on[two]
        paired = np.isin(type_of, kind[senior])
        day, carer = instance.vehicle_day[vehicle], instance.vehicle_carer[vehicle]
        mine = (type_of * instance.days + day) * carers + carer
        rows, number = np.unique(mine[paired], return_inverse=True)
        visit = kind[senior] * instance.days + on
        of_row, of_visit = np.nonzero((rows // carers)[:, None] == visit)
        self._programme.add_rows(
            np.concatenate([number, of_row]),
            np.concatenate([flow[paired], self._x[senior, on][of_visit]]),
            np.concatenate([np.ones(len(number)), np.full(len(of_row), -1.0)]),
            np.full(len(rows), -np.inf),
            np.zeros(len(rows)),
        )


def _cost_of_days(instance: Instance, travel_guess: float) -> Floats:
    """Return what a visit is taken to cost, by senior and day: earlier costs more."""
    days = np.arange(instance.days)
    unused = np.maximum(0, instance.due[:, None] - days) * instance.early[:, None]
    return np.asarray(travel_guess + unused, np.float64)


def _types(fits: Bools, instance: Instance) -> tuple[Ints, Ints]:
    """Return each senior's type, and a senior of each type."""
    needs = [instance.service, instance.carers_needed]
    key = np.column_stack([*needs, np.packbits(fits, axis=1)])
    _, members, kind = np.unique(key, axis=0, return_index=True, return_inverse=True)
    return kind.ravel(), members
