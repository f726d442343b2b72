"""The fixed words of the route sheet, in both languages."""

from collections.abc import Mapping

from scheduler.errors import Language, Text

OFFICE = Text("居委会", "the office")
OWN_PLACE = Text("自己的出发点", "your own place")

_LABELS: Mapping[str, Text] = {
    "sheet": Text("探访路线单", "Visiting route"),
    "leave": Text("{} 出发", "leave at {}"),
    "from": Text("起点：", "Start: "),
    "start": Text("起点", "Start"),
    "today": Text("今天", "Today"),
    "homes": Text("家", "homes"),
    "in_order": Text("，按 1、2、3 顺序走", ", in this order"),
    "first": Text("先办", "go first"),
    "red": Text("重点", "red"),
    "orange": Text("留意", "orange"),
    "green": Text("平常", "green"),
    "page": Text("第 {} 页 / 共 {} 页", "page {} of {}"),
    "order": Text("第", "No."),
    "time": Text("几点", "When"),
    "who": Text("看谁", "Whom"),
    "where": Text("住哪", "Where"),
    "task": Text("做什么", "To do"),
    "mind": Text("要注意", "mind"),
    "tick": Text("打勾", "Tick"),
    "minutes": Text("分钟", "min"),
    "on_time": Text("准时到", "sharp"),
    "seen": Text("见到本人", "Seen"),
    "no_answer": Text("无人应答", "No answer"),
    "concern": Text("异常", "Concern"),
    "nobody_opens": Text(
        "没人开门、有事：先打值班台", "Nobody opens, or trouble: duty desk"
    ),
    "ambulance": Text("急救", "Ambulance"),
    "fire": Text("火警、煤气", "Fire, gas"),
    "police": Text("报警", "Police"),
    "duty_desk": Text("值班台", "Duty desk"),
    "route_of": Text("的路线图：跟着数字走", ": follow the numbers"),
    "back_of": Text("的路线单：背面", ": back of the sheet"),
    "not_to_scale": Text("示意图，不按比例", "Schematic, not to scale"),
    "north": Text("北", "N"),
    "help": Text("没人开门怎么办", "When nobody opens"),
    "danger": Text(
        "听见呼救、闻到煤气味、看见人倒地：", "A cry, a smell of gas, a fall:"
    ),
    "danger_call": Text(
        "马上打 120 / 119，再打值班台", "call 120 / 119 at once, then the duty desk"
    ),
    "emergency": Text("紧急电话", "Emergency"),
    "jot": Text("边走边记（写清第几家）：", "Your own notes (say which No.):"),
    "notes": Text(
        "要告诉社区的事（写清第几家）：", "Tell the community (say which No.):"
    ),
    "finished": Text("全部走完：", "Finished at:"),
    "hour": Text("点", ":"),
    "minute": Text("分", ""),
    "signature": Text("签名：", "Signature:"),
    "return_today": Text("有老人信息，当天交回", "Personal data: return today"),
    "version": Text("计划", "Plan"),
    "code": Text("单号", "Sheet"),
}

_STEPS = (
    (
        Text("敲门、报身份，", "Knock, say who you are, "),
        Text("等 3 分钟", "wait 3 minutes"),
        Text("，再敲一次。", ", knock again."),
    ),
    (
        Text("问问", "Ask "),
        Text("隔壁邻居", "next door"),
        Text("，看看楼下、院子里。", ", look downstairs and in the yard."),
    ),
    (
        Text("还没人，打", "Still nobody: "),
        Text("值班台", "call the duty desk"),
        Text("。不要自己撬门。", ". Never force a door."),
    ),
    (
        Text("勾「无人应答」，", 'Tick "No answer", '),
        Text("写几点几分", "note the time"),
        Text("，再去下一家。", ", go on to the next home."),
    ),
)
"""Plain, bold, plain."""


def labels(language: Language) -> Mapping[str, str]:
    """Return the fixed words by their names in the template."""
    return {name: text.to(language) for name, text in _LABELS.items()}


def steps(language: Language) -> tuple[tuple[str, str, str], ...]:
    """Return the four steps when nobody opens, each plain, bold, plain."""
    return tuple(
        (plain.to(language), bold.to(language), rest.to(language))
        for plain, bold, rest in _STEPS
    )
