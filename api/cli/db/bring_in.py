"""`qixiu db import`: a community's files brought into the database."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import DatabaseName
from scheduler.cli.console import say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.findings import show_findings
from scheduler.cli.options import Data, Json, Lang, on_date
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from api.services.community_in import Imported


@reporting
def bring_in(
    ctx: typer.Context,
    data: Data,
    day: Annotated[
        date | None,
        on_date("资料截至哪一天，默认今天。 Day of the files; default today."),
    ] = None,
    database: DatabaseName = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """把资料导入数据库；可以重复导入。 Bring a community's files into the database.

    人员、排班、政策和路程以资料为准；走访记录只增不改。不在资料里的老人，有记录的转为
    “结束”，没有记录的删除。有一处不对，就什么也不导入。

    People, shifts, policy and travel times become those of the files; visits are only
    added. Seniors who are not in the files end, or go if nothing is recorded of them.
    If anything is wrong, nothing is taken.

    例 Example: qixiu db import fixtures/small --date 2026-11-23
    """
    from api.cli.opening import opened
    from api.services.audit import COMMAND_LINE
    from api.services.community_in import import_community
    from scheduler.domain.policy import Community
    from scheduler.files.community import read_community
    from scheduler.sheets.fontcheck import print_problem

    with opened(database, make=True) as at_hand:
        today = day or at_hand.clock.today(Community().timezone)
        files = read_community(data, today, print_problem)
        show_findings(files.warnings, lang)
        with at_hand.database.writing() as session:
            now = at_hand.clock.now()
            done = import_community(session, now, COMMAND_LINE, files)
    if as_json:
        write_json(_as_json(done))
    for sentence in _sentences(done):
        say(sentence.to(lang))


def _as_json(done: "Imported") -> dict[str, object]:
    counts = asdict(done)
    left = done.leavers
    return counts | {
        "leavers": {
            "seniors_ended": [senior.senior_id for senior in left.seniors],
            "seniors_removed": list(left.removed_seniors),
            "carers_without_shifts": [carer.carer_id for carer in left.carers],
            "carers_removed": list(left.removed_carers),
        }
    }


def _sentences(done: "Imported") -> list[Text]:
    left = done.leavers
    said = [
        Text(
            f"已导入：老人 {done.seniors}，人员 {done.carers}，新增走访记录 "
            f"{done.visits}（已有 {done.visits_known}）。",
            f"Brought in: {done.seniors} seniors, {done.carers} carers, {done.visits} "
            f"new visits ({done.visits_known} were there).",
        )
    ]
    if done.visits_otherwise:
        said.append(
            Text(
                f"有 {done.visits_otherwise} 条走访与已录入的不同，以已录入的为准。",
                f"{done.visits_otherwise} visits are recorded otherwise; what is "
                "recorded stands.",
            )
        )
    for ids, zh, en in (
        (
            [senior.senior_id for senior in left.seniors],
            "不在资料里、有记录，转为结束的老人",
            "Seniors not in the files, with records, now ended",
        ),
        (left.removed_seniors, "不在资料里、已删除的老人", "Seniors removed"),
        (
            [carer.carer_id for carer in left.carers],
            "不在资料里、计划里还有走访的人员（不再排班，请重新排计划）",
            "Carers not in the files who still have stops (no shifts; plan anew)",
        ),
        (left.removed_carers, "不在资料里、已删除的人员", "Carers removed"),
    ):
        if ids:
            said.append(Text(f"{zh}：{'、'.join(ids)}", f"{en}: {', '.join(ids)}"))
    return said
