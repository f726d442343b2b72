"""`qixiu bench hhcrsp`: the published daily problem of the field."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.console import messages, results, say, write_json
from scheduler.cli.failures import reporting
from scheduler.cli.interrupt import stopped_by_interrupt
from scheduler.cli.options import Json, Lang, Seed, number, parse_seconds, to_write
from scheduler.errors import Language, Text

if TYPE_CHECKING:
    from threading import Event

    from scheduler.bench.hhcrsp.run import Result
    from scheduler.solver.synchronised.pace import Pace

MILLION = 1e6
STANDARD_OUTPUT = Path("-")


@reporting
def hhcrsp(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            readable=False,
            help="算例文件（JSON）。 Instances (JSON).",
            show_default=False,
        ),
    ],
    seed: Seed = 0,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            parser=parse_seconds,
            help="每个算例的求解秒数。 Seconds of solving for each instance.",
        ),
    ] = 10.0,
    effort: Annotated[
        int | None,
        number(
            "--effort",
            1,
            1_000_000,
            "不看时钟，而是查看 N 百万个位置；结果可重现。"
            " Look at N million places in place of the clock: the same result again.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        to_write(
            "--out",
            "以公布的格式写出解；多个算例时为文件夹，- 为标准输出。 Write the "
            "solution in the published format; a folder for several instances.",
            "FILE|DIR",
        ),
    ] = None,
    as_json: Json = False,
    lang: Lang = Language.ZH,
) -> None:
    """求解业内公开的单日问题。 Solve the daily problem published in the field.

    HHCRSP：每位患者需一项或两项服务，两项者须同时或先后进行；成本为路程、总延误与
    最大延误之和的三分之一。每个解由独立的评判程序检查。同一文件夹有 best_known.csv
    时显示与公布最优值的差距。

    Patients need one service or two, together or one after the other; the cost is a
    third of travel, tardiness and the largest tardiness. An evaluator that has never
    met the solver judges every solution. With best_known.csv beside the files, gaps
    to the best published are shown.

    例 Example: qixiu bench hhcrsp instances/*.json --time-limit 60
    """
    from scheduler.bench.hhcrsp.run import read_published, run
    from scheduler.cli.bench_hhcrsp_table import results_json, show_results

    published = read_published(files)
    _make_ready(lang)
    found: list[Result] = []
    with stopped_by_interrupt() as stop:
        for one in published:
            if stop.is_set():
                break
            say(f"{one.path.name} …")
            result = run(one, seed, _pace(effort, time_limit, stop), lang)
            found.append(result)
            if out is not None:
                _write(_target(out, one.path, len(files)), result)
    if out == STANDARD_OUTPUT:
        show_results(messages(), found, lang)
    elif as_json:
        write_json(results_json(found))
    else:
        show_results(results(), found, lang)


def _target(out: Path, instance: Path, instances: int) -> Path:
    """Return where the solution of an instance goes."""
    if instances == 1 or out == STANDARD_OUTPUT:
        return out
    return out / f"{instance.stem}-solution.json"


def _make_ready(language: Language) -> None:
    from scheduler.solver.synchronised.search import is_cached
    from scheduler.solver.synchronised.solve import make_ready

    if not is_cached():
        sentence = Text(
            "首次运行：正在编译搜索程序（约 10 秒，仅此一次）",
            "First run: compiling the search (about 10 s, only once)",
        )
        say(sentence.to(language))
    make_ready()


def _pace(effort: int | None, seconds: float, stop: "Event") -> "Pace":
    from scheduler.solver.synchronised.pace import Counted, Timed

    if effort is not None:
        return Counted(effort * MILLION, stop)
    return Timed(seconds, stop)


def _write(path: Path, result: "Result") -> None:
    from scheduler.files.atomic import write_whole
    from scheduler.files.plan_json import write_standard_output

    text = result.solution.model_dump_json(indent=1) + "\n"
    if path == STANDARD_OUTPUT:
        write_standard_output(text)
    else:
        write_whole(path, lambda draft: _fill(draft, text))


def _fill(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8")
