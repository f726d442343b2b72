"""What pydantic found wrong, as a sentence for the user."""

from pydantic_core import ErrorDetails

from scheduler.domain.lag import LONGEST_LAG
from scheduler.domain.people import NEEDS_LAG, NEEDS_TWO
from scheduler.errors import Text

_KINDS = {
    "int": Text("整数", "a whole number"),
    "float": Text("数字", "a number"),
    "finite_number": Text("有限的数字", "a finite number"),
    "string": Text("文字", "text"),
    "bool": Text("true 或 false", "true or false"),
    "date": Text("日期，例如 2026-11-23", "a date such as 2026-11-23"),
    "tuple": Text("列表", "a list"),
    "list": Text("列表", "a list"),
    "dict": Text("一组键和值", "a table of keys and values"),
    "mapping": Text("一组键和值", "a table of keys and values"),
    "model": Text("一组键和值", "a table of keys and values"),
}
_BOUNDS = {
    "greater_than": ("大于 {gt}", "more than {gt}"),
    "greater_than_equal": ("不小于 {ge}", "{ge} or more"),
    "less_than": ("小于 {lt}", "less than {lt}"),
    "less_than_equal": ("不大于 {le}", "{le} or less"),
    "literal_error": (" {expected}", "{expected}"),
}


_RULES = {
    NEEDS_TWO: Text(
        "写了先后，就有两人到访；人数应为 2 或不写",
        "'after' is about two carers; carers_needed should be 2 or left out",
    ),
    NEEDS_LAG: Text(
        "没有写先后，就没有后到的人；请填写先后，例如 30-60",
        "nobody comes second; give 'after', such as 30-60",
    ),
}
_SPAN = Text("时段，例如 08:30-11:30", "a span such as 08:30-11:30")
_TIME = Text("时间，例如 08:30 或 08:30:00", "a time such as 08:30 or 08:30:00")
_LAG = Text(
    f"相隔的分钟数，先小后大，0 到 {LONGEST_LAG}，例如 30-60",
    f"minutes from 0 to {LONGEST_LAG}, the smaller first, such as 30-60",
)
_FIELDS = {
    "after": _LAG,
    **dict.fromkeys(("visiting_hours", "prefer_windows"), _SPAN),
    **dict.fromkeys(
        ("shift_start", "shift_end", "leave", "back", "arrive", "start", "end"), _TIME
    ),
}


def explain(error: ErrorDetails) -> Text:
    """Return what would be right in place of what was found."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        return Text("缺少这一项", "is missing")
    if kind in _RULES:
        return _RULES[kind]
    if kind == "enum":
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        return Text(f"应为其中之一：{choices}", f"should be one of: {choices}")
    if kind in _BOUNDS:
        zh, en = (words.format(**context) for words in _BOUNDS[kind])
        return Text(f"应为{zh}", f"should be {en}")
    for field, right in _FIELDS.items():
        if field in error["loc"]:
            return Text(f"应为{right.zh}", f"should be {right.en}")
    for prefix, right in _KINDS.items():
        if kind.startswith(prefix):
            return Text(f"应为{right.zh}", f"should be {right.en}")
    reason = str(context.get("error", error["msg"]))
    return Text(f"不符合要求：{reason}", reason)
