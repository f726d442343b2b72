"""Pages from templates, each with everything in it."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from scheduler.errors import Language, Text
from scheduler.whatif.report.fonts import font_of


def rendered(template: str, language: Language, content: Mapping[str, Any]) -> str:
    """Return a page, the same for the same content.

    Beside its content a template may use ``language``, ``say`` (the sentence of two
    languages that is to be shown), ``told`` (the same of a `Text`) and ``program``.
    """
    environment = Environment(
        loader=PackageLoader("scheduler.whatif.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def say(zh: str, en: str) -> str:
        return Text(zh, en).to(language)

    page = environment.get_template(template)
    everything = {
        "language": "zh-CN" if language is Language.ZH else "en",
        "say": say,
        "told": lambda text: text.to(language),
        "program": f"qixiu {version('qixiu')}",
        **content,
    }
    letters = page.render(everything, font="")
    return page.render(everything, font=font_of(letters))
