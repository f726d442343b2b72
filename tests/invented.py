"""Problems in which everything may happen: rules, limits, histories, odd clocks.

Nothing is planted, so nobody knows a good plan. People and places are invented.
"""

from collections.abc import Sequence
from random import Random
from typing import Any

import numpy as np
from builders import carer, day, problem, record, senior

from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import DEFAULT_TAGS, LateWeights, Policy, TagRule, Weights
from scheduler.domain.problem import Problem
from scheduler.domain.records import VisitRecord
from scheduler.domain.roster import RosterRow
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import WEEKDAYS, Gender, Mode, Outcome, Role, Status, Tag

MORNING, NOON, EVENING, NIGHT = 8 * 60, 12 * 60, 17 * 60, 24 * 60
"""Minutes since midnight."""

ODDNESS = (0.05, 0.3, 0.8)


def invented(
    rng: Random, most_seniors: int = 9, most_carers: int = 5, most_days: int = 12
) -> Problem:
    """Return a problem of up to so many seniors, carers and days."""
    return _Inventor(rng).problem(most_seniors, most_carers, most_days)


class _Inventor:
    """Draws a problem; some are plain, in others little is as usual."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.oddness = rng.choice(ODDNESS)

    def odd(self, usual: Any, *others: Any) -> Any:
        """Return the usual value, or now and then one of the others."""
        is_odd = self.rng.random() < self.oddness
        return self.rng.choice(others) if is_odd else usual

    def some(self, things: Sequence[str]) -> tuple[str, ...]:
        return tuple(thing for thing in things if self.odd(False, True, False))

    def problem(self, most_seniors: int, most_carers: int, most_days: int) -> Problem:
        rng = self.rng
        carers = [self.carer(f"C{n}") for n in range(rng.randint(1, most_carers))]
        numbers = rng.sample(range(1, 99), rng.randint(1, most_seniors))
        seniors = [self.senior(f"S{n}", carers) for n in numbers]
        return problem(
            seniors,
            carers,
            policy=Policy(tags=self.tags(), weights=self.weights()),
            roster=[row for one in carers for row in self.roster(one.carer_id)],
            records=self.records(seniors, carers),
            travel=self.travel(seniors, carers),
            first_day=day(rng.randint(0, 6)),
            days=rng.randint(1, most_days),
        )

    def carer(self, carer_id: str) -> Carer:
        return carer(
            carer_id,
            self.odd(Role.HELPER, *Role),
            gender=self.rng.choice(list(Gender)),
            skills=self.odd(("a", "b"), ("a",), ()),
            mode=self.odd(Mode.WALK, Mode.EBIKE),
            max_visits_per_day=self.odd(None, 0, 1, 3),
            max_minutes_per_week=self.odd(None, 0, 60, 300),
        )

    def senior(self, senior_id: str, carers: Sequence[Carer]) -> Senior:
        ids = [one.carer_id for one in carers]
        needed = self.odd(1, 2)
        after = self.after() if needed == 2 else None
        return senior(
            senior_id,
            self.rng.choice(list(Tag)),
            visit_minutes=self.odd(None, 1, 45, 300),
            windows=self.windows(),
            skills=self.some(("a", "b")),
            carers_needed=needed,
            after=after,
            second_skills=self.some(("a", "b")) if after else (),
            prefer_windows=self.windows(),
            prefer=self.some(ids),
            avoid=self.some(ids) if self.oddness < 0.5 else (),
            gender=self.odd(None, None, *Gender),
            status=self.odd(Status.ACTIVE, *Status),
            status_until=self.odd(None, day(self.rng.randint(-3, 12))),
            last_visit=self.rng.choice([None, day(-self.rng.randint(1, 9))]),
        )

    def after(self) -> tuple[int, int] | None:
        """Return how long after the first of two carers the second one starts."""
        least = self.rng.choice([0, 1, 30, 60])
        return self.odd(None, (least, least), (least, least + self.rng.randint(0, 90)))

    def windows(self) -> tuple[Span, ...]:
        """Return up to three windows; they may overlap, or be too short."""
        return tuple(
            Span(start * MINUTE_SECONDS, (start + length) * MINUTE_SECONDS)
            for _ in range(self.odd(0, 1, 2, 3))
            for start in [self.rng.randint(MORNING, EVENING)]
            for length in [self.rng.choice([5, 40, 90, 240])]
        )

    def roster(self, carer_id: str) -> list[RosterRow]:
        """Return one or two shifts on some weekdays, and now and then a leave."""
        hours = self.odd(
            [(MORNING, EVENING)],
            [(MORNING, NOON)],
            [(MORNING, NOON), (NOON, EVENING)],
            [(MORNING, NOON - 30), (NOON + 90, NIGHT)],
            [(NOON, NOON + 20)],
            [(0, NIGHT)],
        )
        weekdays = self.odd(WEEKDAYS[:5], WEEKDAYS, WEEKDAYS[::2], ())
        rows = [_row(carer_id, on, *span) for on in weekdays for span in hours]
        if self.odd(False, True):
            off = day(self.rng.randint(0, 8))
            rows.append(_row(carer_id, off, MORNING + 60, NOON - 60, kind="leave"))
        return rows

    def records(
        self, seniors: Sequence[Senior], carers: Sequence[Carer]
    ) -> list[VisitRecord]:
        ids = [*(one.carer_id for one in carers), "gone"]
        return [
            record(
                self.rng.choice(seniors).senior_id,
                day(-self.rng.randint(1, 35)),
                self.rng.choice(ids),
                self.odd(Outcome.COMPLETED, *Outcome),
                self.odd(None, 10),
            )
            for _ in range(self.rng.randint(0, 9))
        ]

    def travel(self, seniors: Sequence[Senior], carers: Sequence[Carer]) -> TravelTimes:
        """Return any times at all: a way round may beat the straight one."""
        longest = self.odd(300, 0, 60, 900, 3600, 7200)
        bases = (OFFICE, carers[0].carer_id)
        places = len(seniors) + len(bases)
        cells = [self.rng.randint(0, longest) for _ in range(2 * places * places)]
        return TravelTimes(
            senior_ids=tuple(sorted(one.senior_id for one in seniors)),
            base_ids=bases,
            seconds=np.array(cells, np.int32).reshape(2, places, places),
            carer_profile={c.carer_id: int(c.mode is Mode.EBIKE) for c in carers},
            carer_base={c.carer_id: self.odd(OFFICE, bases[1]) for c in carers},
        )

    def tags(self) -> dict[Tag, TagRule]:
        return {
            tag: rule.replace(
                interval_days=self.odd(rule.interval_days, 1, 2, 4),
                min_gap_days=self.odd(rule.min_gap_days, 0, 1, 5),
            )
            for tag, rule in DEFAULT_TAGS.items()
        }

    def weights(self) -> Weights:
        """Return weights of which some may be 0, or out of their usual order."""
        usual = Weights()
        terms = ("travel", "visit", "early", "continuity", "prefer", "fairness")
        late = {
            tag.value: self.odd(usual.late_day.of(tag), 0.0, 20.0, 5e4) for tag in Tag
        }
        return Weights(
            **{term: self.odd(getattr(usual, term), 0.0, 0.5, 250.0) for term in terms},
            late_day=LateWeights(**late),
        )


def _row(
    carer_id: str, on: object, start: int, end: int, kind: str = "work"
) -> RosterRow:
    return RosterRow(
        carer_id=carer_id,
        day=on,
        start=start * MINUTE_SECONDS,
        end=end * MINUTE_SECONDS,
        kind=kind,
    )
