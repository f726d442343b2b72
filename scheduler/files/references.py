"""The checks that an id named in one table is listed in another."""

from collections.abc import Iterator, Sequence

from scheduler.errors import Text
from scheduler.files.near import KnownIds
from scheduler.files.table import Table

Ids = tuple[str, ...] | None


def check_known(
    table: Table, column: str, ids: Sequence[object], known: KnownIds, says: Text
) -> None:
    """Note as an error every id that is not listed."""
    for row, key in _not_listed(table, ids, known):
        table.error(row, column, _with_hint(says, known, key), key)


def warn_unknown(
    table: Table, column: str, ids: Sequence[object], known: KnownIds, says: Text
) -> None:
    """Note as a warning every id that is not listed."""
    for row, key in _not_listed(table, ids, known):
        table.warn(row, column, _with_hint(says, known, key), key)


def _not_listed(
    table: Table, ids: Sequence[object], known: KnownIds
) -> Iterator[tuple[int, str]]:
    for row, key in zip(table.rows, ids, strict=True):
        if isinstance(key, str) and key not in known.ids:
            yield row, key


def known_wishes(
    table: Table, prefer: Sequence[Ids], avoid: Sequence[Ids], carers: KnownIds
) -> list[Ids]:
    """Return the preferred ids of every row without those that are not listed.

    An unknown id in ``avoid`` is an error: a slip there would send somebody refused.
    """
    for row, wanted, refused in zip(table.rows, prefer, avoid, strict=True):
        for key in refused or ():
            if key not in carers.ids:
                table.error(row, "avoid", _with_hint(_AVOID, carers, key), key)
            if key in (wanted or ()):
                table.error(row, "avoid", _BOTH, key)
        for key in wanted or ():
            if key not in carers.ids:
                table.warn(row, "prefer", _with_hint(_PREFER, carers, key), key)
    return [
        wanted and tuple(key for key in wanted if key in carers.ids)
        for wanted in prefer
    ]


_AVOID = Text(
    "人员表里没有这个编号，无法保证不安排此人；请改正或删去",
    "no carer has this id, so nobody would be kept away; correct it or take it out",
)
_PREFER = Text(
    "人员表里没有这个编号，这一偏好不起作用", "no carer has this id; wish left out"
)
_BOTH = Text(
    "同一人不能既偏好又不安排；请删去其一",
    "the same carer is preferred and avoided; take one of them out",
)


def _with_hint(says: Text, known: KnownIds, key: str) -> Text:
    hint = known.hint(key)
    return Text(says.zh + hint.zh, says.en + hint.en)
