"""The card that stays in a senior's home: who comes when.

Anybody who enters may read it, so it says nothing of health, no tag, no address and no
telephone number but the duty desk's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from scheduler.domain.people import Carer
from scheduler.domain.plan import Plan, Route, Stop
from scheduler.domain.problem import Problem
from scheduler.domain.words import Detail, Role
from scheduler.errors import Language, Text
from scheduler.sheets.board import NOON
from scheduler.sheets.card_models import Card, CardVisit
from scheduler.sheets.paper_text import paper_text
from scheduler.sheets.privacy import printed_senior
from scheduler.sheets.surnames import surname
from scheduler.sheets.wording import long_date

CARD_DAYS = 14

_ROLES: Mapping[Role, Text] = {
    Role.SOCIAL_WORKER: Text("社工", "social worker"),
    Role.HELPER: Text("助老员", "helper"),
    Role.VOLUNTEER: Text("志愿者", "volunteer"),
    Role.POLICE: Text("辅警", "police"),
}

_LABELS: Mapping[str, Text] = {
    "card": Text("谁什么时候来", "Who comes when"),
    "morning": Text("上午", "morning"),
    "afternoon": Text("下午", "afternoon"),
    "none": Text("这两周还没有排定。", "No visit is planned in these two weeks."),
    "photo": Text("照片", "photo"),
    "desk": Text("有事、要改日子，打值班台：", "To change a day, or for help, call:"),
    "beware": Text(
        "来看您的人不收钱、不卖东西。不认识的，先打电话问。",
        "Visitors take no money and sell nothing. In doubt, call first.",
    ),
    "changes": Text("日子可能会变", "Days may change"),
    "plan": Text("计划", "Plan"),
    "page": Text("第 {} 页 / 共 {} 页", "page {} of {}"),
}


def senior_card(
    problem: Problem,
    plan: Plan,
    senior_id: str,
    day: date,
    language: Language = Language.ZH,
) -> Card:
    """Return what stands on a senior's card: two weeks of visits from a day on.

    Raises
    ------
    KeyError
        If the problem has no such senior, or a carer of the plan is not listed.
    """
    printed = printed_senior(problem.senior[senior_id], Detail.MINIMAL, language)
    last = day + timedelta(days=CARD_DAYS - 1)
    visits = _visits(plan, senior_id, day, last)
    ids = dict.fromkeys(route.carer_id for stops in visits for route, _ in stops)
    called = _called([problem.carer[carer_id] for carer_id in ids], language)
    labels = {name: text.to(language) for name, text in _LABELS.items()}
    return Card(
        title=f"{labels['card']} {senior_id}",
        community=paper_text(problem.policy.community.name, language),
        language=language,
        labels=labels,
        senior=f"{printed.before} {printed.name}{printed.after}".strip(),
        senior_id=senior_id,
        days=" – ".join(_day(on, language)[0] for on in (day, last)),
        visits=tuple(_visit(stops, called, language) for stops in visits),
        faces=tuple(called.values()),
        duty_desk=paper_text(problem.policy.sheets.duty_desk, language),
        version=plan.plan_id,
    )


def _visits(
    plan: Plan, senior_id: str, first: date, last: date
) -> list[list[tuple[Route, Stop]]]:
    """Return the stops of each visit to a senior, by day, the first to come first."""
    visits: dict[date, list[tuple[Route, Stop]]] = {}
    for route, stop in plan.stops():
        if stop.senior_id == senior_id and first <= route.date <= last:
            visits.setdefault(route.date, []).append((route, stop))
    return [sorted(visits[day], key=_start) for day in sorted(visits)]


def _start(pair: tuple[Route, Stop]) -> int:
    return pair[1].start


def _visit(
    stops: Sequence[tuple[Route, Stop]],
    called: Mapping[str, str],
    language: Language,
) -> CardVisit:
    day, weekday = _day(stops[0][0].date, language)
    halves = dict.fromkeys(
        "morning" if s.start < NOON else "afternoon" for _, s in stops
    )
    carers = [called[route.carer_id] for route, _ in stops]
    if len({stop.start for _, stop in stops}) > 1:
        words = (_FIRST, *[_THEN] * (len(carers) - 1))
        carers = [w.to(language) + c for w, c in zip(words, carers, strict=True)]
    return CardVisit(
        day=day,
        weekday=weekday,
        half=" – ".join(_LABELS[half].to(language) for half in halves),
        carers=tuple(carers),
    )


_FIRST = Text("先 ", "first ")
_THEN = Text("后 ", "then ")


def _day(day: date, language: Language) -> tuple[str, str]:
    """Return a date without its year, and its weekday."""
    said = long_date(day, language)
    if language is Language.ZH:
        dated = said.partition("年")[2].partition(" ")[0]
        return dated, f"周{said[-1]}"
    weekday, _, dated = said.partition(" ")
    return dated.rpartition(" ")[0], weekday


def _called(carers: Iterable[Carer], language: Language) -> dict[str, str]:
    """Return how each carer is called; no two the same where names differ."""
    carers = list(carers)
    short = {carer.carer_id: _short_name(carer, language) for carer in carers}
    times = Counter(short.values())
    return {
        carer.carer_id: (
            short[carer.carer_id]
            if times[short[carer.carer_id]] == 1
            else paper_text(carer.name, language)
        )
        for carer in carers
    }


def _short_name(carer: Carer, language: Language) -> str:
    """Return surname and role (朱社工), or the first name of a name in letters."""
    if carer.name.isascii() and " " in carer.name:
        return paper_text(carer.name.split()[0], language)
    name = paper_text(surname(carer.name), language)
    if not name:
        return paper_text(carer.name, language)
    role = _ROLES[carer.role]
    return Text(f"{name}{role.zh}", f"{name} ({role.en})").to(language)
