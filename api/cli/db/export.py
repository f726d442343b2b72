"""`qixiu db export`: everything as files that any program can read."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import DatabaseName
from scheduler.cli.console import say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import Json, Lang
from scheduler.errors import Language, Text


@reporting
def export(
    ctx: typer.Context,
    out: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE.xlsx",
            readable=False,
            help="文件夹或工作簿。 A folder, or a workbook.",
            show_default=False,
        ),
    ],
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """导出全部资料、现行计划和各类记录。 Write out all data, the plan and the records.

    与 qixiu plan、qixiu db import 读的是同样的表；现行计划在 plan.json，检查表、跟进、
    个案和审计记录在 records 文件夹。

    The tables are those that qixiu plan and qixiu db import read; the plan in force is
    plan.json; checklists, follow-ups, cases and the audit trail lie in records.

    例 Example: qixiu db export community
    """
    from api.cli.opening import opened
    from api.services.audit import COMMAND_LINE, note
    from api.services.community_out import write_export
    from api.store.community import policy_of

    with opened(database) as at_hand:
        with at_hand.database.noting() as session:
            now = at_hand.clock.now()
            note(session, now, COMMAND_LINE, "community.export", "community")
        with at_hand.database.reading() as session:
            today = at_hand.clock.today(policy_of(session).community.timezone)
            plan = write_export(session, out, today, lang)
    plan_id = None if plan is None else plan.plan_id
    if as_json:
        write_json({"written_to": str(out), "plan_id": plan_id})
    say(Text(f"已导出到 {out}", f"written to {out}").to(lang))
    if plan_id is None:
        say(Text("今天没有现行计划。", "No plan is in force today.").to(lang))
