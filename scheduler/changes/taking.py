"""What one carer could take of the visits that look for one, everything else kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scheduler.changes.loads import Load, Loads, Wanted
from scheduler.domain.people import Carer
from scheduler.domain.problem import Problem
from scheduler.solver.remedies.lacks import may_lead, missing


@dataclass(frozen=True, eq=False)
class Taken:
    """A carer's shifts of one day with more visits in them.

    Attributes
    ----------
    before, after
        The shifts without and with them, in the same order.
    taken, left
        What fits, and what does not.
    """

    carer: Carer
    before: tuple[Load, ...]
    after: tuple[Load, ...]
    taken: tuple[Wanted, ...]
    left: tuple[Wanted, ...]

    @property
    def worked(self) -> int:
        """Seconds more from leaving to coming back."""
        return _worked(self.after) - _worked(self.before)

    @property
    def travel(self) -> int:
        """Seconds more on the way."""
        return sum(load.travel for load in self.after) - sum(
            load.travel for load in self.before
        )

    @property
    def later_home(self) -> int:
        """Seconds by which the carer is back later from the shifts with visits."""
        return sum(
            max(0, new.ends[-1] - old.ends[-1])
            for old, new in zip(self.before, self.after, strict=True)
            if old.ends and new.ends
        )


def may_take(problem: Problem, wanted: Wanted, carer: Carer) -> bool:
    """Return whether a carer may make a visit, alone or with the one who comes."""
    senior = wanted.senior
    rule = problem.rule(senior)
    if senior.carers_needed == 2:
        partner = wanted.partner
        if partner is None or partner.carer_id == carer.carer_id:
            return False
        leads = may_lead(rule, carer) or may_lead(rule, partner)
        able = _has_second(wanted, carer, partner)
        return leads and able and not missing(senior, rule, carer)
    return not missing(senior, rule, carer)


def _has_second(wanted: Wanted, carer: Carer, partner: Carer) -> bool:
    """Return whether who comes second, or one of both, has the skills for it."""
    senior = wanted.senior
    return (wanted.apart >= 0 and senior.lets_follow(carer)) or (
        wanted.apart <= 0 and senior.lets_follow(partner)
    )


def taken_by(
    loads: Loads, carer: Carer, own: Sequence[Load], wanted: Iterable[Wanted]
) -> Taken:
    """Return what a carer can add to shifts of one day, the first wanted first.

    Each visit is put where it adds least work, then where the carer is home soonest;
    nothing else moves but in time.
    """
    after, taken, left = tuple(own), [], []
    for one in wanted:
        found = min(
            places(loads, carer, after, one),
            key=lambda option: (_worked(option), _home(option)),
            default=None,
        )
        if found is None:
            left.append(one)
        else:
            after = found
            taken.append(one)
    return Taken(carer, tuple(own), after, tuple(taken), tuple(left))


def places(
    loads: Loads, carer: Carer, own: tuple[Load, ...], wanted: Wanted
) -> Iterator[tuple[Load, ...]]:
    """Return the carer's shifts with a visit added, wherever it fits."""
    if not own or not may_take(loads.problem, wanted, carer):
        return
    day, made = own[0].day, sum(len(load.stops) for load in own)
    planned = loads.of.get((carer.carer_id, day), ())
    before_visits = sum(len(load.stops) for load in planned)
    before = _worked(planned)
    for number, load in enumerate(own):
        for place in range(len(load.stops) + 1):
            more = load.with_visit(place, wanted)
            if not more.is_possible:
                continue
            option = (*own[:number], more, *own[number + 1 :])
            if loads.limits_allow(
                carer, day, made + 1 - before_visits, _worked(option) - before
            ):
                yield option


def _home(loads: Iterable[Load]) -> int:
    return max(load.ends[-1] for load in loads if load.ends)


def _worked(loads: Iterable[Load]) -> int:
    return sum(load.worked for load in loads)
