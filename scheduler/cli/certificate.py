"""`qixiu certificate`: whether the roster is enough, with proof."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Day, Days, Json, Lang, Seed, TimeLimit, to_write
from scheduler.cli.scenarios import Under, under
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem


@reporting
def certificate(
    ctx: typer.Context,
    data: Data,
    day: Day,
    days: Days = 14,
    out: Annotated[
        Path | None,
        to_write(
            "--out", "写出作为佐证的计划。 Also write the plan that was made for it."
        ),
    ] = None,
    scenario: Under = None,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """人手够不够，有据可查。 Whether the roster is enough, with proof.

    要么证明：按这份排班，无论怎样排，到某天至少有几位老人必然逾期，卡在哪些班次；
    要么用一份通过检查的计划说明：谁都不必逾期。

    Either it is proved that with this roster so many seniors must go late by a
    day, whatever the plan, and which shifts are short; or a plan that passed the
    check shows that nobody has to.

    例 Example: qixiu certificate fixtures/qixiu --date 2026-11-23
    """
    from scheduler.capacity.certificate import certify
    from scheduler.cli.certified import certificate_json, show_certificate
    from scheduler.cli.interrupt import stopped_by_interrupt
    from scheduler.cli.progress import shown_progress
    from scheduler.files.plan_json import write_plan
    from scheduler.planning import make_plan, read_problem

    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    problem = under(problem, scenario, lang)
    say(_PROVING.to(lang))

    def planner(of: "Problem") -> "Plan":
        with stopped_by_interrupt() as stop, shown_progress(lang, stop) as report:
            return make_plan(
                of,
                seed=seed,
                time_limit=time_limit,
                report=report,
                stop=stop,
                language=lang,
            )

    found = certify(problem, planner)
    if out is not None:
        write_plan(out, found.plan)
    if as_json:
        write_json(certificate_json(found))
    else:
        show_certificate(results(), found, lang)


_PROVING = Text(
    "正在证明：先求任何计划都避免不了的逾期",
    "Proving what lateness no plan can avoid",
)
