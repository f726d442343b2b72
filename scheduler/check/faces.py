"""Who has met whom: the memory behind continuity and new faces."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.check.case import Case
from scheduler.check.visit import Visit

MEMORY = timedelta(days=28)
"""A carer whom a senior has not met for longer is a new face again."""


def new_faces(case: Case) -> Iterator[tuple[Visit, str]]:
    """Return each visit with each carer who is a new face at it.

    A new face has made no valid visit to the senior in the 28 days before this one,
    recorded and planned visits together.
    """
    met: dict[tuple[str, str], set[date]] = defaultdict(set)
    for record in case.problem.records:
        if record.outcome.is_valid:
            met[record.senior_id, record.carer_id].add(record.date)
    for visit in case.all_visits():
        for carer_id in visit.carer_ids:
            dates = met[visit.senior.senior_id, carer_id]
            if not any(visit.date - MEMORY <= on < visit.date for on in dates):
                yield visit, carer_id
            dates.add(visit.date)
