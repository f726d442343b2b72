"""The rows of one day's routes: ours alone, beside the rivals, and proved."""

from collections.abc import Mapping, Sequence

from tabled.commands import START, Row, listed, qixiu, typed
from tabled.place import NO_RIVALS, Place
from tabled.sizes import FIRST_SEED, Sizes
from tabled.steps import Step

DAYS = ("day-estate", "day-town", "day-district")
SHAPES = ("estate", "town", "district")
VROOM = 10.0
"""Seconds after which VROOM is done with a day of usual size, whatever its limit."""


def _days(at: Place) -> Mapping[str, tuple[object, ...]]:
    """Return the days to be routed as arguments, by name: folders, or invented ones."""
    if at.shared is not None:
        return {name: (at.community(name),) for name in DAYS}
    return _invented(128, 1)


def _invented(seniors: int, days: int) -> Mapping[str, tuple[object, ...]]:
    return {
        f"{shape}-{seniors}-{seed}": (
            *("--seniors", seniors, "--shapes", shape, "--communities", seed),
        )
        for shape in SHAPES
        for seed in range(FIRST_SEED, FIRST_SEED + days)
    }


def _typed_days(at: Place) -> tuple[object, ...]:
    if at.shared is not None:
        return ("FOLDER…",)
    return ("--seniors", 128, "--communities", FIRST_SEED)


def ours(at: Place, sizes: Sizes) -> Row:
    """Return the days that we route alone, in a short time."""
    return _alone("day", at, sizes.ours, sizes.search_seeds)


def long(at: Place, sizes: Sizes) -> Row:
    """Return the same with the rivals' longest limit."""
    return _alone("long", at, (sizes.rivals,), [FIRST_SEED])


def bound(at: Place, sizes: Sizes) -> Row:
    """Return the same with a proof of how far from the best they are."""
    limits, proof = sizes.ours[-1:], ("--prove", f"{sizes.prove:g}")
    return _alone("bound", at, limits, [FIRST_SEED], *proof, more=sizes.prove)


def _alone(
    key: str,
    at: Place,
    limits: Sequence[float],
    seeds: Sequence[int],
    *options: str,
    more: float = 0.0,
) -> Row:
    """Return a row of days that we route alone.

    Parameters
    ----------
    more
        Seconds that the options take.
    """
    words = (
        *("--seconds", listed(limits), "--seeds", listed(seeds)),
        *("--peers", "none", *options),
    )
    seconds = START + (sum(limits) + more) * len(seeds)
    steps = [
        Step(name, qixiu("bench", "day", *day, *words), seconds)
        for name, day in _days(at).items()
    ]
    return Row(key, typed("bench day", *_typed_days(at), *words), tuple(steps))


def rivals(at: Place, sizes: Sizes) -> Row:
    """Return the days that all route side by side."""
    options = (
        *("--seconds", listed(sizes.beside), "--seeds", listed(sizes.search_seeds)),
        *("--peer-seconds", listed([*sizes.beside, sizes.rivals])),
    )
    shown = typed("bench day", *_typed_days(at), *options)
    if not at.has_rivals:
        return Row("rivals", shown, (), NO_RIVALS)
    beside = sum(sizes.beside)
    ours, theirs = sizes.seeds * beside, beside + sizes.rivals
    vroom = sum(min(limit, VROOM) for limit in (*sizes.beside, sizes.rivals))
    seconds = START + ours + (sizes.seeds + 1) * theirs + vroom
    steps = [
        Step(name, qixiu("bench", "day", *day, *options), seconds)
        for name, day in _days(at).items()
    ]
    return Row("rivals", shown, tuple(steps))


def large(at: Place, sizes: Sizes) -> Row:
    """Return invented days of many seniors, the rivals with more time."""
    options = (
        *("--seconds", f"{sizes.large_ours:g}", "--seeds", FIRST_SEED),
        *("--peer-seconds", f"{sizes.rivals:g}"),
    )
    seeds = listed(range(FIRST_SEED, FIRST_SEED + sizes.days))
    asked = ("--seniors", sizes.large, "--communities", seeds)
    shown = typed("bench day", *asked, *options)
    if not at.has_rivals:
        return Row("large", shown, (), NO_RIVALS)
    seconds = 2 * START + sizes.large_ours + 3 * sizes.rivals
    steps = [
        Step(name, qixiu("bench", "day", *day, *options), seconds)
        for name, day in _invented(sizes.large, sizes.days).items()
    ]
    return Row("large", shown, tuple(steps))
