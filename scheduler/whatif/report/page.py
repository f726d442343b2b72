"""The report: one HTML page with everything in it, for the screen and for paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from scheduler.domain.words import CHINESE
from scheduler.errors import Language, Text
from scheduler.files.atomic import write_whole
from scheduler.whatif.affected import CarerChange, SeniorChange, affected, tags_of
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.report.by_day import late_chart, load_chart, most_late
from scheduler.whatif.report.rendering import rendered
from scheduler.whatif.report.totals import totals_chart
from scheduler.whatif.report.workload import workload_charts
from scheduler.whatif.wording import (
    as_it_is,
    by_tag,
    heading,
    rows_by_group,
    stages_note,
    who,
)

TEMPLATE = "report.html"
NAMED = 60
"""Seniors named of each list; the JSON has all."""


class _Section(NamedTuple):
    """What the page says of one variant."""

    mark: str
    name: str
    file: str
    text: str
    note: str
    load: str
    late: str
    most_late: int


class _People(NamedTuple):
    """Who is affected by one scenario."""

    title: str
    later: list[str]
    later_more: int
    later_counts: str
    sooner: list[str]
    sooner_more: int
    sooner_counts: str
    carers: list[str]


def write_report(path: Path, comparison: Comparison, language: Language) -> None:
    """Write the page.

    Raises
    ------
    OSError
        If it cannot be written; a file that stood there is then as it was.
    """
    text = report_page(comparison, language)
    write_whole(path, lambda draft: _write(draft, text))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def report_page(comparison: Comparison, language: Language) -> str:
    """Return the page, the same for the same comparison."""
    return rendered(TEMPLATE, language, _content(comparison, language))


def _content(comparison: Comparison, language: Language) -> dict[str, Any]:
    return {
        "heading": heading(comparison).to(language),
        "one_seed": len(comparison.seeds) == 1,
        "groups": list(rows_by_group(comparison, comparison.variants)),
        "totals": totals_chart(comparison, language),
        "sections": [_section(comparison, v, language) for v in comparison.variants],
        "workloads": workload_charts(comparison, language),
        "people": list(_people(comparison, language)),
    }


def _section(comparison: Comparison, variant: Variant, language: Language) -> _Section:
    staged = len(variant.stages) > 1
    return _Section(
        mark=variant.mark,
        name=variant.name if variant.mark else as_it_is().to(language),
        file=variant.file,
        text=variant.text.strip(),
        note=stages_note(variant).to(language) if staged else "",
        load=load_chart(comparison, variant, language),
        late=late_chart(comparison, variant, language),
        most_late=most_late(variant),
    )


def _people(comparison: Comparison, language: Language) -> Iterator[_People]:
    tags = tags_of(comparison)
    for variant in comparison.scenarios:
        found = affected(comparison, variant, tags)
        yield _People(
            title=f"{variant.mark} {variant.name}",
            later=[_senior(comparison, c, language) for c in found.later[:NAMED]],
            later_more=max(0, len(found.later) - NAMED),
            later_counts=f"{len(found.later)}{by_tag(found.later).to(language)}",
            sooner=[_senior(comparison, c, language) for c in found.sooner[:NAMED]],
            sooner_more=max(0, len(found.sooner) - NAMED),
            sooner_counts=f"{len(found.sooner)}{by_tag(found.sooner).to(language)}",
            carers=[_carer(comparison, change) for change in found.carers],
        )


def _senior(comparison: Comparison, change: SeniorChange, language: Language) -> str:
    tag = Text(CHINESE[change.tag], change.tag.value).to(language)
    return f"{who(comparison, change.senior_id)} {tag} {_signed(change.days)}"


def _carer(comparison: Comparison, change: CarerChange) -> str:
    return f"{who(comparison, change.carer_id)} {_signed(round(change.hours))}"


def _signed(number: float) -> str:
    return f"{number:+g}".replace("-", "−")
