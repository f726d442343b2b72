"""One community from its files to a checked plan, whatever may be wrong with it.

Runs in a worker. The time limit is counted in work, not by the clock: how many workers
share a machine changes no plan.
"""

import sys
import time
from pathlib import Path

from scheduler.city.outcome import Ending, Figures, Outcome, Row, Wanted
from scheduler.city.packing import Packed, unpacked
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.problem import Problem
from scheduler.errors import InputError, Language, Severity, TravelError
from scheduler.files.findings_out import where
from scheduler.planning import make_plan, read_problem


def plan_on_worker(
    name: str, packed: Packed, wanted: Wanted, language: Language
) -> Outcome:
    """Return what becomes of a community; its files lie where the worker tidies up."""
    from distributed import get_worker

    scratch = Path(get_worker().local_directory)
    return plan_community(name, packed, wanted, language, scratch)


def plan_community(
    name: str,
    packed: Packed,
    wanted: Wanted,
    language: Language,
    scratch: Path | None = None,
) -> Outcome:
    """Return what becomes of a community; nothing that is wrong with it is raised.

    Parameters
    ----------
    language
        Of the sentences on the unserved, and on what is wrong.
    scratch
        Folder for a copy of the files meanwhile; None: where temporary files lie.
    """
    began = time.monotonic()
    try:
        outcome = _planned(name, packed, wanted, language, scratch)
    except InputError as error:
        outcome = wrong_input(name, error, language)
    except Exception as error:
        outcome = failed(name, f"{type(error).__name__}: {error}")
    seconds = round(time.monotonic() - began, 1)
    row = outcome.row.replace(seconds=seconds, memory_mb=_memory_mb())
    return Outcome(row, outcome.plan, outcome.findings)


def wrong_input(name: str, error: InputError, language: Language) -> Outcome:
    """Return what becomes of a community that cannot be planned from its data."""
    missing = isinstance(error, TravelError)
    grave = [f for f in error.findings if f.severity is Severity.ERROR]
    more = f" (+{len(grave) - 1})" if len(grave) > 1 else ""
    row = Row(
        name=name,
        status=Ending.TRAVEL_MISSING if missing else Ending.INPUT_WRONG,
        warnings=len(error.findings) - len(grave),
        error=f"{where(grave[0], language)} {grave[0].says.to(language)}{more}",
    )
    return Outcome(row, findings=error.findings)


def failed(name: str, says: str) -> Outcome:
    """Return what becomes of a community for which the program, or a worker, failed."""
    return Outcome(Row(name=name, status=Ending.FAILED, error=says))


def _planned(
    name: str,
    packed: Packed,
    wanted: Wanted,
    language: Language,
    scratch: Path | None,
) -> Outcome:
    with unpacked(packed, scratch) as path:
        problem, warnings = read_problem(path, wanted.first_day, wanted.days)
    plan = make_plan(
        problem,
        seed=wanted.seed,
        time_limit=wanted.time_limit,
        by_the_clock=False,
        language=language,
    )
    row = Row(
        name=name,
        status=Ending.PLANNED,
        figures=_figures(problem, plan),
        warnings=len(warnings),
    )
    return Outcome(row, plan, warnings)


def _figures(problem: Problem, plan: Plan) -> Figures:
    kpis = plan.kpis
    assert isinstance(kpis, Kpis)
    return Figures(
        seniors=len(problem.seniors),
        carers=len(problem.carers),
        visits=kpis.visits,
        late_days=kpis.late_days,
        unserved=len(plan.unserved),
        travel_minutes=kpis.travel_minutes,
        service_minutes=kpis.service_minutes,
    )


def _memory_mb() -> int | None:
    """Return the most that this process has held; None where the system keeps none."""
    if sys.platform == "win32":
        return None
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> (20 if sys.platform == "darwin" else 10)
