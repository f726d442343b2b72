"""One carer on one day of a plan: what a route sheet is made from."""

from datetime import date
from typing import NamedTuple

from scheduler.domain.people import Carer
from scheduler.domain.plan import Plan, Route
from scheduler.domain.problem import Problem
from scheduler.domain.words import Detail
from scheduler.errors import Language
from scheduler.sheets.paper_text import paper_text


class CarerDay(NamedTuple):
    """What a sheet is made from, for whom, and how much it may say."""

    problem: Problem
    plan: Plan
    date: date
    carer: Carer
    language: Language
    detail: Detail

    @property
    def routes(self) -> list[Route]:
        """The carer's shifts with stops, in the order of the day."""
        routes = [
            route
            for route in self.plan.routes
            if (route.date, route.carer_id) == (self.date, self.carer.carer_id)
            and route.stops
        ]
        return sorted(routes, key=lambda route: route.shift_start)

    def safe(self, text: str) -> str:
        """Return free text as it may be printed."""
        return paper_text(text, self.language)
