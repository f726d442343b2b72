"""A running search, seen: one live line on a terminal, else one line a phase."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Event

from rich.live import Live
from rich.spinner import Spinner

from scheduler.cli.console import messages
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.solver.progress import Progress, Report

REDRAWS_A_SECOND = 8


_FINISHING = Text(
    zh="正在收尾，取目前最好的计划；再按一次 Ctrl-C 立即退出",
    en="Finishing with the best plan so far; press Ctrl-C again to leave at once",
)


@contextmanager
def shown_progress(language: Language, stop: Event) -> Iterator[Report]:
    """Return where to report to while a plan is made.

    Parameters
    ----------
    stop
        Set when the search has been told to end; the live line then says so.
    """
    if not messages().is_terminal:
        yield _PhaseLines(language)
        return
    line = _LiveLine(language, stop)
    with Live(
        get_renderable=line.now,
        console=messages(),
        refresh_per_second=REDRAWS_A_SECOND,
        transient=True,
    ):
        yield line


class _PhaseLines:
    """One line when a phase begins, and one when the first plan stands."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._phase: Text | None = None
        self._has_plan = False

    def __call__(self, progress: Progress) -> None:
        has_plan = self._has_plan or progress.late_days is not None
        if progress.phase != self._phase or has_plan != self._has_plan:
            self._phase, self._has_plan = progress.phase, has_plan
            line = sentence(progress, progress.seconds_left)
            messages().print(line.to(self._language), markup=False, soft_wrap=True)


class _LiveLine:
    """The last report, counting down until the next."""

    def __init__(self, language: Language, stop: Event) -> None:
        self._language = language
        self._stop = stop
        self._spinner = Spinner("dots")
        self._last: Progress | None = None
        self._at = time.monotonic()

    def __call__(self, progress: Progress) -> None:
        self._last, self._at = progress, time.monotonic()

    def now(self) -> Spinner:
        """Return the line of this moment."""
        if self._stop.is_set():
            self._spinner.update(text=_FINISHING.to(self._language))
        elif self._last is not None:
            left = self._last.seconds_left - (time.monotonic() - self._at)
            line = sentence(self._last, max(0.0, left))
            self._spinner.update(text=line.to(self._language))
        return self._spinner


def sentence(progress: Progress, seconds_left: float) -> Text:
    """Return the phase, the best so far and the seconds left in one line."""
    late = progress.late_days
    zh, en = [progress.phase.zh], [progress.phase.en]
    if late is not None:
        zh.append("逾期天数 " + late_by_tag(late).zh)
        en.append("days late " + late_by_tag(late).en)
    zh.append(f"剩余 {seconds_left:.0f} 秒")
    en.append(f"{seconds_left:.0f} s left")
    return Text(zh=" · ".join(zh), en=" · ".join(en))


def late_by_tag(late: Mapping[Tag, int]) -> Text:
    """Return days late by tag, most urgent first."""
    return Text(
        zh=" ".join(f"{CHINESE[tag]} {late.get(tag, 0)}" for tag in Tag),
        en=" ".join(f"{tag} {late.get(tag, 0)}" for tag in Tag),
    )
