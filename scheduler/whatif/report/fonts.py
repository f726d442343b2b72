"""The page's font: the letters it shows and no others, inside the page itself.

So Chinese looks right on a computer without a Chinese font, and never like Japanese.
"""

import base64
import importlib.resources
import io

_FONT = "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"
_FEATURES = ["kern", "tnum", "locl"]


def font_of(text: str) -> str:
    """Return a WOFF font of the text's letters, in all weights, as base64."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features = _FEATURES
    options.hinting = False
    chosen = subset.Subsetter(options)
    chosen.populate(text=text)
    made = io.BytesIO()
    file = importlib.resources.files("justmytype_intl_cjk") / _FONT
    with (
        importlib.resources.as_file(file) as path,
        TTFont(path, lazy=True, recalcTimestamp=False) as font,
    ):
        chosen.subset(font)
        font.flavor = "woff"
        font.save(made, reorderTables=False)
    return base64.b64encode(made.getvalue()).decode("ascii")
