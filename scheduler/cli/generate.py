"""`qixiu generate`: an invented community in the format of the contract."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.console import say
from scheduler.cli.failures import reporting
from scheduler.cli.options import LARGEST_SEED, Lang, Shape, number, on_date, to_write
from scheduler.errors import Language, Text


@reporting
def generate(
    ctx: typer.Context,
    seniors: Annotated[
        int,
        number("--seniors", 1, 20_000, "老人数。 How many seniors."),
    ],
    seed: Annotated[
        int,
        number(
            "--seed",
            0,
            LARGEST_SEED,
            "随机种子，相同则结果相同。 The same seed, the same community.",
        ),
    ],
    out: Annotated[
        Path,
        to_write("--out", "文件夹或工作簿。 A folder, or a workbook.", "DIR|FILE.xlsx"),
    ],
    shape: Annotated[
        Shape,
        typer.Option(
            "--shape",
            help="小区、乡镇或区。 One estate, six in a town, twelve in a district.",
        ),
    ] = Shape.ESTATE,
    day: Annotated[
        date,
        on_date(
            "计划的第一天；之前六周为走访记录。"
            "First day of the plan; the six weeks before it are history."
        ),
    ] = "2026-11-23",  # type: ignore[assignment]
    wishes: Annotated[
        bool,
        typer.Option(
            "--wishes",
            help="另有先后到访、后到技能、希望时段。"
            " Also visits by one after the other, and preferred times.",
        ),
    ] = False,
    lang: Lang = Language.ZH,
) -> None:
    """生成一个虚构社区的资料。 Write an invented community's files.

    例 Example: qixiu generate --seniors 120 --seed 99 --out community
    """
    from scheduler.files.community import write_community
    from scheduler.simulate.communities import generate_community

    files = generate_community(
        seniors=seniors, seed=seed, shape=shape.value, first_day=day, wishes=wishes
    )
    write_community(out, files, lang)
    done = Text(
        zh=f"已写入 {out}：老人 {len(files.seniors)}，人员 {len(files.carers)}，"
        f"走访记录 {len(files.records)}（人物均为虚构）。",
        en=f"Written to {out}: {len(files.seniors)} seniors, {len(files.carers)} "
        f"carers, {len(files.records)} visits (all people are invented).",
    )
    say(done.to(lang))
