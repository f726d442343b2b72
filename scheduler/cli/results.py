"""`qixiu results`: sheets come back, are keyed in, and those still out are listed."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.table import Table

from scheduler.cli import console
from scheduler.cli.failures import reporting
from scheduler.cli.options import Json, Lang, on_date, plan_to_read
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from scheduler.files.community import CommunityFiles
    from scheduler.sheets.results import Returned
    from scheduler.sheets.returns import Sheet


@reporting
def results(
    ctx: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="SHEETCODE", help="单号。 Code of the sheet.", show_default=False
        ),
    ] = None,
    lines: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RESULTS",
            help="每行的结果，如 1s 2n 3s。 How each line went.",
            show_default=False,
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="DATA",
            help="资料文件夹或工作簿；默认当前文件夹。 Default: the current folder.",
            show_default=False,
        ),
    ] = None,
    plan_file: Annotated[
        Path | None,
        plan_to_read(
            "--plan", "单子所属的计划；默认手头最新的。 Default: the newest at hand."
        ),
    ] = None,
    outstanding: Annotated[
        bool,
        typer.Option("--outstanding", help="列出未交回的单子。 List sheets still out."),
    ] = False,
    day: Annotated[
        date | None,
        on_date("列到哪一天，默认今天。 List up to this day; default today."),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """录入交回的路线单，或列出未交回的。 Key in a sheet that came back.

    每行：行号、单子上的校验字母（可省）、结果。大小写、全角、逗号都可以。
    s 见到本人 · n 无人应答 · c 异常（见到，需跟进）· p 部分完成 · r 拒访 ·
    a 外出 · m 没去。有一处不对，就一行也不存。

    A line is its number, its check letter (may be left out) and how it went:
    s seen, n no answer, c concern, p partial, r refused, a absent, m missed.
    If anything is wrong, nothing is saved.

    例 Example: qixiu results K7MQ4RW "1s 2n 3s" --data DATA --plan plan.json
    """
    from scheduler.cli.versions import data_at_hand, versions_at_hand
    from scheduler.files.community import read_community
    from scheduler.files.visits_append import append_visits
    from scheduler.sheets.results import read_results
    from scheduler.sheets.returns import outstanding as still_out

    where = data or data_at_hand()
    versions = versions_at_hand(plan_file, where)
    today = day or date.today()
    files = read_community(where, max(today, *(v.plan.last_day for v in versions)))
    if outstanding or code is None:
        _show_outstanding(
            still_out(versions, files.records, today), files, as_json, lang
        )
        return
    found = read_results(code, " ".join(lines or ()), versions, files.records)
    written_to = append_visits(where, found.records)
    after = (*files.records, *found.records)
    left = len(
        [s for s in still_out(versions, after, found.sheet.date) if _same_day(s, found)]
    )
    if as_json:
        console.write_json(_as_json(found, written_to, left))
    else:
        _show(found, files, left, lang)
        _say_where(written_to, lang)


def _same_day(sheet: "Sheet", found: "Returned") -> bool:
    return sheet.date == found.sheet.date


def _show(
    found: "Returned", files: "CommunityFiles", left: int, lang: Language
) -> None:
    names = {carer.carer_id: carer.name for carer in files.carers}
    sheet = found.sheet
    who = f"{sheet.date} {names.get(sheet.carer_id, '')} {sheet.carer_id}"
    counts = _counts(found, lang)
    entered = Text(
        f"已录入 {sheet.code}（{who}）：{counts}", f"{sheet.code} ({who}): {counts}"
    )
    _print(entered, lang)
    seniors = {senior.senior_id: senior.name for senior in files.seniors}
    for one in found.follow_ups:
        name = f"{one.senior_id} {seniors.get(one.senior_id, '')}"
        _print(
            Text(
                f"需要跟进：第 {one.order} 行 {name}",
                f"to be followed up: line {one.order}, {name}",
            ),
            lang,
        )
    _print(
        Text(
            f"{sheet.date} 还有 {left} 张没交回。" if left else "当天的单子都齐了。",
            f"{left} sheets of that day are still out."
            if left
            else "All sheets of that day are back.",
        ),
        lang,
    )


def _counts(found: "Returned", lang: Language) -> str:
    from scheduler.files.vocabulary import OUTCOMES

    counts = Counter(result.outcome for result in found.results)
    return ", ".join(
        f"{OUTCOMES.write(outcome, lang)} {count}" for outcome, count in counts.items()
    )


def _say_where(written_to: str, lang: Language) -> None:
    console.say(Text(f"已写入 {written_to}", f"written to {written_to}").to(lang))


def _print(says: Text, lang: Language) -> None:
    console.results().print(says.to(lang), markup=False, soft_wrap=True)


def _as_json(found: "Returned", written_to: str, left: int) -> dict[str, Any]:
    return {
        "sheet": found.sheet.code,
        "records": [record.model_dump(mode="json") for record in found.records],
        "follow_up": [result.senior_id for result in found.follow_ups],
        "written_to": written_to,
        "still_out": left,
    }


def _show_outstanding(
    sheets: Sequence["Sheet"], files: "CommunityFiles", as_json: bool, lang: Language
) -> None:
    if as_json:
        console.write_json([_sheet_json(sheet) for sheet in sheets])
        return
    if not sheets:
        _print(Text("没有未交回的单子。", "No sheet is still out."), lang)
        return
    names = {carer.carer_id: carer.name for carer in files.carers}
    table = Table(box=box.SIMPLE)
    for heading in (
        Text("日期", "date"),
        Text("人员", "carer"),
        Text("单号", "sheet"),
        Text("家数", "homes"),
    ):
        table.add_column(heading.to(lang))
    for sheet in sheets:
        name = names.get(sheet.carer_id, "")
        who = f"{sheet.carer_id} {name}"
        table.add_row(str(sheet.date), who, sheet.code, str(len(sheet.stops)))
    _print(Text(f"未交回 {len(sheets)} 张：", f"Sheets still out: {len(sheets)}"), lang)
    console.results().print(table)


def _sheet_json(sheet: "Sheet") -> dict[str, Any]:
    return {
        "sheet": sheet.code,
        "date": str(sheet.date),
        "carer_id": sheet.carer_id,
        "homes": len(sheet.stops),
    }
