"""`qixiu staff`: the least additional hours that make everyone on time."""

from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Day, Json, Lang, Seed, TimeLimit, number
from scheduler.cli.scenarios import Under, under
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.domain.plan import Plan
    from scheduler.domain.problem import Problem


@reporting
def staff(
    ctx: typer.Context,
    data: Data,
    day: Day,
    days: Annotated[
        int,
        number(
            "--days", 1, 366, "天数，最好是整周。 How many days, whole weeks at best."
        ),
    ] = 14,
    scenario: Under = None,
    seed: Seed = 0,
    time_limit: TimeLimit = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """还要加多少人手，人人才能按时。 The least extra hours that make everyone on time.

    按角色、星期、半天给出要加的工时：证明少于多少不行，并用加了这些工时的计划说明
    多少够了；同时列出工时与逾期天数的取舍。--time-limit 是每份计划的求解秒数。

    By role, weekday and half-day: proved what is too little, shown by a plan with the
    hours added what is enough, and what fewer hours would cost in days late.
    --time-limit is for each plan.

    例 Example: qixiu staff fixtures/qixiu --date 2026-11-23
    """
    from scheduler.capacity.certificate import PROOF_SECONDS
    from scheduler.capacity.staffing import staff as staffed
    from scheduler.cli.staffed import show_staffing, staffing_json
    from scheduler.planning import make_plan, read_problem

    problem, warnings = read_problem(data, day, days)
    show_findings(warnings, lang)
    problem = under(problem, scenario, lang)

    def planner(of: "Problem", first: "Plan | None") -> "Plan":
        say(_planning(len(of.carers) - len(problem.carers)).to(lang))
        return make_plan(
            of, seed=seed, time_limit=time_limit, published=first, language=lang
        )

    found = staffed(problem, planner, PROOF_SECONDS)
    if as_json:
        write_json(staffing_json(found))
    else:
        show_staffing(results(), found, lang)


def _planning(extra: int) -> Text:
    if not extra:
        return Text("按现有排班排计划……", "Planning with the roster as it is …")
    return Text(
        f"加 {extra} 名人员再排计划……",
        f"Planning with {extra} more carers …",
    )
