"""Making a plan at the command line: seen, stoppable, and put where it was asked."""

import errno
import os
import sys
from pathlib import Path
from typing import NamedTuple

from scheduler.check.price import stops_moved
from scheduler.cli.console import messages, results, say, write_json
from scheduler.cli.interrupt import stopped_by_interrupt
from scheduler.cli.progress import shown_progress
from scheduler.cli.summary import Yardsticks, show_summary, summary_json
from scheduler.domain.plan import Kpis, Plan
from scheduler.domain.problem import Problem
from scheduler.errors import Language, Text
from scheduler.files.plan_json import STANDARD_OUTPUT, write_plan
from scheduler.planning import Made, inherited_late_days, make


class Wanted(NamedTuple):
    """How the plan is made and where it goes.

    Attributes
    ----------
    out
        File of the plan; None: standard output, unless that is a terminal.
    prove
        Seconds for proving how far the plan is from the best possible.
    """

    seed: int
    time_limit: float | None
    out: Path | None
    as_json: bool
    language: Language
    prove: float = 0.0


def make_and_deliver(
    problem: Problem, wanted: Wanted, published: Plan | None = None
) -> Plan:
    """Return a plan made, written where it was asked for, and shown in figures.

    Raises
    ------
    OSError
        If the plan cannot be written; before the search, where that can be told.
    """
    language = wanted.language
    prepare(wanted.out)
    with stopped_by_interrupt() as stop, shown_progress(language, stop) as report:
        made = make(
            problem,
            seed=wanted.seed,
            time_limit=wanted.time_limit,
            published=published,
            report=report,
            stop=stop,
            prove=wanted.prove,
            firmly=True,
            language=language,
        )
    if stop.is_set():
        say(_CUT_SHORT.to(language))
    yardsticks = Yardsticks(
        made.late_bound,
        inherited_late_days(problem),
        made.gap,
        made.visits_bound,
        stops_moved(problem, made.plan, published) if published else None,
    )
    _deliver(made, yardsticks, wanted)
    return made.plan


def prepare(out: Path | None) -> None:
    """Find out before the search, not after it, that a plan cannot be written."""
    if out is None or str(out) == STANDARD_OUTPUT:
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(out))
    if out.exists() and not out.is_file():
        return
    if not os.access(out.parent, os.W_OK):
        reason = os.strerror(errno.EACCES)
        raise PermissionError(errno.EACCES, reason, str(out.parent))


_CUT_SHORT = Text(
    zh="按要求提前结束：这是到目前为止最好的计划，已通过检查。",
    en="Ended early as asked: this is the best plan so far, and it passed the check.",
)


def _deliver(made: Made, yardsticks: Yardsticks, wanted: Wanted) -> None:
    plan, kpis = made.plan, made.plan.kpis
    assert isinstance(kpis, Kpis)
    if _plan_on_standard_output(wanted):
        write_plan(STANDARD_OUTPUT, plan)
        show_summary(messages(), plan, kpis, yardsticks, wanted.language)
        return
    if wanted.out is not None:
        write_plan(wanted.out, plan)
    if wanted.as_json:
        write_json(summary_json(plan, kpis, yardsticks))
    else:
        show_summary(results(), plan, kpis, yardsticks, wanted.language)
    say(_where(wanted.out).to(wanted.language))


def _plan_on_standard_output(wanted: Wanted) -> bool:
    if wanted.out is None:
        return wanted.as_json or not sys.stdout.isatty()
    return str(wanted.out) == STANDARD_OUTPUT


def _where(out: Path | None) -> Text:
    if out is None:
        return Text(
            zh="计划没有保存；加上 --out plan.json 即可保存。",
            en="The plan was not kept; add --out plan.json to keep it.",
        )
    return Text(zh=f"计划已写入 {out}", en=f"The plan is in {out}")
