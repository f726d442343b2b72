"""The hours there are in the next fortnight, and the hours that are asked for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate

from api.schemas.board import DayCapacity
from api.services.board_day import DAYS_AHEAD, BoardDay
from scheduler.domain.people import Senior
from scheduler.domain.times import MINUTE_SECONDS

HOUR_SECONDS = 3_600
WAY_SECONDS = 165
"""Way to a visit where no plan tells; about what plans of whole estates need."""


def capacity(day: BoardDay) -> list[DayCapacity]:
    """Return the hours of today and the days after."""
    dates = [day.today + timedelta(days=n) for n in range(DAYS_AHEAD)]
    planned, way = _planned_seconds(day)
    shift = _shift_seconds(day)
    needed = Counter[date]()
    for due, seconds in _turns(day, way, dates[-1]):
        needed[due] += seconds
    lack = accumulate(needed[one] - shift[one] for one in dates)
    return [
        DayCapacity(
            day=one,
            shift_hours=_hours(shift[one]),
            planned_hours=_hours(planned[one]),
            needed_hours=_hours(needed[one]),
            short_hours=_hours(max(0, short)),
        )
        for one, short in zip(dates, lack, strict=True)
    ]


def _hours(seconds: float) -> float:
    return round(seconds / HOUR_SECONDS, 1)


def _shift_seconds(day: BoardDay) -> Mapping[date, int]:
    seconds = Counter[date]()
    for shift in day.shifts:
        seconds[shift.date] += shift.span.seconds
    return seconds


def _planned_seconds(day: BoardDay) -> tuple[Mapping[date, int], float]:
    """Return the seconds planned by date, and the way to each visit."""
    seconds, way, stops = Counter[date](), 0, 0
    for held in day.days_held:
        for route in day.routes(held):
            seconds[held.day] += route.back - route.leave
            way += route.travel_seconds
            stops += len(route.stops)
    return seconds, way / stops if stops else WAY_SECONDS


def _turns(day: BoardDay, way: float, last: date) -> Iterator[tuple[date, int]]:
    """Return the last days of all turns until a day, and the seconds each takes."""
    for senior_id, first_due in day.dues.items():
        senior = day.seniors[senior_id]
        rule = day.policy.tags[senior.tag]
        interval = timedelta(days=rule.interval_days)
        minutes = senior.visit_minutes or rule.visit_minutes
        seconds = round(minutes * MINUTE_SECONDS + way) * senior.carers_needed
        due = _next_due(day, senior, first_due, interval)
        while due <= last:
            yield due, seconds
            due += interval


def _next_due(
    day: BoardDay, senior: Senior, first_due: date, interval: timedelta
) -> date:
    """Return by when the next visit is owed; today at the earliest."""
    if senior.senior_id in day.outcomes.valid:
        return day.today + interval
    return max(first_due, day.today)
