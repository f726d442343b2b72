"""The days' programme itself: visits, gaps, shifts, and what lateness costs.

See `scheduler.solver.days` for what it says and what it is good for.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solver.arrays import NO_LIMIT
from scheduler.solver.kernel.instance import Instance
from scheduler.solver.linear import Programme
from scheduler.solver.reach import fits_of, room_of

MOST_HOURS = 1e9
"""Seconds; more additional work than anybody pays for."""

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Flows(NamedTuple):
    """The visits of each type that each vehicle makes on its day.

    Attributes
    ----------
    variables, type_of, vehicle
        Of each flow.
    kind
        Each senior's type.
    seconds
        What a visit of each type takes from a shift.
    room
        The seconds of each vehicle's shift that visits can take.
    rows
        What holds a type's visits of a day against its flows, shape (types, days).
    """

    variables: Ints
    type_of: Ints
    vehicle: Ints
    kind: Ints
    seconds: Floats
    room: Floats
    rows: Ints


class DaysProgramme:
    """Visits that fit into the shifts; lateness is not yet priced.

    Parameters
    ----------
    load
        Seconds that a visit takes from a shift, by senior.
    shown
        Which seniors are part of it; all by default.
    visit_costs
        Of a visit by senior and day; None: lateness is all that counts.
    hours_costs
        Price of a second of additional work of each kind; none by default.
    hours_of
        For each vehicle the kind of additional work it stands for, by however many
        carers; -1 if it is a shift that there is.

    Attributes
    ----------
    visits
        The variable of each senior and day, -1 where no visit is possible.
    late, late_rows
        Of each senior and day, -1 where none: what is missing in the run of days that
        ends there, and the row that demands a visit in it.
    hours
        The variable of each kind of additional work, in seconds.
    flows
        How the visits are shared out.
    shift_rows, visit_rows, week_rows
        The rows that limit each vehicle's seconds, and by carer and day, or carer
        and week, visits and seconds; -1 where there is no limit.
    """

    def __init__(
        self,
        instance: Instance,
        load: Floats,
        shown: Bools | None = None,
        visit_costs: Floats | None = None,
        hours_costs: Floats | None = None,
        hours_of: Ints | None = None,
    ) -> None:
        self.instance = instance
        self.programme = Programme()
        self._shown = np.ones(instance.seniors, bool) if shown is None else shown
        self._fits = fits_of(instance) & self._shown[:, None]
        self.visits = self._visit_variables(visit_costs)
        self.late = np.full(self.visits.shape, -1)
        self.late_rows = np.full(self.visits.shape, -1)
        costs = np.zeros(0) if hours_costs is None else hours_costs
        self.hours = self.programme.add_variables(costs, needed=MOST_HOURS)
        none = np.full(instance.vehicles, -1)
        self._hours_of = none if hours_of is None else hours_of
        self._keep_gaps()
        self.flows = self._share_out(load)
        self._send_two_carers()
        self._limit_work()

    def price_late_days(self, prices: Floats) -> Ints:
        """Demand a visit in each run of ``interval`` days ending when due or later.

        What is missing is a day late, at a price by senior; returned are the
        variables.
        """
        senior, end = self._ends(self.instance.days)
        late = self.programme.add_variables(prices[senior], needed=1.0)
        self._demand(senior, end, late)
        return late

    def price_late_seniors(self, days: int) -> None:
        """Demand the visits whose lateness shows within the first so many days.

        Whoever lacks one costs 1, however many they lack.
        """
        senior, end = self._ends(days)
        who, place = np.unique(senior, return_inverse=True)
        late = self.programme.add_variables(np.ones(len(who)), needed=1.0)
        self._demand(senior, end, late[place])

    def _demand(self, senior: Ints, end: Ints, late: Ints) -> None:
        """Demand a visit in each run that ends on a day, or else that one is late."""
        length = self.instance.interval[senior]
        self.late[senior, end] = late
        self.late_rows[senior, end] = self._runs(senior, end, length, 1.0, np.inf, late)

    def _ends(self, days: int) -> tuple[Ints, Ints]:
        """Return senior and last day of each run in which there must be a visit."""
        on = np.arange(days)
        ends = (on >= self.instance.due[:, None]) & self._shown[:, None]
        senior, end = np.nonzero(ends)
        return senior, end

    def _visit_variables(self, costs: Floats | None) -> Ints:
        """Return the variable of each senior and day, -1 where no visit is possible."""
        instance = self.instance
        days = np.arange(instance.days)
        staffed = np.zeros((instance.seniors, instance.days), bool)
        for day in days:
            today = instance.vehicle_day == day
            staffed[:, day] = self._fits[:, today].any(axis=1)
        possible = staffed & (days >= instance.first_ok[:, None])
        if costs is None:
            costs = np.zeros(possible.shape)
        table = np.full(possible.shape, -1)
        table[possible] = self.programme.add_variables(costs[possible], needed=1.0)
        return table

    def _keep_gaps(self) -> None:
        """Allow no two visits closer than the smallest gap."""
        instance = self.instance
        senior, end = np.nonzero(self.visits >= 0)
        self._runs(senior, end, instance.gap[senior], -np.inf, 1.0)

    def _runs(
        self,
        senior: Ints,
        end: Ints,
        length: Ints,
        low: float,
        high: float,
        slack: Ints | None = None,
    ) -> Ints:
        """Bound the visits of a senior in each run of days that ends on a day."""
        rows, columns = [], []
        number = np.arange(len(senior))
        for back in range(int(length.max(initial=0))):
            day = end - back
            inside = (back < length) & (day >= 0)
            variable = self.visits[senior[inside], day[inside]]
            rows.append(number[inside][variable >= 0])
            columns.append(variable[variable >= 0])
        if slack is not None:
            rows.append(number)
            columns.append(slack)
        nothing: list[Ints] = [number[:0]]
        return self.programme.add_rows(
            np.concatenate(rows or nothing),
            np.concatenate(columns or nothing),
            1.0,
            np.full(len(senior), low),
            np.full(len(senior), high),
        )

    def _share_out(self, load: Floats) -> Flows:
        """Let the visits of each type and day flow to vehicles."""
        instance = self.instance
        kind, members = _types(self._fits, instance)
        type_of, vehicle = np.nonzero(self._fits[members])
        flow = self.programme.add_variables(
            np.zeros(len(vehicle)), needed=2.0 * instance.seniors
        )
        day = instance.vehicle_day[vehicle]
        senior, x_day = np.nonzero(self.visits >= 0)
        count = len(members) * instance.days
        rows = self.programme.add_rows(
            np.concatenate(
                [kind[senior] * instance.days + x_day, type_of * instance.days + day]
            ),
            np.concatenate([self.visits[senior, x_day], flow]),
            np.concatenate(
                [instance.carers_needed[senior].astype(float), np.full(len(flow), -1.0)]
            ),
            np.zeros(count),
            np.zeros(count),
        )
        room = room_of(instance, self._fits, load)
        return Flows(
            variables=flow,
            type_of=type_of,
            vehicle=vehicle,
            kind=kind,
            seconds=np.array([load[kind == t].min() for t in range(len(members))]),
            room=np.where(self._hours_of < 0, room, float(NO_LIMIT)),
            rows=rows.reshape(len(members), instance.days),
        )

    def _limit_work(self) -> None:
        """Give no shift, carer's day or week more than it has."""
        instance, add = self.instance, self.programme.add_limits
        flow, vehicle = self.flows.variables, self.flows.vehicle
        seconds = self.flows.seconds[self.flows.type_of]
        self.shift_rows = add(vehicle, flow, seconds, self.flows.room)
        there = self._hours_of[vehicle] < 0
        self._limit_hours(vehicle[~there], flow[~there], seconds[~there])
        carer, day = instance.vehicle_carer[vehicle], instance.vehicle_day[vehicle]
        most = instance.max_visits.ravel()
        rows = add(carer * instance.days + day, flow, np.ones(len(flow)), most)
        self.visit_rows = rows.reshape(instance.max_visits.shape)
        weeks = instance.max_work.shape[1]
        work = instance.max_work.ravel()
        rows = add(carer * weeks + instance.week[day], flow, seconds, work)
        self.week_rows = rows.reshape(instance.max_work.shape)

    def _limit_hours(self, vehicle: Ints, flow: Ints, seconds: Floats) -> None:
        """Give the vehicles that stand for additional work as much as is paid for."""
        vehicles, row = np.unique(vehicle, return_inverse=True)
        if not len(vehicles):
            return
        hours = self.hours[self._hours_of[vehicles]]
        self.programme.add_rows(
            np.concatenate([row, np.arange(len(vehicles))]),
            np.concatenate([flow, hours]),
            np.concatenate([seconds, np.full(len(vehicles), -1.0)]),
            np.full(len(vehicles), -np.inf),
            np.zeros(len(vehicles)),
        )

    def _send_two_carers(self) -> None:
        """Let no carer make both halves of a day's two-person visits of a type."""
        instance = self.instance
        flow, type_of, vehicle, kind, *_ = self.flows
        carers = len(instance.share)
        senior, on = np.nonzero(self.visits >= 0)
        two = instance.carers_needed[senior] == 2
        senior, on = senior[two], on[two]
        there = self._hours_of[vehicle] < 0
        paired = np.isin(type_of, kind[senior]) & there
        day, carer = instance.vehicle_day[vehicle], instance.vehicle_carer[vehicle]
        mine = (type_of * instance.days + day) * carers + carer
        rows, number = np.unique(mine[paired], return_inverse=True)
        visit = kind[senior] * instance.days + on
        of_row, of_visit = np.nonzero((rows // carers)[:, None] == visit)
        self.programme.add_rows(
            np.concatenate([number, of_row]),
            np.concatenate([flow[paired], self.visits[senior, on][of_visit]]),
            np.concatenate([np.ones(len(number)), np.full(len(of_row), -1.0)]),
            np.full(len(rows), -np.inf),
            np.zeros(len(rows)),
        )


def _types(fits: Bools, instance: Instance) -> tuple[Ints, Ints]:
    """Return each senior's type, and a senior of each type."""
    needs = [instance.service, instance.carers_needed]
    key = np.column_stack([*needs, np.packbits(fits, axis=1)])
    _, members, kind = np.unique(key, axis=0, return_index=True, return_inverse=True)
    return kind.ravel(), members
