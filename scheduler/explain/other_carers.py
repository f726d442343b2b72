"""Who else could make a visit on its day, and at what price."""

from collections.abc import Sequence
from datetime import date

from scheduler.changes.requests import Move
from scheduler.explain.barriers import Barrier
from scheduler.explain.explanation import Others
from scheduler.explain.team import Team, grouped, last_of
from scheduler.explain.tries import Tries, Way


def other_carers(
    tries: Tries, team: Team, senior_id: str, day: date, crew: Sequence[str]
) -> Others:
    """Return who else could come, for each the cheapest way; of two, one is replaced.

    Parameters
    ----------
    crew
        Who comes as planned.
    """
    ways: list[Way] = []
    barred: dict[str, Barrier] = {}
    for carer_id in (who for who in team.may if who not in crew):
        if not team.is_on_duty(carer_id, day):
            barred[carer_id] = Barrier.OFF_DUTY
            continue
        found = [
            _instead(tries, team, Move(
                senior_id=senior_id,
                date=day,
                carer_ids=(carer_id,),
                instead_of=gone if len(crew) > 1 else None,
            ), [who for who in crew if who != gone])
            for gone in crew
        ]  # fmt: skip
        possible = [way for way in found if isinstance(way, Way)]
        if possible:
            ways.append(min(possible, key=lambda way: way.total))
        else:
            barred[carer_id] = last_of(b for b in found if isinstance(b, Barrier))
    return Others(
        never=team.never,
        barred=grouped(barred),
        ways=tuple(sorted(ways, key=lambda way: (way.total, way.carer_ids))),
    )


def _instead(
    tries: Tries, team: Team, request: Move, staying: Sequence[str]
) -> Way | Barrier:
    crew = (*staying, *(request.carer_ids or ()))
    if not team.may_lead(crew):
        return Barrier.COMPANIONS_ONLY
    if not team.has_second(crew):
        return Barrier.SKILL
    return tries.tried(request)
