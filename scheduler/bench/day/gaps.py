"""How far each result lies from the best seen of its day."""

import statistics
from collections.abc import Iterable, Mapping, Sequence

from scheduler.bench.day.contest import Result


def best_seen(results: Iterable[Result]) -> Mapping[str, Result]:
    """Return the best plan of each day that breaks no rule, by the day's name.

    Whoever leaves out less comes first, then who travels less.
    """
    best: dict[str, Result] = {}
    for one in results:
        known = best.get(one.instance)
        if not one.broken and (known is None or one.rank < known.rank):
            best[one.instance] = one
    return best


def gap(result: Result, best: Mapping[str, Result]) -> float | None:
    """Return by what part of the best travel a result lies above it.

    None where travel cannot be compared: it breaks a rule, or leaves out more.
    """
    seen = best.get(result.instance)
    if seen is None or result.broken or result.worth_left != seen.worth_left:
        return None
    return result.travel / seen.travel - 1 if seen.travel else 0.0


def median_gap(results: Sequence[Result], best: Mapping[str, Result]) -> float | None:
    """Return the median over seeds; None if any of them has none."""
    gaps = [gap(one, best) for one in results]
    known = [one for one in gaps if one is not None]
    return statistics.median(known) if known and len(known) == len(gaps) else None


def mean_gap(results: Sequence[Result], best: Mapping[str, Result]) -> float | None:
    """Return the mean over days of the median over seeds; None if one has none."""
    medians = [
        median_gap([one for one in results if one.instance == day], best)
        for day in dict.fromkeys(one.instance for one in results)
    ]
    known = [one for one in medians if one is not None]
    return statistics.mean(known) if known and len(known) == len(medians) else None
