"""Who is still to come second to a visit that another carer has begun.

The second keeps the time told, and so does everything that the second does until then,
also for those who share any of it.
"""

from collections.abc import Callable, Mapping, Sequence

from scheduler.domain.plan import Route, Stop

At = tuple[int, int]
"""Number of a route, and place of a stop in it."""


def with_promises(
    routes: Sequence[Route],
    begun: Sequence[int],
    crews: Sequence[Sequence[At]],
    can_come: Callable[[Route, Stop], bool],
) -> list[int]:
    """Return how many stops of each route have begun, promised ones among them.

    Parameters
    ----------
    begun
        How many have begun of each, promises apart.
    crews
        The stops of each visit to which one carer comes after another.
    can_come
        Whether a carer can still make a stop as it was told.
    """
    kept = list(begun)
    shared = _crews_of_all(routes)
    for crew in crews:
        late = [at for at in crew if at[1] >= kept[at[0]]]
        if 0 < len(late) < len(crew):
            kept = _raised(routes, kept, late, shared, can_come) or kept
    return kept


def _crews_of_all(routes: Sequence[Route]) -> Mapping[str, Sequence[At]]:
    crews: dict[str, list[At]] = {}
    for number, route in enumerate(routes):
        for place, stop in enumerate(route.stops):
            crews.setdefault(stop.senior_id, []).append((number, place))
    return crews


def _raised(
    routes: Sequence[Route],
    begun: Sequence[int],
    promised: Sequence[At],
    crews: Mapping[str, Sequence[At]],
    can_come: Callable[[Route, Stop], bool],
) -> list[int] | None:
    """Return the counts with what is promised begun; None if somebody cannot come."""
    raised, open_ends = list(begun), list(promised)
    while open_ends:
        number, place = open_ends.pop()
        more = routes[number].stops[raised[number] : place + 1]
        if not all(can_come(routes[number], stop) for stop in more):
            return None
        raised[number] = max(raised[number], place + 1)
        for stop in more:
            open_ends += crews[stop.senior_id]
    return raised
