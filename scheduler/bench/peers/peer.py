"""Who the rivals are, which of them are installed, and what they cannot express."""

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple, Protocol

from scheduler.bench.needs import Need
from scheduler.bench.task import Routes, Task


class Router(Protocol):
    """Routes a day in so many seconds from a seed.

    Where it can, it begins from the routes given.
    """

    def __call__(
        self, task: Task, seconds: float, seed: int, begin: Routes | None = None
    ) -> Routes:
        """Return the best routes found in the time."""
        ...


class Peer(NamedTuple):
    """One rival.

    Attributes
    ----------
    key
        How it is asked for, and the end of its module's name.
    package
        As it is installed.
    draws
        Whether the seed changes anything.
    """

    key: str
    title: str
    package: str
    draws: bool
    cannot: frozenset[Need]

    def router(self) -> Router:
        """Return what routes a day; its package is imported here.

        Raises
        ------
        ImportError
            If the package is not installed.
        """
        module = import_module(f"scheduler.bench.peers.with_{self.key}")
        router: Router = module.route
        return router

    @property
    def version(self) -> str | None:
        """The version installed; None if it is not."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return None


NO_ROUTES_MEET = frozenset({Need.TWO_CARERS, Need.ONE_BY_ONE, Need.LIMIT_OVER_SHIFTS})

PEERS = (
    Peer("pyvrp", "PyVRP", "pyvrp", True, NO_ROUTES_MEET),
    Peer("vroom", "VROOM", "pyvroom", False, NO_ROUTES_MEET | {Need.WEEKLY_MINUTES}),
    Peer("ortools", "OR-Tools GLS", "ortools", False, NO_ROUTES_MEET),
)
