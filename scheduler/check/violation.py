"""One broken rule: who, where, by how much, and what would be right."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.plan import Route, Stop
from scheduler.errors import SchedulerError, Text


@dataclass(frozen=True)
class Violation:
    """One thing a plan does that it may not.

    Attributes
    ----------
    rule
        Key of the rule, the name of what is wrong.
    senior_id, carer_id, date
        Whom and when it concerns; None where it concerns nobody or no one day.
    amount
        By how much, in ``unit``; above zero.
    says
        The whole of it as a sentence for the coordinator.
    """

    rule: str
    senior_id: str | None
    carer_id: str | None
    date: date | None
    amount: float
    unit: str
    says: Text


class PlanNotValidError(SchedulerError):
    """A plan that we have made breaks a rule: our bug."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__("; ".join(violation.says.en for violation in violations))
        self.violations = violations


def at_stop(
    rule: str, route: Route, stop: Stop, amount: float, unit: str, says: Text
) -> Violation:
    """Return a violation by one carer at one senior's home."""
    who = Text(
        zh=f"{route.date} 人员 {route.carer_id} 访老人 {stop.senior_id}",
        en=f"{route.date}, carer {route.carer_id} at senior {stop.senior_id}",
    )
    return Violation(
        rule=rule,
        senior_id=stop.senior_id,
        carer_id=route.carer_id,
        date=route.date,
        amount=amount,
        unit=unit,
        says=_said(who, says),
    )


def on_route(
    rule: str, route: Route, amount: float, unit: str, says: Text
) -> Violation:
    """Return a violation by one carer on one day."""
    return by_carer(rule, route.carer_id, route.date, amount, unit, says)


def by_carer(
    rule: str, carer_id: str, on: date, amount: float, unit: str, says: Text
) -> Violation:
    """Return a violation by one carer on, or from, one day."""
    who = Text(zh=f"{on} 人员 {carer_id}", en=f"{on}, carer {carer_id}")
    return Violation(
        rule=rule,
        senior_id=None,
        carer_id=carer_id,
        date=on,
        amount=amount,
        unit=unit,
        says=_said(who, says),
    )


def of_senior(
    rule: str, senior_id: str, on: date | None, amount: float, unit: str, says: Text
) -> Violation:
    """Return a violation that concerns one senior, whoever comes."""
    who = Text(
        zh=f"{on} 老人 {senior_id}" if on else f"老人 {senior_id}",
        en=f"{on}, senior {senior_id}" if on else f"Senior {senior_id}",
    )
    return Violation(
        rule=rule,
        senior_id=senior_id,
        carer_id=None,
        date=on,
        amount=amount,
        unit=unit,
        says=_said(who, says),
    )


def _said(who: Text, says: Text) -> Text:
    return Text(zh=f"{who.zh}：{says.zh}", en=f"{who.en}: {says.en}")
