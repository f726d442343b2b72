"""Facts on one visit in words, the same on the command line and in the service."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from scheduler.check.faces import MEMORY
from scheduler.domain.people import Carer, Senior
from scheduler.domain.policy import Policy
from scheduler.domain.words import Status
from scheduler.errors import Text
from scheduler.solver.remedies.lacks import qualified


class Met(NamedTuple):
    """How often a senior has met a carer lately, and when last."""

    visits: int
    last: date


def why_then(
    senior: Senior, policy: Policy, day: date, due: date, *, pinned: bool = False
) -> Iterator[Text]:
    """Yield what bears on the day of a visit.

    Parameters
    ----------
    due
        When the turn that the visit ends is due.
    pinned
        Whether a person has fixed it; default not.
    """
    yield _against_due(day, due)
    interval = policy.tags[senior.tag].interval_days
    yield Text(f"间隔 {interval} 天", f"the interval is {interval} days")
    until = senior.status_until
    if senior.status is not Status.ACTIVE and until is not None:
        yield Text(f"暂停到 {until:%m-%d} 为止", f"paused until {until:%m-%d}")
    if senior.windows:
        spans = ", ".join(map(str, senior.windows))
        yield Text(f"只能在 {spans} 走访", f"may be visited {spans} only")
    if senior.prefer_windows:
        spans = ", ".join(map(str, senior.prefer_windows))
        yield Text(f"希望在 {spans} 走访", f"wishes to be visited {spans}")
    if pinned:
        yield Text("由人工固定在这一天", "a person has fixed the visit to this day")


def why_them(
    senior: Senior,
    policy: Policy,
    team: Sequence[Carer],
    coming: Mapping[str, str],
    met: Mapping[str, Met],
) -> Iterator[Text]:
    """Yield what bears on who makes a visit.

    Parameters
    ----------
    coming
        By id of each who comes, how they are called.
    met
        Whom the senior has met in the last 28 days, by carer id.
    """
    for carer_id, called in coming.items():
        yield _said_of(called, _met(met.get(carer_id)))
        if carer_id in senior.prefer:
            wished = Text("是老人希望的人", "is whom the senior wishes for")
            yield _said_of(called, wished)
    if senior.skills:
        skills = ", ".join(senior.skills)
        yield Text(f"需要技能：{skills}", f"asks for the skills {skills}")
    if senior.after is not None:
        minutes = str(senior.after)
        yield Text(
            f"两人先后到，后到的晚 {minutes} 分钟",
            f"one comes first, the other {minutes} minutes later",
        )
    if senior.second_skills:
        skills = ", ".join(senior.second_skills)
        yield Text(f"后到的需要技能：{skills}", f"the second needs the skills {skills}")
    count = len(qualified(senior, policy.tags[senior.tag], team))
    yield Text(
        f"全队 {len(team)} 人中有 {count} 人符合角色、技能和性别要求",
        f"{count} of the {len(team)} carers have the role, skills and gender asked for",
    )


def _said_of(called: str, fact: Text) -> Text:
    return Text(f"{called}：{fact.zh}", f"{called}: {fact.en}")


def _met(face: Met | None) -> Text:
    days = MEMORY.days
    if face is None:
        return Text(f"{days} 天内没有来过", f"has not come in {days} days")
    times = "once" if face.visits == 1 else f"{face.visits} times"
    return Text(
        f"过去 {days} 天来过 {face.visits} 次，最近 {face.last:%m-%d}",
        f"came {times} in {days} days, last on {face.last:%m-%d}",
    )


def _against_due(day: date, due: date) -> Text:
    early = (due - day).days
    days = "1 day" if abs(early) == 1 else f"{abs(early)} days"
    if early > 0:
        return Text(
            f"到期 {due:%m-%d}，提前 {early} 天", f"due {due:%m-%d}, {days} early"
        )
    if early == 0:
        return Text(f"到期 {due:%m-%d}，当天走访", f"due {due:%m-%d}, that very day")
    return Text(f"到期 {due:%m-%d}，晚 {-early} 天", f"due {due:%m-%d}, {days} late")
