"""Route sheets as finished PDFs, one for each carer of a day."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.sheets.codes import sheet_codes
from scheduler.sheets.content import route_sheet
from scheduler.sheets.render import render
from scheduler.sheets.route_models import RouteSheet, VisitLine

TEMPLATE = "route.typ"


class RoutePaper(NamedTuple):
    """One carer's sheet.

    Attributes
    ----------
    code
        The sheet's own.
    held_back
        Numbers of the stops whose notes are not wholly on the sheet.
    """

    carer_id: str
    code: str
    pdf: bytes
    held_back: tuple[int, ...]


def carers_of(plan: Plan, day: date) -> tuple[str, ...]:
    """Return who has homes to go to on a day, in the order of their ids."""
    routes = (route for route in plan.routes if route.date == day and route.stops)
    return tuple(sorted({route.carer_id for route in routes}))


def route_papers(
    problem: Problem,
    plan: Plan,
    day: date,
    carer_ids: Iterable[str],
    language: Language = Language.ZH,
) -> Iterator[RoutePaper]:
    """Return the sheets of carers who have homes to go to, drawn one by one."""
    codes = sheet_codes(plan)
    for carer_id in carer_ids:
        sheet = route_sheet(problem, plan, day, carer_id, language, codes=codes)
        pdf = render(TEMPLATE, sheet, day)
        yield RoutePaper(carer_id, sheet.code, pdf, _held_back(sheet))


def _held_back(sheet: RouteSheet) -> tuple[int, ...]:
    visits = (line for line in sheet.lines if isinstance(line, VisitLine))
    return tuple(line.order for line in visits if line.senior.held_back)
