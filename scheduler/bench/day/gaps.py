"""How far each result lies from the best seen of its day, and from what is proved."""

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


def proved(results: Iterable[Result]) -> Mapping[str, float]:
    """Return what no plan of each day costs less than, by the day's name."""
    bounds: dict[str, float] = {}
    for one in results:
        if one.bound is not None:
            bounds[one.instance] = max(one.bound, bounds.get(one.instance, 0.0))
    return bounds


def least_travel(result: Result, bounds: Mapping[str, float]) -> float | None:
    """Return what no plan that is as good beside travel travels less than.

    None where that says nothing: nothing was proved, or too many are left out.
    """
    least = bounds.get(result.instance, 0.0) - result.other_cost
    return least if least > 0.0 else None


def gap_proved(result: Result, bounds: Mapping[str, float]) -> float | None:
    """Return by what part of the least travel a result lies above it at most.

    None where nothing is known of that, or the result breaks a rule.
    """
    least = least_travel(result, bounds)
    return None if least is None or result.broken else result.travel / least - 1
