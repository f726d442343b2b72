"""`qixiu bench`: the engine beside its rivals."""

import typer

from scheduler.cli.bench_day import day
from scheduler.cli.bench_hhcrsp import hhcrsp
from scheduler.cli.bench_horizon import horizon

bench = typer.Typer(
    no_args_is_help=True,
    help="与其他求解器并排比较。 The engine beside its rivals, judged by the check.",
)


@bench.callback()
def _side_by_side() -> None:
    """与其他求解器并排比较。 The engine beside its rivals, judged by the check."""


for command in (day, hhcrsp, horizon):
    bench.command()(command)
