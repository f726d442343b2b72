"""What one plan costs more than another, in numbers and in words."""

from collections.abc import Iterator, Mapping

from scheduler.check.kpis import kpis
from scheduler.check.price import Price, price
from scheduler.domain.frozen import Frozen
from scheduler.domain.plan import Plan
from scheduler.domain.policy import Weights
from scheduler.domain.problem import Problem
from scheduler.domain.times import MINUTE_SECONDS
from scheduler.domain.words import CHINESE, Tag
from scheduler.errors import Text

SHARED = ("travel", "fairness")
"""Terms that all routes have a part in."""

OWN = ("visit", "early", "continuity", "prefer", "prefer_minutes")
"""Terms of each senior's visits, lateness apart."""


class Cost(Frozen):
    """What a change costs; below zero it saves.

    Attributes
    ----------
    visits
        More visits made.
    fairness_minutes
        More work above the fair shares, summed over carers; 0 where the policy does
        not look at it.
    wished_minutes
        More minutes outside the spans that seniors prefer; 0 where the policy does not
        look at it.
    terms
        By the policy's weights, in seconds of travel: each of the referee's terms.
    total
        All terms together.
    says
        The same as a sentence.
    """

    travel_minutes: float
    new_faces: int
    late_days: Mapping[Tag, int]
    visits: int
    fairness_minutes: float
    wished_minutes: float = 0.0
    terms: Mapping[str, float]
    total: float
    says: Text


def cost_between(problem: Problem, before: Plan, after: Plan) -> Cost:
    """Return what a plan costs more than another of the same days and data."""
    old, new = kpis(problem, before), kpis(problem, after)
    return cost_of(
        problem.policy.weights,
        _terms(problem, before, after),
        travel_minutes=round(new.travel_minutes - old.travel_minutes, 1),
        new_faces=new.new_faces - old.new_faces,
        late_days={tag: new.late_days[tag] - old.late_days[tag] for tag in Tag},
        visits=new.visits - old.visits,
    )


def cost_of(
    weights: Weights,
    terms: Mapping[str, float],
    *,
    travel_minutes: float,
    new_faces: int,
    late_days: Mapping[Tag, int],
    visits: int,
) -> Cost:
    """Return the cost that these differences come to; see `Cost`."""
    fair = weights.fairness
    uneven = terms["fairness"] / fair / MINUTE_SECONDS if fair else 0.0
    wish = weights.prefer_minutes
    unwished = terms["prefer_minutes"] / wish if wish else 0.0
    cost = Cost(
        travel_minutes=travel_minutes,
        new_faces=new_faces,
        late_days=late_days,
        visits=visits,
        fairness_minutes=round(uneven, 1),
        wished_minutes=round(unwished, 1),
        terms=terms,
        total=sum(terms.values()),
        says=Text(zh="", en=""),
    )
    return cost.replace(says=_sentence(cost))


def _terms(problem: Problem, before: Plan, after: Plan) -> Mapping[str, float]:
    return terms_between(price(problem, before), price(problem, after), *SHARED, *OWN)


def terms_between(old: Price, new: Price, *names: str) -> dict[str, float]:
    """Return by how much the named terms, and those of lateness, differ."""
    terms = {name: getattr(new, name) - getattr(old, name) for name in names}
    late = {f"late_{tag}": new.late[tag] - old.late[tag] for tag in Tag}
    return terms | late


def _sentence(cost: Cost) -> Text:
    """Return all that has changed: visits, what it costs, what it saves."""
    visits = list(_visits(cost))
    parts = [(amount, text) for amount, text in _parts(cost) if amount]
    worse = [text for amount, text in parts if amount > 0]
    better = [text for amount, text in parts if amount < 0]
    if not parts:
        worse = [Text(zh="没有额外代价", en="nothing")]
    costs, saves = (", ".join(text.en for text in part) for part in (worse, better))
    said = [text.en for text in visits]
    said += [f"costs {costs}"] * bool(worse) + [f"saves {saves}"] * bool(better)
    zh = "，".join(text.zh for text in (*visits, *worse, *better))
    return Text(zh=zh, en="; ".join(said))


def _visits(cost: Cost) -> Iterator[Text]:
    if cost.visits:
        zh, en = _how(cost.visits, "次入户", "visit", "visits")
        yield Text(zh=zh, en=f"{en} {'more' if cost.visits > 0 else 'fewer'}")


def _parts(cost: Cost) -> Iterator[tuple[float, Text]]:
    """Return each thing that has changed, red lateness first, with its amount."""
    for tag in Tag:
        days = cost.late_days[tag]
        zh, en = _how(days, "天", f"{tag} day late", f"{tag} days late", "逾期")
        yield days, Text(zh=f"{CHINESE[tag]}色{zh}", en=en)
    minutes = round(cost.travel_minutes)
    yield minutes, Text(*_how(minutes, "分钟", "minute", "minutes", "走"))
    faces = cost.new_faces
    yield faces, Text(*_how(faces, "张新面孔", "new face", "new faces"))
    uneven = round(cost.fairness_minutes)
    zh, en = _how(uneven, "分钟", "minute", "minutes")
    share = Text(zh=f"超出公平份额的工时{zh}", en=f"{en} of work above the fair shares")
    yield uneven, share
    unwished = round(cost.wished_minutes)
    zh, en = _how(unwished, "分钟", "minute", "minutes")
    yield unwished, Text(zh=f"希望时段以外{zh}", en=f"{en} outside preferred times")


def _how(amount: int, zh: str, one: str, many: str, verb: str = "") -> tuple[str, str]:
    """Return so much more or less in both languages."""
    number, more = abs(amount), "多" if amount > 0 else "少"
    return f"{more}{verb} {number} {zh}", f"{number} {one if number == 1 else many}"
