"""The checks that an id named in one table is listed in another."""

from collections.abc import Sequence

from scheduler.domain.people import Senior
from scheduler.errors import Text
from scheduler.files.near import KnownIds
from scheduler.files.table import Numbered, Table


def check_known(
    table: Table, column: str, ids: Sequence[object], known: KnownIds, says: Text
) -> None:
    """Note as an error every id that is not listed."""
    for row, key in zip(table.rows, ids, strict=True):
        if isinstance(key, str) and key not in known.ids:
            table.error(row, column, _with_hint(says, known, key), key)


def warn_unknown(
    table: Table, column: str, ids: Sequence[object], known: KnownIds, says: Text
) -> None:
    """Note as a warning every id that is not listed."""
    for row, key in zip(table.rows, ids, strict=True):
        if isinstance(key, str) and key not in known.ids:
            table.warn(row, column, _with_hint(says, known, key), key)


def with_known_wishes(
    table: Table, seniors: Sequence[Numbered], carers: KnownIds
) -> list[Numbered]:
    """Return the seniors without wishes for carers who are not listed.

    An unknown id in ``avoid`` is an error: a slip there would send somebody refused.
    """
    return [
        Numbered(row, _checked_wishes(table, row, senior, carers))
        for row, senior in seniors
    ]


def _checked_wishes(table: Table, row: int, senior: Senior, carers: KnownIds) -> Senior:
    for key in senior.avoid:
        if key not in carers.ids:
            table.error(row, "avoid", _with_hint(_AVOID, carers, key), key)
        if key in senior.prefer:
            table.error(row, "avoid", _BOTH, key)
    unknown = [key for key in senior.prefer if key not in carers.ids]
    for key in unknown:
        table.warn(row, "prefer", _with_hint(_PREFER, carers, key), key)
    if not unknown:
        return senior
    return senior.replace(prefer=tuple(k for k in senior.prefer if k in carers.ids))


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
