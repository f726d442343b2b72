"""The list of the unserved: everybody on it who belongs there, and nobody else."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from scheduler.check.case import Case
from scheduler.check.violation import Violation, of_senior
from scheduler.domain import clock
from scheduler.domain.plan import Unserved
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text


def unserved_not_listed(case: Case) -> Iterator[Violation]:
    """Return the seniors who fall due, get no visit and are not listed."""
    listed = {entry.senior_id for entry in case.plan.unserved}
    for senior_id, turn in case.problem.first_turns.items():
        late = clock.open_days_late(turn.due, case.problem.last_day)
        if late > 0 and senior_id not in case.visits and senior_id not in listed:
            says = Text(
                zh=f"{turn.due} 到期，计划内没有走访，也未列入未服务名单"
                f"（已逾期 {late} 天）；应安排走访或列入名单。",
                en=f"due on {turn.due}, neither visited nor listed as unserved, "
                f"{late} days late by the end; visit or list the senior.",
            )
            yield of_senior("unserved_not_listed", senior_id, None, 1, "seniors", says)


def listed_but_served(case: Case) -> Iterator[Violation]:
    """Return the entries of seniors whom the plan visits."""
    for entry in _entries(case):
        visits = case.visits.get(entry.senior_id, ())
        if visits:
            says = Text(
                zh=f"列为未服务，但 {visits[0].date} 已安排走访；应从名单中删去。",
                en=f"is listed as unserved but visited on {visits[0].date}; take the "
                "senior off the list.",
            )
            yield of_senior(
                "listed_but_served", entry.senior_id, None, len(visits), "visits", says
            )


def listed_but_not_due(case: Case) -> Iterator[Violation]:
    """Return the entries of seniors who are paused or fall due after the last day."""
    for entry in _entries(case):
        turn = case.problem.first_turns.get(entry.senior_id)
        last = case.problem.last_day
        if turn is not None and turn.due <= last:
            continue
        if turn is None:
            days, why = 1, Text(zh="当前不可走访", en="cannot be visited at present")
        else:
            days = (turn.due - last).days
            why = Text(
                zh=f"{turn.due} 才到期，晚于末日 {last} {days} 天",
                en=f"falls due on {turn.due}, {days} days after the last day {last}",
            )
        says = Text(
            zh=f"列为未服务，但{why.zh}；应从名单中删去。",
            en=f"is listed as unserved but {why.en}; take the senior off the list.",
        )
        yield of_senior("listed_but_not_due", entry.senior_id, None, days, "days", says)


def listed_twice(case: Case) -> Iterator[Violation]:
    """Return the seniors with more than one entry."""
    entries = Counter(entry.senior_id for entry in case.plan.unserved)
    for senior_id, count in entries.items():
        if count > 1:
            says = Text(
                zh=f"在未服务名单中出现 {count} 次；应只有一次。",
                en=f"stands {count} times in the list of the unserved; once is right.",
            )
            yield of_senior("listed_twice", senior_id, None, count - 1, "entries", says)


def entry_misstated(case: Case) -> Iterator[Violation]:
    """Return the entries that state another tag, due date or days late."""
    for entry in _entries(case):
        turn = case.problem.first_turns.get(entry.senior_id)
        if turn is None:
            continue
        late = clock.open_days_late(turn.due, case.problem.last_day)
        tag = case.problem.senior[entry.senior_id].tag
        stated = (entry.tag, entry.due, entry.days_late)
        right = (tag, turn.due, late)
        wrong = sum(a != b for a, b in zip(stated, right, strict=True))
        if wrong:
            says = Text(
                zh=f"名单写为 {_entry(*stated).zh}；应为 {_entry(*right).zh}。",
                en=f"is listed as {_entry(*stated).en}; it is {_entry(*right).en}.",
            )
            yield of_senior(
                "misstated", entry.senior_id, None, wrong, "statements", says
            )


def _entry(tag: Tag, due: date, late: int) -> Text:
    return Text(
        zh=f"{CHINESE[tag]}色、{due} 到期、逾期 {late} 天",
        en=f"{tag}, due {due}, {late} late",
    )


def _entries(case: Case) -> Iterator[Unserved]:
    """Return the entries of known seniors."""
    for entry in case.plan.unserved:
        if entry.senior_id in case.problem.senior:
            yield entry
