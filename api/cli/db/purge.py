"""`qixiu db purge`: what is older than a day is removed."""

from datetime import date
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from api.cli.options import DatabaseName
from scheduler.cli.console import results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.options import Json, Lang, parse_date
from scheduler.errors import Language, Text


@reporting
def purge(
    ctx: typer.Context,
    before: Annotated[
        date,
        typer.Option(
            "--before",
            metavar="DATE",
            parser=parse_date,
            help="清理这一天之前的记录。 What is older than this day goes.",
            show_default=False,
        ),
    ],
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="只数一数，不删除。 Only count."),
    ] = False,
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """清理过了保存期的记录；删除后不可恢复。 Remove what is older than a day for good.

    不删：每位老人最近一次有效走访、未结个案、未完成的跟进、最新发布的计划、三年内的
    审计记录。

    Kept: each senior's last valid visit, open cases and follow-ups, the newest
    published plan, audit entries of the last three years.

    例 Example: qixiu db purge --before 2025-01-01 --dry-run
    """
    from api.cli.opening import opened
    from api.services.audit import COMMAND_LINE
    from api.services.purge import purge as remove

    with opened(database) as at_hand:
        with at_hand.database.writing() as session:
            removed = remove(session, at_hand.clock.now(), COMMAND_LINE, before)
            if dry_run:
                session.rollback()
        at_hand.database.tidy()
    if as_json:
        write_json({"removed": not dry_run, **removed})
        return
    table = Table(box=box.SIMPLE, show_header=False)
    for kind, count in removed.items():
        table.add_row(KINDS[kind].to(lang), str(count))
    results().print(table)
    done = Text("已删除。", "Removed.")
    counted = Text("只是计数，没有删除。", "Only counted; nothing was removed.")
    say((counted if dry_run else done).to(lang))


KINDS = {
    "follow_ups": Text("完成的跟进", "follow-ups done"),
    "cases": Text("已结个案", "closed cases"),
    "visits": Text("走访记录", "visits"),
    "pins": Text("人工固定", "pins"),
    "events": Text("突发事件", "events"),
    "plans": Text("计划", "plans"),
    "answers": Text("请求的回执", "answers given"),
    "audit": Text("审计记录", "audit entries"),
    "seniors": Text("已结束的老人", "seniors who have ended"),
}
