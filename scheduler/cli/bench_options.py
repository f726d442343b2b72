"""Options that the benchmarks share: lists of numbers and names, and the rivals."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from scheduler.cli import INTERRUPTED
from scheduler.cli.console import say
from scheduler.cli.options import LARGEST_SEED, whole_number
from scheduler.errors import Finding, InputError, Language, Text

if TYPE_CHECKING:
    from scheduler.bench.peers.peer import Peer

T = TypeVar("T")

NONE = "none"
"""Instead of rivals."""

INSTALL = "pip install 'qixiu[bench]'"


def listed(parse: Callable[[str], T]) -> Callable[[str], list[T]]:
    """Return a parser of values separated by commas, each once, in their order."""

    def parse_all(text: str) -> list[T]:
        return list(dict.fromkeys(parse(part.strip()) for part in text.split(",")))

    return parse_all


SEED = whole_number(0, LARGEST_SEED)

Seeds = Annotated[
    Sequence[int],
    typer.Option(
        "--seeds",
        metavar="S,…",
        parser=listed(SEED),
        help="求解的种子，取中位数。 Seeds of the search; medians are shown.",
    ),
]


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """Return a parser of the given words."""

    def parse(text: str) -> str:
        if text in words:
            return text
        either = ", ".join(words)
        raise typer.BadParameter(
            f"'{text}' 应为其中之一：{either} / should be one of: {either}"
        )

    return parse


def read_each(folders: Sequence[Path], read: Callable[[Path], T]) -> list[T]:
    """Return what each folder holds; what is wrong with any of them is told at once.

    Raises
    ------
    scheduler.errors.InputError
        If the files of any are wrong; it carries every finding.
    """
    found: list[T] = []
    wrong: list[Finding] = []
    for folder in folders:
        try:
            found.append(read(folder))
        except InputError as error:
            wrong += error.findings
    if wrong:
        raise InputError(wrong)
    return found


@contextmanager
def kept_when_stopped(csv: Path | None, language: Language) -> Iterator[None]:
    """Say where the results so far are when Ctrl-C ends the run."""
    try:
        yield
    except KeyboardInterrupt:
        if csv is None or not csv.exists():
            raise
        kept = Text(
            f"已中止；到此为止的结果在 {csv}",
            f"Stopped; the results so far are in {csv}",
        )
        say(kept.to(language))
        raise typer.Exit(INTERRUPTED) from None


def chosen_peers(keys: Sequence[str] | None, language: Language) -> "list[Peer]":
    """Return the rivals asked for; of all of them, those that are installed.

    Raises
    ------
    typer.BadParameter
        If one that was asked for is not installed, or none and some were asked for.
    """
    from scheduler.bench.peers.peer import PEERS

    if keys is not None and NONE in keys and len(keys) > 1:
        raise typer.BadParameter(
            f"{NONE} 不能与对手并列 / {NONE} goes without rivals: {', '.join(keys)}"
        )
    wanted = [peer for peer in PEERS if keys is None or peer.key in keys]
    missing = [peer.title for peer in wanted if peer.version is None]
    if missing and keys is not None:
        names = ", ".join(missing)
        raise typer.BadParameter(
            f"未安装 {names}；安装：{INSTALL} / not installed: {names}; {INSTALL}"
        )
    if missing:
        names = ", ".join(missing)
        without = Text(
            zh=f"未安装、因此不参加：{names}（安装：{INSTALL}）",
            en=f"Not installed, so left out: {names} ({INSTALL})",
        )
        say(without.to(language))
    return [peer for peer in wanted if peer.version is not None]
