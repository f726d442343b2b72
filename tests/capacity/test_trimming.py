"""Hours that a plan does not need are taken away, and no others."""

from builders import plan, problem

from scheduler.capacity.curve import Point
from scheduler.capacity.extra import Kind, Stretch
from scheduler.capacity.trimming import MOST_PLANS, trimmed
from scheduler.domain.times import parse_span
from scheduler.domain.words import WEEKDAYS, Role

HOUR = 3600
MORNING = parse_span("08:30-11:30")


def stretches(*hours: int) -> tuple[Stretch, ...]:
    """Return one stretch of so many hours on each weekday from Monday on."""
    return tuple(
        Stretch(Kind(Role.HELPER, day, MORNING), h * HOUR)
        for day, h in zip(WEEKDAYS, hours, strict=False)
    )


class Shown:
    """Plans that are good enough with so many hours in all on Monday and Tuesday."""

    def __init__(self, monday: int, tuesday: int) -> None:
        self.needed = {"mon": monday, "tue": tuesday}
        self.plans = 0

    def __call__(self, asked: tuple[Stretch, ...]) -> Point:
        """Return a point whose plan is late where an hour is missing."""
        self.plans += 1
        given = {one.kind.weekday: one.seconds / HOUR for one in asked}
        late = sum(given.get(day, 0) < need for day, need in self.needed.items())
        hours = sum(given.values())
        return Point(0, 0.0, asked, hours, late, plan(of=problem()))


def test_what_is_needed_stays() -> None:
    """Neither stretch can go or shrink."""
    shown = Shown(2, 2)
    assert trimmed(shown(stretches(2, 2)), shown).hours == 4


def test_what_is_not_needed_goes() -> None:
    """Monday needs half of its four hours, Tuesday none."""
    shown = Shown(2, 0)
    point = trimmed(shown(stretches(4, 1)), shown)
    assert point.stretches == stretches(2)


def test_there_is_an_end_to_it() -> None:
    """No more plans are made than allowed, however many stretches there are."""
    shown = Shown(1, 1)
    trimmed(shown(stretches(*(2,) * 7) * 3), shown)
    assert shown.plans <= 1 + MOST_PLANS
