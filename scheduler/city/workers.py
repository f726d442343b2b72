"""Workers of dask.distributed: started here, or those of a scheduler by its address."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from logging import CRITICAL, getLogger
from typing import TYPE_CHECKING

from scheduler.domain.times import PlannedDay
from scheduler.errors import Finding, InputError, Text

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECT_SECONDS = 10.0
RESTART_SECONDS = 10.0

SETTINGS = {
    "distributed.scheduler.allowed-failures": 1,
    "distributed.client.large-graph-warning-threshold": "1GB",
}
"""A community that has ended two workers is not given to a third."""


def require_distributed() -> None:
    """Make sure that dask.distributed is there.

    Raises
    ------
    scheduler.errors.InputError
        If it is not, saying what to install.
    """
    if find_spec("distributed") is None:
        raise InputError([Finding("qixiu city", _MISSING)])


@contextmanager
def own_workers(count: int | None, communities: int) -> Iterator["Client"]:
    """Return a client of workers started on this machine, ended with the block.

    Each plans one community at a time.

    Parameters
    ----------
    count
        How many; None: one for each core, but no more than communities.
    """
    import dask
    from dask.system import CPU_COUNT
    from distributed import Client, LocalCluster

    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=count or min(CPU_COUNT, communities),
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            silence_logs=CRITICAL,
            preload="scheduler.city.preload",
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


@contextmanager
def workers_at(address: str) -> Iterator["Client"]:
    """Return a client of a scheduler's workers, which are left as they are.

    The certificates for a ``tls://`` address come from dask's own settings.

    Raises
    ------
    scheduler.errors.InputError
        If nobody answers there.
    """
    import dask
    from distributed import Client

    getLogger("distributed.client").setLevel(CRITICAL)
    with dask.config.set(SETTINGS):
        try:
            client = Client(address, timeout=CONNECT_SECONDS)
        except (OSError, TypeError, ValueError) as error:
            raise InputError([Finding(address, _no_answer(error))]) from error
        with client:
            yield client


def taken_from(client: "Client", future: "Future[object]") -> list[str]:
    """Return the worker from which a task is taken, because it hangs; else nobody.

    Where somebody watches over that worker, it is ended and another takes its place,
    under an address of its own.
    """
    having = [who for who, keys in client.processing().items() if future.key in keys]
    future.cancel(force=True)
    with suppress(ValueError, TimeoutError):
        client.restart_workers(having, RESTART_SECONDS, raise_for_error=False)
    return having


def gone(client: "Client") -> InputError:
    """Return the error that a scheduler does not answer any longer."""
    return InputError([Finding(client.scheduler.addr, _GONE)])


def compile_once(first_day: PlannedDay, announce: Callable[[], None]) -> None:
    """Compile the search if this machine has not yet, before workers each would."""
    from scheduler.planning import make_plan, to_problem
    from scheduler.simulate.communities import generate_community
    from scheduler.solver.kernel.search import is_cached

    if not is_cached():
        announce()
        files = generate_community(seniors=1, seed=0, first_day=first_day)
        make_plan(to_problem(files, first_day, days=1), time_limit=0.1)


_MISSING = Text(
    '缺少 dask.distributed；请运行 pip install "qixiu[city]"',
    'dask.distributed is missing; run pip install "qixiu[city]"',
)
_GONE = Text(
    "调度器或全部计算进程中途断开；已完成的社区都已保存，重新运行同一命令即可继续",
    "the scheduler or all workers have gone; communities that are done are kept, "
    "run the same command again to go on",
)


def _no_answer(error: Exception) -> Text:
    return Text(
        f"连不上这个调度器；应如 tcp://10.0.0.1:8786（{error}）",
        f"no scheduler answers there; should be like tcp://10.0.0.1:8786 ({error})",
    )
