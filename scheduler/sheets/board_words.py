"""The fixed words of the day board, in both languages."""

from collections.abc import Mapping

from scheduler.errors import Language, Text

REASONS: Mapping[str, Text] = {
    "not_yet_allowed": Text("离上次入户还太近", "too soon after the last visit"),
    "no_qualified_carer": Text("没有合条件的人员", "nobody in the team may visit"),
    "no_shift_in_window": Text(
        "可访时段里没有人上班", "nobody is on duty in the hours for a visit"
    ),
    "no_capacity": Text("合条件的人都排满了", "everybody who may visit is booked"),
    "left_out": Text("有空，尚未安排", "there is room, not arranged yet"),
}
"""By the reason in the plan; without anything of the person, for the wall."""

NO_REASON = Text("计划里没有排上", "not in the plan")

_LABELS: Mapping[str, Text] = {
    "board": Text("当日总表", "Day board"),
    "morning": Text("上午", "Morning"),
    "afternoon": Text("下午", "Afternoon"),
    "red": Text("重点（实底）", "red, solid"),
    "orange": Text("留意（浅底黑边）", "orange, light with black edge"),
    "green": Text("平常（空心）", "green, hollow"),
    "fixed": Text("▼ 准时到，不能动", "▼ on time, do not move"),
    "pair": Text("＋ 两人同去", "＋ two carers"),
    "first": Text("① 先到", "① first of two"),
    "second": Text("② 后到", "② second of two"),
    "off": Text("灰底：不上班", "grey: off duty"),
    "leave": Text("斜线：请假", "hatched: on leave"),
    "on_leave": Text("请假", "leave"),
    "of_day": Text("全天 {} 户", "{} in all"),
    "totals": Text("{} 人 · {} 户", "{} carers · {} homes"),
    "unserved": Text("还没排上 {} 户", "Not yet planned: {}"),
    "more": Text("另有 {} 户，见计划", "{} more, see the plan"),
    "none": Text("今天该去的都排上了。", "Everybody due by today is planned."),
    "reassign": Text("请假要改派", "On leave, to be given to others"),
    "version": Text("计划", "Plan"),
    "internal": Text("内部使用，含老人信息", "Internal: personal data"),
    "codes": Text("内部使用，只印编号", "Internal: codes only"),
    "page": Text("第 {} 页 / 共 {} 页", "page {} of {}"),
}


def board_labels(language: Language) -> Mapping[str, str]:
    """Return the fixed words by their names in the template."""
    return {name: text.to(language) for name, text in _LABELS.items()}
