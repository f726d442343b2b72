"""The day board for the office wall: everybody's visits, half a day a page.

It hangs where visitors see it, so it shows codes unless names are asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from scheduler.domain.plan import Plan, Route, Stop, Unserved
from scheduler.domain.problem import Problem
from scheduler.domain.roster import RosterRow, shifts_between
from scheduler.domain.times import Span
from scheduler.domain.words import Detail, ShiftKind, Tag
from scheduler.errors import Language, Text
from scheduler.sheets.address import house_name
from scheduler.sheets.board_models import (
    Board,
    BoardBar,
    BoardPage,
    BoardRow,
    BoardSpan,
    BoardUnserved,
)
from scheduler.sheets.board_words import NO_REASON, REASONS, board_labels
from scheduler.sheets.company import Company, company_of
from scheduler.sheets.fixed_times import is_fixed
from scheduler.sheets.paper_text import paper_text
from scheduler.sheets.privacy import printed_senior
from scheduler.sheets.wording import long_date

NOON = 12 * 3600
_DAY = Span(0, 24 * 3600)
_HALF_HOUR = 1800

MOST_ROWS_A4 = 16
MOST_ROWS_A3 = 26
"""Carers a page; with more than one A4 page takes, the board is A3."""

_MOST_UNSERVED = 8
_URGENCY = tuple(Tag)


def day_board(
    problem: Problem,
    plan: Plan,
    day: date,
    language: Language = Language.ZH,
    names: bool = False,
) -> Board:
    """Return what stands on the board of a day.

    Parameters
    ----------
    names
        Show people's names instead of their codes, where no visitor sees the board.
    """
    of = _Day(problem, plan, day, language, names)
    left = sorted(_due(plan, day), key=_urgency)
    halves = [half for half in _halves(of) if half.rows]
    most = max((len(half.rows) for half in halves), default=0)
    is_a4 = most <= MOST_ROWS_A4
    date_says = long_date(day, language)
    labels = board_labels(language)
    return Board(
        title=f"{labels['board']} {date_says}",
        community=of.text(problem.policy.community.name),
        language=language,
        labels=labels,
        date=date_says,
        paper="a4" if is_a4 else "a3",
        one_by_one=any(
            bar.company in (Company.FIRST, Company.SECOND)
            for half in halves
            for row in half.rows
            for bar in row.bars
        ),
        carers=len({route.carer_id for route in of.routes}),
        visits=len({s.senior_id for route in of.routes for s in route.stops}),
        pages=tuple(_pages(halves, MOST_ROWS_A4 if is_a4 else MOST_ROWS_A3)),
        unserved=tuple(_unserved(of, one) for one in left[:_MOST_UNSERVED]),
        unserved_count=len(left),
        reassign=tuple(_reassign(of)),
        version=plan.plan_id,
        has_names=names,
    )


class _Day(NamedTuple):
    problem: Problem
    plan: Plan
    date: date
    language: Language
    names: bool

    @property
    def routes(self) -> list[Route]:
        return [route for route in self.plan.routes if route.date == self.date]

    @property
    def roster(self) -> list[RosterRow]:
        return [row for row in self.problem.roster if row.falls_on(self.date)]

    def text(self, text: str) -> str:
        return paper_text(text, self.language)

    def carer(self, carer_id: str) -> str:
        carer = self.problem.carer.get(carer_id)
        return self.text(carer.name) if self.names and carer else carer_id

    def senior(self, senior_id: str) -> tuple[str, str]:
        """Return name or code, and building."""
        senior = self.problem.senior[senior_id]
        printed = printed_senior(senior, Detail.FULL, self.language)
        who = printed.name if self.names else senior_id
        return who, house_name(senior.building, self.language)


class _OnDuty(NamedTuple):
    """One carer's day: when on duty, when on leave, and the stops."""

    carer_id: str
    duty: tuple[Span, ...]
    leave: tuple[Span, ...]
    stops: tuple[Stop, ...]


def _on_duty(of: _Day) -> list[_OnDuty]:
    """Return everybody who works, is on leave from work, or has a route that day."""
    stops: dict[str, list[Stop]] = {}
    for route in of.routes:
        stops.setdefault(route.carer_id, []).extend(route.stops)
    rows = of.roster
    working = {row.carer_id for row in rows if row.kind is ShiftKind.WORK}
    return [
        _OnDuty(
            carer_id,
            _duty(rows, carer_id, of.date),
            tuple(
                row.span
                for row in rows
                if row.carer_id == carer_id and row.kind is ShiftKind.LEAVE
            ),
            tuple(sorted(stops.get(carer_id, ()), key=lambda stop: stop.start)),
        )
        for carer_id in sorted(working | stops.keys())
    ]


def _duty(rows: Iterable[RosterRow], carer_id: str, day: date) -> tuple[Span, ...]:
    """Return the carer's hours with the hours of leave still in them."""
    kept = [
        row
        for row in rows
        if row.carer_id == carer_id and row.kind is not ShiftKind.LEAVE
    ]
    return tuple(shift.span for shift in shifts_between(kept, day, 1))


def _halves(of: _Day) -> Iterator[BoardPage]:
    everybody = _on_duty(of)
    labels = board_labels(of.language)
    for name, half in (
        ("morning", Span(0, NOON)),
        ("afternoon", Span(NOON, _DAY.end)),
    ):
        here = [one for one in everybody if _is_in(one, half)]
        first, last = _hours(here, half)
        rows = tuple(_row(of, one, half, Span(first, last)) for one in here)
        yield BoardPage(half=labels[name], first=first, last=last, rows=rows)


def _is_in(one: _OnDuty, half: Span) -> bool:
    return bool(_shared(one.duty, half)) or bool(_stops(one, half))


def _stops(one: _OnDuty, half: Span) -> list[Stop]:
    return [stop for stop in one.stops if half.start <= stop.start < half.end]


def _hours(here: Sequence[_OnDuty], half: Span) -> tuple[int, int]:
    """Return the half hours between which all of half a day lies."""
    spans = _shared((span for one in here for span in one.duty), half)
    spans += [Span(s.start, s.end) for one in here for s in _stops(one, half)]
    first = min((span.start for span in spans), default=half.start)
    last = max((span.end for span in spans), default=half.end)
    return first // _HALF_HOUR * _HALF_HOUR, -(-last // _HALF_HOUR) * _HALF_HOUR


def _row(of: _Day, one: _OnDuty, half: Span, shown: Span) -> BoardRow:
    leave = [
        part for duty in _shared(one.duty, shown) for part in _shared(one.leave, duty)
    ]
    return BoardRow(
        carer=of.carer(one.carer_id),
        on_leave=bool(leave),
        spans=(
            *(_span(span, leave=False) for span in _gaps(one.duty, shown)),
            *(_span(span, leave=True) for span in leave),
        ),
        bars=tuple(_bar(of, one, stop) for stop in _stops(one, half)),
        visits_of_day=len(one.stops),
    )


def _span(span: Span, leave: bool) -> BoardSpan:
    return BoardSpan(start=span.start, end=span.end, leave=leave)


def _gaps(duty: Iterable[Span], shown: Span) -> Iterator[Span]:
    start = shown.start
    for span in _shared(duty, shown):
        if span.start > start:
            yield Span(start, span.start)
        start = max(start, span.end)
    if start < shown.end:
        yield Span(start, shown.end)


def _bar(of: _Day, one: _OnDuty, stop: Stop) -> BoardBar:
    who, place = of.senior(stop.senior_id)
    visit = Span(stop.start, stop.end)
    return BoardBar(
        who=who,
        place=place,
        tag=stop.tag,
        start=stop.start,
        end=stop.end,
        fixed=is_fixed(of.problem.senior[stop.senior_id], stop),
        company=company_of(of.plan, of.date, stop),
        carer_away=bool(_shared(one.leave, visit)),
    )


def _pages(halves: Iterable[BoardPage], most: int) -> Iterator[BoardPage]:
    for half in halves:
        for start in range(0, len(half.rows), most):
            yield half.replace(rows=half.rows[start : start + most])


def _due(plan: Plan, day: date) -> Iterator[Unserved]:
    return (one for one in plan.unserved if one.due <= day)


def _urgency(one: Unserved) -> tuple[int, date, str]:
    return _URGENCY.index(one.tag), one.due, one.senior_id


def _unserved(of: _Day, one: Unserved) -> BoardUnserved:
    who, place = of.senior(one.senior_id)
    says = REASONS.get(one.reason, NO_REASON).to(of.language)
    return BoardUnserved(who=who, place=place, tag=one.tag, says=says)


def _reassign(of: _Day) -> Iterator[str]:
    for one in _on_duty(of):
        away = sum(_bar(of, one, stop).carer_away for stop in one.stops)
        if away:
            who = of.carer(one.carer_id)
            yield Text(f"{who}，{away} 户", f"{who}, {away}").to(of.language)


def _shared(spans: Iterable[Span], whole: Span) -> list[Span]:
    """Return what of the spans lies in the whole, in order."""
    cut = (span.shared(whole) for span in spans)
    return sorted(span for span in cut if span.seconds > 0)
