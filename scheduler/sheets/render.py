"""Ink: one content and a Typst template become one PDF, the same bytes every time."""

import importlib.resources
from datetime import UTC, date, datetime, time
from functools import cache

import typst

from scheduler.domain.frozen import Frozen

COMMON = "common.typ"
"""What every template starts with; it reads the content into ``D``."""


def render(template: str, content: Frozen, day: date) -> bytes:
    """Return the PDF of a content: tagged, fonts embedded and subset.

    Safe to call from several threads. Memory grows with the number of pages drawn in
    one call, so draw one person's paper a call and `join` the results.

    Parameters
    ----------
    template
        Name of a file of ``scheduler/sheets/templates``. It follows the text of
        ``common.typ``, reads no other file, and finds the content as JSON in ``D``.
    content
        Has at least ``title``, ``community`` and ``language``.
    day
        Stamped into the PDF as its date, instead of the clock.

    Raises
    ------
    typst.TypstError
        If the template does not compile, or its PDF would not be accessible.
    """
    # Compilers are cheap and cannot be shared between threads; fonts are neither.
    compiler = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
    pdf = compiler.compile(
        input=_source(template),
        format="pdf",
        timestamp=datetime.combine(day, time(), UTC),
        sys_inputs={"data": content.model_dump_json()},
        pdf_standards="ua-1",
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _fonts() -> typst.Fonts:
    folder = importlib.resources.files("justmytype_intl_cjk")
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder / "fonts" / "ofl" / "notosanssc")],
    )


def _source(template: str) -> bytes:
    return _read(COMMON) + _read(template)


@cache
def _read(template: str) -> bytes:
    folder = importlib.resources.files("scheduler.sheets") / "templates"
    return (folder / template).read_bytes()
