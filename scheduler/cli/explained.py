"""An explanation as a page of sentences and tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.console import Console

from scheduler.cli.weekdays import weekday_name
from scheduler.domain.times import MINUTE_SECONDS, format_minute, format_second
from scheduler.domain.words import CHINESE, WEEKDAYS
from scheduler.errors import Language, Text
from scheduler.explain.barriers import WORDS
from scheduler.explain.explanation import (
    Barred,
    Coming,
    Day,
    Explanation,
    Visit,
)
from scheduler.explain.tries import Way

OTHERS_SHOWN, IDS_SHOWN = 3, 6


def show_explanation(console: Console, found: Explanation, language: Language) -> None:
    """Write why every visit is as it is, and what another would cost."""
    page = _Page(console, language)
    page.line(_head(found), style="bold")
    page.line(_span(found))
    for number, visit in enumerate(found.visits, start=1):
        page.visit(number, visit)
    for sentence in _end(found):
        page.line(sentence)
    if found.visits:
        page.line(_SCORE, style="dim")


_SCORE = Text(
    "“合计”按政策权重折成路程分钟；负数比现在省。",
    "“in all”: by the policy's weights, in minutes of travel; below zero it saves.",
)


class _Page:
    """A terminal in one language."""

    def __init__(self, console: Console, language: Language) -> None:
        self._console = console
        self._language = language

    def line(self, sentence: Text, style: str | None = None) -> None:
        said = sentence.to(self._language)
        self._console.print(said, style=style, markup=False, soft_wrap=True)

    def visit(self, number: int, visit: Visit) -> None:
        head = _visit_head(number, visit)
        self._console.print()
        self.line(head, style="bold")
        self._part(_WHY_DAY, (*visit.why_then, _turn(visit)))
        self._rows(_day_rows(visit.days))
        self._part(_WHY_PERSON, (*visit.why_them, *_nobody_else(visit)))
        self._rows(_other_rows(visit))
        self._part(_WHY_TIME, (_window(visit), *map(_arrival, visit.coming)))
        self._rows(_half_rows(visit))

    def _part(self, question: Text, facts: Iterable[Text]) -> None:
        self.line(question)
        for fact in facts:
            self.line(Text(f"  {fact.zh}", f"  {fact.en}"))

    def _rows(self, rows: Iterable[Sequence[Text]]) -> None:
        cells = [[cell.to(self._language) for cell in row] for row in rows]
        widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
        for row in cells:
            padded = map(set_cell_size, row[:-1], widths)
            line = "  ".join(("   ", *padded, row[-1]))
            self._console.print(line, markup=False, soft_wrap=True)


_WHY_DAY = Text("为什么这一天，换一天呢", "Why that day, and what of others")
_WHY_PERSON = Text("为什么这个人，换个人呢", "Why that person, and what of others")
_WHY_TIME = Text("为什么这个时间，换半天呢", "Why that time, and what of others")


def _head(found: Explanation) -> Text:
    senior, last = found.senior, found.last
    zh = f"{senior.senior_id}（{CHINESE[senior.tag]}色，间隔 {found.interval_days} 天）"
    en = f"{senior.senior_id} ({senior.tag}, every {found.interval_days} days)"
    if last is None:
        return Text(f"{zh}，没有走访记录", f"{en}, no visit on record")
    return Text(f"{zh}，上次有效走访 {last}", f"{en}, last valid visit {last}")


def _span(found: Explanation) -> Text:
    plan, count = found.plan, len(found.visits)
    return Text(
        f"计划 {plan.first_day} 至 {plan.last_day}，走访 {count} 次",
        f"Plan from {plan.first_day} to {plan.last_day}, visits: {count}",
    )


def _visit_head(number: int, visit: Visit) -> Text:
    at = f"{format_minute(visit.start)}-{format_minute(visit.end)}"
    ids = [one.carer_id for one in visit.coming]
    day = _day_name(visit.date)
    return Text(
        f"{number}. {day.zh} {at}，由 {'、'.join(ids)}",
        f"{number}. {day.en} {at}, {' and '.join(ids)}",
    )


def _day_name(day: date) -> Text:
    name = weekday_name(WEEKDAYS[day.weekday()])
    return Text(f"{day:%m-%d} {name.zh}", f"{day:%m-%d} {name.en}")


def _turn(visit: Visit) -> Text:
    if visit.last is None:
        return Text(f"最早 {visit.opens:%m-%d} 可访", f"open from {visit.opens:%m-%d}")
    return Text(
        f"前一次 {visit.last:%m-%d}，最早 {visit.opens:%m-%d} 可访",
        f"the visit before was on {visit.last:%m-%d}; open from {visit.opens:%m-%d}",
    )


def _day_rows(days: Sequence[Day]) -> Iterator[tuple[Text, ...]]:
    for barrier, group in groupby(days, key=lambda day: day.barrier):
        alike = list(group)
        if barrier is None:
            yield from map(_open_day, alike)
        else:
            first, last = _day_name(alike[0].date), _day_name(alike[-1].date)
            until = Text(f" 至 {last.zh}", f" to {last.en}")
            when = first if len(alike) == 1 else _joined(first, until)
            yield when, _NOTHING, _not_possible(WORDS[barrier])


def _open_day(day: Day) -> tuple[Text, ...]:
    when = _day_name(day.date)
    if day.way is None:
        return when, _NOTHING, _not_possible(_counts(day.barred))
    who, price = _priced(day.way)
    sooner = day.early >= 0 and any(
        days > 0 for days in day.way.cost.late_days.values()
    )
    return when, who, _joined(price, _NEXT_LATE) if sooner else price


_NEXT_LATE = Text("：下一次因此更早到期", ": the next falls due sooner")


def _other_rows(visit: Visit) -> Iterator[tuple[Text, ...]]:
    ways = visit.others.ways
    for way in ways[:OTHERS_SHOWN]:
        yield _priced(way)
    if len(ways) > OTHERS_SHOWN:
        more = len(ways) - OTHERS_SHOWN
        rest = Text(f"还有 {more} 人可以，更贵", f"{more} more could, at more")
        yield Text("…", "…"), rest


def _half_rows(visit: Visit) -> Iterator[tuple[Text, ...]]:
    ids = "+".join(one.carer_id for one in visit.coming)
    for half in visit.halves:
        when = Text(str(half.window), str(half.window))
        if half.way is not None:
            yield when, *_priced(half.way)
        elif half.barrier is not None:
            yield when, Text(ids, ids), _not_possible(WORDS[half.barrier])


_NOTHING = Text("–", "–")


def _priced(way: Way) -> tuple[Text, Text]:
    ids = "+".join(way.carer_ids)
    at = f"{ids} {format_minute(way.start)}"
    says = [way.cost.says, *_wishes(way)]
    total = round(way.total / MINUTE_SECONDS)
    return Text(at, at), Text(
        "，".join(one.zh for one in says) + f"（合计 {total:+d}）",
        "; ".join(one.en for one in says) + f" (in all {total:+d})",
    )


def _wishes(way: Way) -> Iterator[Text]:
    """Yield what counts beside what the cost says: who is wished for, and when."""
    prefer, early = way.cost.terms["prefer"], way.cost.terms["early"]
    if prefer > 0:
        yield Text("不是老人希望的人", "nobody whom the senior wishes for")
    if prefer < 0:
        yield Text("是老人希望的人", "whom the senior wishes for")
    minutes = round(early / MINUTE_SECONDS)
    if minutes:
        yield Text(f"提前计 {minutes:+d}", f"for coming early {minutes:+d}")


def _not_possible(why: Text) -> Text:
    return Text(f"不行：{why.zh}", f"no: {why.en}")


def _joined(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, first.en + second.en)


def _nobody_else(visit: Visit) -> Iterator[Text]:
    never, barred = visit.others.never, visit.others.barred
    if never:
        who = _named(never)
        yield Text(f"不能来：{who.zh}", f"may not come: {who.en}")
    if barred:
        who = _named(barred)
        yield Text(f"当天来不了：{who.zh}", f"cannot that day: {who.en}")


def _counts(barred: Barred) -> Text:
    if not barred:
        return Text("没有人可以来", "nobody may come")
    return Text(
        "，".join(f"{WORDS[b].zh} {len(who)} 人" for b, who in barred.items()),
        ", ".join(f"{WORDS[b].en} {len(who)}" for b, who in barred.items()),
    )


def _named(barred: Barred) -> Text:
    return Text(
        "；".join(f"{WORDS[b].zh} {_ids(who, '、')}" for b, who in barred.items()),
        "; ".join(f"{WORDS[b].en} {_ids(who, ', ')}" for b, who in barred.items()),
    )


def _ids(carer_ids: Sequence[str], comma: str) -> str:
    shown = comma.join(carer_ids[:IDS_SHOWN])
    more = len(carer_ids) - IDS_SHOWN
    return f"{shown}{comma}… (+{more})" if more > 0 else shown


def _window(visit: Visit) -> Text:
    return Text(
        f"在可访时段 {visit.window} 之内", f"inside the senior's hours {visit.window}"
    )


def _arrival(one: Coming) -> Text:
    stop, minutes = one.stop, -(-one.stop.travel_seconds // MINUTE_SECONDS)
    arrive, waits = format_second(stop.arrive), -(-one.waiting // MINUTE_SECONDS)
    wait = Text(f"，等 {waits} 分钟", f", waits {waits} minutes")
    wait = wait if waits else Text("，不用等", ", no waiting")
    return Text(
        f"{one.carer_id} 从 {one.origin or '出发地'} 来，路上 {minutes} 分钟，"
        f"{arrive} 到{wait.zh}",
        f"{one.carer_id} comes from {one.origin or 'the base'} in {minutes} minutes, "
        f"arrives at {arrive}{wait.en}",
    )


def _end(found: Explanation) -> Iterator[Text]:
    if found.absence is not None:
        says, remedy = found.absence.says, found.absence.remedy
        yield Text(f"没有走访：{says.zh}", f"No visit: {says.en}")
        if remedy is not None:
            yield Text(f"  → {remedy}", f"  → {remedy}")
    elif found.next_due is not None:
        yield Text("", "")
        yield Text(f"再下一次 {found.next_due} 到期", f"next due on {found.next_due}")
