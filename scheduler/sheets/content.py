"""The route sheet's content, made from a plan; what it says of seniors: `privacy`."""

from collections.abc import Mapping
from datetime import date

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import Span
from scheduler.domain.words import Detail
from scheduler.errors import Language
from scheduler.sheets.carer_day import CarerDay
from scheduler.sheets.codes import SheetKey, qr_svg, sheet_codes
from scheduler.sheets.labels import OFFICE, OWN_PLACE, labels, steps
from scheduler.sheets.lines import route_lines
from scheduler.sheets.route_map import route_map
from scheduler.sheets.route_models import RouteSheet
from scheduler.sheets.wording import clock_span, clock_time, long_date


def route_sheet(
    problem: Problem,
    plan: Plan,
    day: date,
    carer_id: str,
    language: Language = Language.ZH,
    detail: Detail | None = None,
    codes: Mapping[SheetKey, str] | None = None,
) -> RouteSheet:
    """Return what stands on a carer's sheet of a day.

    Parameters
    ----------
    detail
        How much of the seniors it says; None: as the policy says for the role.
    codes
        Of all sheets of the plan, where they are known already.

    Raises
    ------
    KeyError
        If the problem has no such carer, or the plan no route for them on the day.
    """
    carer = problem.carer[carer_id]
    known = problem.policy.sheets.detail(carer.role) if detail is None else detail
    of = CarerDay(problem, plan, day, carer, language, known)
    code = (codes or sheet_codes(plan))[SheetKey(day, carer_id)]
    routes, name = of.routes, of.safe(carer.name)
    drawn = route_map(of, routes)
    return RouteSheet(
        title=f"{name} {long_date(day, language)} {code}",
        community=of.safe(problem.policy.community.name),
        language=language,
        labels=labels(language),
        steps=steps(language),
        date=long_date(day, language),
        carer=name,
        shifts=tuple(clock_span(Span(r.shift_start, r.shift_end)) for r in routes),
        leave=clock_time(routes[0].leave),
        start=_start(of),
        homes=sum(len(route.stops) for route in routes),
        duty_desk=of.safe(problem.policy.sheets.duty_desk),
        in_full=known is Detail.FULL,
        lines=tuple(route_lines(of, code)),
        schematic=drawn.schematic if drawn else None,
        map_says=drawn.says if drawn else "",
        off_map=drawn.off_map if drawn else "",
        code=code,
        qr=qr_svg(code),
        version=plan.plan_id,
    )


def _start(of: CarerDay) -> str:
    if of.carer.has_own_base:
        return OWN_PLACE.to(of.language)
    return of.safe(of.problem.policy.sheets.start_place) or OFFICE.to(of.language)
