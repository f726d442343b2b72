"""People whom a scenario invents: their ids say so, and no plan is published for them.

The n-th invented senior is ``NEW-S001``, the n-th carer ``NEW-C001``.
"""

from collections.abc import Collection

SENIOR_PREFIX, CARER_PREFIX = "NEW-S", "NEW-C"


def new_ids(prefix: str, taken: Collection[str], count: int) -> tuple[str, ...]:
    """Return so many ids that nobody has, numbered on from those taken."""
    ids: list[str] = []
    number = 1
    while len(ids) < count:
        key = f"{prefix}{number:03d}"
        if key not in taken:
            ids.append(key)
        number += 1
    return tuple(ids)


def is_invented(person_id: str) -> bool:
    """Return whether a scenario has invented the person."""
    return person_id.startswith((SENIOR_PREFIX, CARER_PREFIX))
