"""Smallest comparisons for the tests of what-if."""

from builders import MONDAY, carer, day, problem, roster, senior

from scheduler.domain.words import Role, Tag
from scheduler.whatif.comparison import Comparison, Variant
from scheduler.whatif.figures import CarerFigures, DayFigures, Figures, TagFigures


def figures(seed=0, late=0, **changes):
    """Return the figures of two days, one senior late on so many days."""
    tags = {
        tag: TagFigures(late_days=0, inherited=0, on_time=3, owed=4, unserved=0)
        for tag in Tag
    }
    tags[Tag.RED] = tags[Tag.RED].replace(late_days=late)
    fields = {
        "tags": tags,
        "visits": 9,
        "travel": 90.0,
        "service": 120.0,
        "carers_used": 1,
        "new_faces": 2,
        "faces": 1.5,
        "unfair": 30.0,
        "days": [
            DayFigures(date=day(n), there=600.0, used=300.0, late=dict.fromkeys(Tag, 0))
            for n in range(2)
        ],
        "carers": [
            CarerFigures(
                carer_id="C1", role=Role.HELPER, there=1200.0, used=600.0, visits=9
            )
        ],
        "late_seniors": {"S1": late} if late else {},
        "late_tags": {"S1": Tag.RED} if late else {},
        "unserved": (),
        "late_bound": {},
    }
    return Figures(seed=seed, **(fields | changes))


def variant(mark="", *runs, **changes):
    """Return the community as it is, or under a scenario."""
    fields = {
        "name": f"方案{mark}" if mark else "示例",
        "file": f"{mark}.toml" if mark else "",
        "text": "",
        "stages": (MONDAY,),
        "runs": runs or (figures(),),
    }
    return Variant(mark=mark, **(fields | changes))


def comparison(*variants, **changes):
    """Return a comparison of two days."""
    fields = {
        "community": "示例小区",
        "first_day": MONDAY,
        "days": 2,
        "seeds": tuple(run.seed for run in variants[0].runs),
        "time_limit": 1.0,
        "variants": variants,
    }
    return Comparison(**(fields | changes))


def town(days=10):
    """Return a red and a green senior whom one carer sees for an hour a day."""
    return problem(
        [senior("S1", "red"), senior("S2", "green")],
        [carer("C1"), carer("C2", "helper")],
        roster=roster("C1", "C2", hours="09:00-10:00"),
        days=days,
    )
