"""A picture of all days together: days late by tag, inherited and proved ones apart."""

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Language, Text
from scheduler.whatif.comparison import Comparison, Variant, cell_of
from scheduler.whatif.measures import Measure, measures
from scheduler.whatif.report.by_day import FILLS
from scheduler.whatif.report.drawing import Drawing
from scheduler.whatif.wording import as_it_is

WIDTH, LEFT, ROOM = 760.0, 150.0, 100.0
"""Of the picture; what names take on the left, and figures on the right."""

ROW, BAR, HEAD = 20.0, 13.0, 22.0
NAME_LETTERS = 13


def totals_chart(comparison: Comparison, language: Language) -> str:
    """Return the days late of each variant by tag, as SVG.

    The part that was inherited is outlined, what arises is filled with the tag's
    pattern.
    """
    by_key = {measure.key: measure for measure in measures()}
    rows = len(comparison.variants)
    height = len(Tag) * (HEAD + rows * ROW) + 4
    drawing = Drawing(WIDTH, height, _TITLE.to(language))
    y = 0.0
    for tag in Tag:
        late, inherited = by_key[f"late_{tag}"], by_key[f"inherited_{tag}"]
        longest = max(_value(comparison, v, late) for v in comparison.variants)
        scale = (WIDTH - LEFT - ROOM) / max(longest, 1.0)
        drawing.words(Text(CHINESE[tag], tag).to(language), 0, y + 15, kind="strong")
        y += HEAD
        for variant in comparison.variants:
            _row(drawing, y, variant_name(variant, language))
            days = _value(comparison, variant, late)
            old = min(days, _value(comparison, variant, inherited))
            drawing.bar("room", LEFT, y, old * scale, BAR)
            drawing.bar(FILLS[tag], LEFT + old * scale, y, (days - old) * scale, BAR)
            words = _words(comparison, variant, tag, by_key).to(language)
            drawing.words(words, LEFT + days * scale + 6, y + 11)
            y += ROW
    return drawing.svg()


_TITLE = Text("逾期天数", "days late")


def variant_name(variant: Variant, language: Language) -> str:
    """Return the letter and name of a variant, cut to what a picture has room for."""
    if not variant.mark:
        return as_it_is().to(language)
    name = variant.name
    short = name if len(name) <= NAME_LETTERS else name[: NAME_LETTERS - 1] + "…"
    return f"{variant.mark} {short}"


def _row(drawing: Drawing, y: float, name: str) -> None:
    drawing.words(name, 0, y + 11)
    drawing.line("grid", LEFT, y - 3, LEFT, y + BAR + 4)


def _value(comparison: Comparison, variant: Variant, measure: Measure) -> float:
    cell = cell_of(comparison, variant, measure.of)
    return 0.0 if cell is None else cell.value


def _words(
    comparison: Comparison, variant: Variant, tag: Tag, by_key: dict[str, Measure]
) -> Text:
    late, bound = by_key[f"late_{tag}"], by_key[f"bound_{tag}"]
    days = late.written(_value(comparison, variant, late))
    proved = cell_of(comparison, variant, bound.of)
    if proved is None:
        return Text(days, days)
    least = bound.written(proved.value)
    return Text(f"{days}（至少 {least}）", f"{days} (least {least})")
