"""Every failure as a sentence and an exit code, never as a stack trace."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec, cast

import typer

from scheduler.cli import INTERRUPTED
from scheduler.cli.console import flush_or_drop, say, write_json
from scheduler.cli.findings import show_findings
from scheduler.errors import InputError, Language, SchedulerError, Text
from scheduler.files.findings_out import findings_json

P = ParamSpec("P")

NOBODY_READS = 141
"""Exit code when the reader of a pipe has gone, as shells have it."""

NO_FAILURE = (typer.Exit, typer.BadParameter)
"""What typer itself turns into an exit code."""

INPUT_WRONG = InputError.exit_code


def reporting(command: Callable[P, None]) -> Callable[P, None]:
    """Return the command with its failures told as the contract asks.

    The command takes its context as ``ctx``.
    """

    @functools.wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> None:
        ctx = cast(typer.Context, kwargs["ctx"])
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except BrokenPipeError:
            flush_or_drop()
            raise typer.Exit(NOBODY_READS) from None
        except Exception as error:
            if isinstance(error, NO_FAILURE) or ctx.find_root().params.get("debug"):
                raise
            code = _tell(error, _language(ctx), _as_json(ctx))
            flush_or_drop()
            raise typer.Exit(code) from None
        except KeyboardInterrupt:
            _say(_language(ctx), _STOPPED)
            raise typer.Exit(INTERRUPTED) from None

    return told


_STOPPED = Text("已中止，没有写出任何结果。", "Stopped; nothing was written.")


def _language(ctx: typer.Context) -> Language:
    return Language(ctx.params.get("lang", Language.ZH))


def _as_json(ctx: typer.Context) -> bool:
    return bool(ctx.params.get("as_json"))


def _tell(error: Exception, language: Language, as_json: bool) -> int:
    if isinstance(error, InputError):
        if as_json:
            write_json({"findings": findings_json(error.findings, language)})
        show_findings(error.findings, language)
        return error.exit_code
    if isinstance(error, OSError):
        _say(language, _of_the_system(error))
        return INPUT_WRONG
    _say(language, _our_bug(error))
    return error.exit_code if isinstance(error, SchedulerError) else 1


def _of_the_system(error: OSError) -> Text:
    from scheduler.files.reasons import reason

    why, what = reason(error), error.filename
    if what is None:
        return Text(zh=f"错误：无法读写：{why.zh}", en=f"error: {why.en}")
    return Text(zh=f"错误：无法读写 {what}：{why.zh}", en=f"error: {what}: {why.en}")


def _our_bug(error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}"
    short = what if len(what) <= 300 else what[:300] + " …"
    return Text(
        zh=f"程序出错（这是我们的问题，不是资料的问题）：{short}\n"
        "已有的计划文件没有改动。用 qixiu --debug … 重新运行可看到细节。",
        en=f"The program failed (our bug, not your data): {short}\n"
        "Plan files that were there are unchanged. Run qixiu --debug … for details.",
    )


def _say(language: Language, sentence: Text) -> None:
    say(sentence.to(language))
