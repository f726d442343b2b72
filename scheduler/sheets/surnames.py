"""How a person is called by surname alone."""

import unicodedata

_COMPOUND = (
    "欧阳 太史 上官 端木 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 "
    "澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 "
    "司空 闾丘 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 "
    "轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 第五 南荣 东里 "
    "东宫 仲长 即墨 淳于 达奚 褚师 纳兰 叶赫 完颜 "
)
COMPOUND = frozenset(_COMPOUND.split())
_DOTS = "·•・‧∙"
_UNSEEN = ("Cc", "Cf")
_LETTERS = ("Lo", "Lu", "Ll", "Lt", "Co")
"""Old systems wrote rare names in private characters (Co)."""


def surname(name: str) -> str:
    """Return the part of a name by which a stranger is told whom to ask for.

    Two characters where they are a compound surname, else the first; what stands
    before the dot of a name written with one; the last word of a name in letters.
    Empty if no such part can be told.
    """
    seen = (c for c in name if unicodedata.category(c) not in _UNSEEN)
    name = "".join("·" if c in _DOTS else c for c in seen).strip()
    if "·" in name:
        return name.split("·")[0].strip()
    if not name or unicodedata.category(name[0]) not in _LETTERS:
        return ""
    if name.isascii():
        return name.split()[-1] if " " in name else ""
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
