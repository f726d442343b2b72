"""How a price is told: one sentence a rule."""

from collections.abc import Iterator, Mapping

from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text
from scheduler.whatif.measures import MINUS
from scheduler.whatif.prices.measures import USED, Measure, measures
from scheduler.whatif.prices.noise import Shift, doubt
from scheduler.whatif.prices.pricing import Priced, Prices
from scheduler.whatif.prices.rule import Rule

NOISE = "≈"
"""Stands where the difference is smaller than the noise."""


def sentence(priced: Priced) -> Text:
    """Return what holding a rule, or changing it, costs a day."""
    name, told = _subject(priced.rule), _told(priced.shifts)
    inherited = _inherited(priced.inherited)
    return Text(
        f"{name.zh}：{told.zh}{inherited.zh}", f"{name.en}: {told.en}{inherited.en}"
    )


def _subject(rule: Rule) -> Text:
    name = rule.name
    people = "1 person" if rule.people == 1 else f"{rule.people} people"
    zh, en = f"（{rule.people} 人）", f" ({people})"
    if not rule.is_held:
        return Text(f"{name.zh}{zh}", f"{name.en}{en}")
    return Text(f"守住“{name.zh}”{zh}", f'holding "{name.en}"{en}')


def _told(shifts: Mapping[str, Shift]) -> Text:
    used, *others = measures()
    also = [_part(one, shifts[one.key]) for one in others]
    rest = [part for part in also if part is not None]
    zh, en = "，".join(part.zh for part in rest), ", ".join(part.en for part in rest)
    if not shifts[USED].is_noise:
        first = _hours(used, shifts[USED].change)
        zh, en = zh and f"；另外{zh}", en and f"; also {en}"
        return Text(f"每天{first.zh}{zh}", f"{first.en} a day{en}")
    noise = duration(shifts[USED].noise)
    if rest:
        return Text(
            f"工时没有差别（波动 ±{noise.zh}）；但每天{zh}",
            f"no difference in hours (noise ±{noise.en}); but a day {en}",
        )
    if not shifts[USED].noise:
        return Text("没有差别，每次都一样", "none: the same in every run")
    return Text(
        f"没有差别，小于波动（±{noise.zh}）",
        f"none: smaller than the noise (±{noise.en})",
    )


def _hours(measure: Measure, hours: float) -> Text:
    return _filled(measure, hours, duration(abs(hours)))


def _part(measure: Measure, shift: Shift) -> Text | None:
    """Return a difference of another measure; None if there is none to be told."""
    amount = f"{abs(shift.change):.{measure.digits}f}"
    if shift.is_noise or not float(amount):
        return None
    return _filled(measure, shift.change, Text(amount, amount))


def _filled(measure: Measure, change: float, amount: Text) -> Text:
    said = measure.more if change > 0 else measure.less
    return Text(said.zh.format(amount.zh), said.en.format(amount.en))


def duration(hours: float) -> Text:
    """Return a length of time, in minutes below an hour."""
    minutes = round(hours * 60)
    if not minutes:
        return Text("不到 1 分钟", "less than a minute")
    if minutes < 60:
        return Text(f"{minutes} 分钟", f"{minutes} minute{'s' * (minutes > 1)}")
    return Text(f"{hours:.1f} 小时", f"{hours:.1f} hours")


def _inherited(more: Mapping[Tag, int]) -> Text:
    """Return what the first day is late already, beside the rest; empty for none."""
    changed = {tag: days for tag, days in more.items() if days}
    if not changed:
        return Text("", "")
    zh = "，".join(f"{CHINESE[t]} {signed(d, 0)} 天" for t, d in changed.items())
    en = ", ".join(f"{t} {signed(d, 0)}" for t, d in changed.items())
    return Text(f"；期初即逾期的另计：{zh}", f"; days late inherited, kept apart: {en}")


def signed(value: float, digits: int) -> str:
    """Return a number with its sign."""
    return f"{value:+.{digits}f}".replace("-", MINUS)


def shift_text(shift: Shift, measure: Measure) -> str:
    """Return a difference as it stands in a table."""
    return NOISE if shift.is_noise else signed(shift.change, measure.digits)


def notes(prices: Prices) -> Iterator[Text]:
    """Return what must be known to read the prices."""
    runs, days = len(prices.seeds), prices.problem.days
    wrong = round(1 / doubt(runs))
    yield Text(
        f"都是每天的数。±：{runs} 个种子的波动；≈：小于波动，不算差别。"
        f"两边其实一样时，一个数被误当作差别的机会是 {wrong} 分之一。",
        f"All a day. ±: the noise over {runs} seeds; ≈: smaller than that, so none. "
        f"Where there is none, one figure in {wrong} is told as one by chance.",
    )
    yield Text(
        "守住一条规则的代价 = 现状 − 没有这条规则时；改间隔 = 改后 − 现状。"
        "逾期不含期初已有的。",
        "Holding a rule: as it is minus without the rule; an interval: with the "
        "change minus as it is. Days late leave out inherited ones.",
    )
    yield Text(
        f"这是从现状起 {days} 天的计划：间隔改长，要过完原来的第一个间隔才见效；"
        "改短，一开始就有人逾期要补。想看长久的，用更多的 --days。",
        f"Planned from now, {days} days: a longer interval shows only after the first "
        "one has passed, a shorter one begins with a backlog. For the long run take "
        "more --days.",
    )
    if prices.binding_nobody:
        rules = prices.binding_nobody
        zh = "、".join(rule.name.zh for rule in rules)
        en = ", ".join(rule.name.en for rule in rules)
        yield Text(f"这里不约束任何人：{zh}。", f"Bind nobody here: {en}.")
