"""Figures and tables as Markdown."""

from collections.abc import Iterable, Sequence

NONE = "–"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a pipe within a cell does not end it."""
    cells = ([cell.replace("|", "\\|") for cell in line] for line in rows)
    lines = [f"| {' | '.join(line)} |" for line in [headings, *cells]]
    lines.insert(1, "|" + "---|" * len(headings))
    return "\n".join(lines)


def whole(value: float | None) -> str:
    """Return a number without decimals."""
    return NONE if value is None else f"{value:.0f}"


def ratio(value: float | None) -> str:
    """Return a ratio with three decimals."""
    return NONE if value is None else f"{value:.3f}"


def percent(part: float | None, decimals: int = 1) -> str:
    """Return a part as a percentage with its sign where it is below nought."""
    return (
        NONE if part is None else f"{round(part * 100, decimals) + 0.0:.{decimals}f} %"
    )


def seconds(value: float | None) -> str:
    """Return seconds with one decimal."""
    return NONE if value is None else f"{value:.1f} s"


def slashed(values: Iterable[float]) -> str:
    """Return numbers behind each other: red / orange / green, or folder by folder."""
    return " / ".join(f"{value:.0f}" for value in values)


def spoken(names: Sequence[str]) -> str:
    """Return names with an "and" before the last."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
