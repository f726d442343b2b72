"""A day so full that a sick call must move stops: how many is known beforehand.

The helper C2 has time for so many visits and no more, all to green seniors who could
wait. The red seniors of the social worker C1 are due that day, and only those two may
visit them. The volunteer C3 has time enough for the green.
"""

from typing import NamedTuple

from builders import MONDAY, carer, day, plan, problem, roster, route, senior, stop

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.times import format_minute, parse_time

VISIT, WAY = 15 * 60, 60
FIRST = parse_time("08:30")


class Crowded(NamedTuple):
    """A community, the plan people hold, and the same community without C1."""

    world: Problem
    published: Plan
    without: Problem


def crowded(green: int, red: int) -> Crowded:
    """Return so many green visits of C2, and no more red ones of C1 than these."""
    greens = [senior(f"G{n}", last_visit=day(-4)) for n in range(green)]
    reds = [
        senior(f"R{n}", "red", visit_minutes=15, last_visit=day(-3)) for n in range(red)
    ]
    team = [carer("C1"), carer("C2", "helper"), carer("C3", "volunteer")]
    end = format_minute(FIRST + green * (VISIT + WAY))
    hours = f"08:29-{end}"
    rows = (
        *roster("C1", days=[MONDAY]),
        *roster("C2", days=[MONDAY], hours=hours),
        *roster("C3"),
    )
    world = problem([*greens, *reds], team, roster=rows, days=2)
    published = plan(
        _route("C1", [one.senior_id for one in reds], tag="red", due=MONDAY),
        _route("C2", [one.senior_id for one in greens], due=day(3), shift=hours),
        of=world,
    )
    leave = roster("C1", days=[MONDAY], kind="leave")
    return Crowded(world, published, world.replace(roster=(*rows, *leave)))


def _route(carer_id: str, senior_ids: list[str], *, tag="green", due, **changes):
    starts = [FIRST + n * (VISIT + WAY) for n in range(len(senior_ids))]
    stops = [
        stop(one, start, tag=tag, end=start + VISIT, due=due)
        for one, start in zip(senior_ids, starts, strict=True)
    ]
    return route(*stops, carer_id=carer_id, **changes)


def others_moved(before: Plan, after: Plan) -> int:
    """Return how many published stops of others than C1 the new plan does not have."""

    def stops(of: Plan) -> set[tuple[object, ...]]:
        return {(s.senior_id, r.date, r.carer_id) for r, s in of.stops()}

    return sum(carer_id != "C1" for *_, carer_id in stops(before) - stops(after))
