"""Days put together by hand, from which the days' programme begins.

Everybody is visited on the last possible day on which they are not late and there is
still time; then the shifts are filled one after another. What does not fit is left
to the simplex, which has far less to do than from nothing: measured on twelve invented
communities of 686 seniors, a third of the time.
"""

from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.days_programme import DaysProgramme
from scheduler.solver.simplex import Corner

FILLED = 0.9
"""Part of a day's time that is given away before an earlier day is looked at: not every
carer can go to everybody."""

Floats = NDArray[np.float64]


def first_days(model: DaysProgramme) -> Corner:
    """Return a corner of a days' programme in which lateness is priced."""
    beginning = _Beginning(model)
    beginning.fill_shifts(beginning.choose())
    return beginning.corner


class _Beginning:
    """A corner that is put together.

    Each variable that becomes basic comes with a row that becomes tight, in which no
    later one of its senior stands: so the rows determine the variables.
    """

    def __init__(self, model: DaysProgramme) -> None:
        self._model = model
        rows, variables = model.programme.shape
        self.corner = Corner(np.zeros(variables, bool), np.zeros(rows, bool))

    def choose(self) -> Floats:
        """Choose everybody's days; return the visits of each type and day."""
        model, instance = self._model, self._model.instance
        flows = model.flows
        visits = np.zeros(flows.rows.shape)
        left = np.zeros(instance.days)
        np.add.at(left, instance.vehicle_day, FILLED * flows.room)
        for senior in np.lexsort((instance.due, instance.urgency)).tolist():
            kind, carers = flows.kind[senior], instance.carers_needed[senior]
            for day in self._days(senior, left, carers * flows.seconds[kind]):
                visits[kind, day] += carers
        return visits

    def _days(self, senior: int, left: Floats, seconds: float) -> list[int]:
        """Return the senior's days, and take the seconds of each from what is left."""
        model, instance = self._model, self._model.instance
        late_rows = model.late_rows[senior].tolist()
        interval, gap = int(instance.interval[senior]), int(instance.gap[senior])
        days: list[int] = []
        end = max(0, int(instance.due[senior]))
        while end < instance.days and late_rows[end] >= 0:
            first = max(0, end - interval + 1, days[-1] + gap if days else 0)
            possible = first + np.flatnonzero(
                model.visits[senior, first : end + 1] >= 0
            )
            if len(possible):
                roomy = possible[left[possible] >= seconds]
                days.append(int(roomy[-1] if len(roomy) else possible[-1]))
                left[days[-1]] -= seconds
                self._add(model.visits[senior, days[-1]], late_rows[end])
                end = days[-1] + interval
            else:
                self._add(model.late[senior, end], late_rows[end])
                end += 1
        return days

    def fill_shifts(self, visits: Floats) -> None:
        """Share out the visits of each type and day, those with least choice first."""
        flows, instance = self._model.flows, self._model.instance
        days = flows.rows.shape[1]
        of = flows.type_of * days + instance.vehicle_day[flows.vehicle]
        order = np.argsort(of, kind="stable").tolist()
        groups = [list(group) for _, group in groupby(order, key=of.__getitem__)]
        limits = _Limits(self._model)
        for group in sorted(groups, key=len):
            limits.seconds = float(flows.seconds[flows.type_of[group[0]]])
            kind, day = divmod(int(of[group[0]]), days)
            self.corner.tight[flows.rows[kind, day]] = True
            self._fill(group, float(visits[kind, day]), limits)

    def _fill(self, group: list[int], count: float, limits: "_Limits") -> None:
        """Give as many visits to each vehicle as it has room for, the rest to one."""
        flows = self._model.flows
        vehicles = flows.vehicle[group].tolist()
        roomy = sorted(
            zip(group, vehicles, strict=True), key=lambda one: -limits.least(one[1])[0]
        )
        for flow, vehicle in roomy:
            self.corner.basic[flows.variables[flow]] = True
            most, row = limits.least(vehicle)
            if count <= most or flow == roomy[-1][0] or self.corner.tight[row]:
                limits.use(vehicle, count)
                return
            self.corner.tight[row] = True
            limits.use(vehicle, most)
            count -= most

    def _add(self, variable: int, row: int) -> None:
        if not self.corner.basic[variable]:
            self.corner.basic[variable] = self.corner.tight[row] = True


class _Limits:
    """What shifts, carers' days and carers' weeks have left.

    Attributes
    ----------
    seconds
        What each of the visits in hand takes.
    """

    def __init__(self, model: DaysProgramme) -> None:
        instance = model.instance
        self._model = model
        self._room = model.flows.room.tolist()
        self._visits = instance.max_visits.astype(float).tolist()
        self._week = instance.max_work.astype(float).tolist()
        self._carer = instance.vehicle_carer.tolist()
        self._day = instance.vehicle_day.tolist()
        self._week_of = instance.week[instance.vehicle_day].tolist()
        self.seconds = 1.0

    def least(self, vehicle: int) -> tuple[float, int]:
        """Return how many more visits a vehicle can make, and the row that says so."""
        carer, day = self._carer[vehicle], self._day[vehicle]
        week, model = self._week_of[vehicle], self._model
        return min(
            (self._room[vehicle] / self.seconds, int(model.shift_rows[vehicle])),
            (self._visits[carer][day], int(model.visit_rows[carer, day])),
            (self._week[carer][week] / self.seconds, int(model.week_rows[carer, week])),
        )

    def use(self, vehicle: int, count: float) -> None:
        """Let a vehicle make so many of the visits in hand."""
        carer = self._carer[vehicle]
        self._room[vehicle] -= count * self.seconds
        self._visits[carer][self._day[vehicle]] -= count
        self._week[carer][self._week_of[vehicle]] -= count * self.seconds
