"""How much is measured: the whole table, or a look at whether everything runs."""

from typing import NamedTuple

FIRST_SEED = 4001
"""Of searches and invented communities. No parameter was chosen on such seeds."""


class Sizes(NamedTuple):
    """Instances, seeds and seconds of each row.

    Attributes
    ----------
    seeds
        Of the search, on the days of `--shared`.
    instances
        How many of the published daily problem.
    days
        Invented for each shape.
    ours, beside, rivals
        Seconds on a day: ours alone; all side by side; the rivals against ours.
    large, large_ours
        Seniors of a large day, and our seconds there.
    small
        Whether a dozen seniors stand for the communities of 686.
    limit, growth_limit
        Seconds for a plan of 14 days, as options; none: the usual limit.
    """

    seeds: int = 3
    instances: int = 8
    days: int = 1
    ours: tuple[float, ...] = (1, 3)
    beside: tuple[float, ...] = (2, 10)
    rivals: float = 60
    prove: float = 10
    large: int = 512
    large_ours: float = 20
    hhcrsp: float = 60
    limit: tuple[str, ...] = ()
    growth_limit: tuple[str, ...] = ()
    plan_seconds: float = 12
    small: bool = False
    absences: int = 10
    lived_days: int = 28
    lived_seconds: float = 3
    growth: tuple[int, ...] = (172, 343, 686, 1372, 2744)
    communities: int = 24
    community: int = 343

    @property
    def search_seeds(self) -> list[int]:
        """Seeds of the search."""
        return [FIRST_SEED + number for number in range(self.seeds)]


SHORT = Sizes(
    seeds=1,
    instances=2,
    ours=(0.2, 0.5),
    beside=(0.5,),
    rivals=1,
    prove=1,
    large=128,
    large_ours=0.5,
    hhcrsp=1,
    limit=("--time-limit", "3"),
    growth_limit=("--limit", "2"),
    plan_seconds=5,
    small=True,
    absences=2,
    lived_days=2,
    lived_seconds=0.5,
    growth=(172, 343),
    communities=2,
    community=60,
)
