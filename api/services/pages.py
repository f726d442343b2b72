"""One page of a list, in whatever order the list is."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session


def page(
    session: Session,
    wanted: Select[Any],
    key: InstrumentedAttribute[Any],
    after: str | None,
    limit: int,
) -> tuple[Sequence[Any], str | None]:
    """Return the rows of a page in their order, and after which id the next begins.

    Parameters
    ----------
    wanted
        All rows of the list, in order.
    key
        The id of a row.
    after
        Id after which the page begins; None: the first page. An id that is not in the
        list (any more) has nothing after it.
    limit
        Rows of a page.
    """
    ids = [str(one) for one in session.scalars(wanted.with_only_columns(key))]
    begin = 0 if after is None else _place_after(ids, after)
    here = ids[begin : begin + limit]
    more = begin + limit < len(ids)
    rows = {
        str(getattr(row, key.key)): row for row in _rows(session, wanted, key, here)
    }
    return [rows[one] for one in here], here[-1] if more else None


def _place_after(ids: list[str], after: str) -> int:
    return ids.index(after) + 1 if after in ids else len(ids)


def _rows(
    session: Session,
    wanted: Select[Any],
    key: InstrumentedAttribute[Any],
    ids: list[str],
) -> Sequence[Any]:
    kind = key.type.python_type
    return session.scalars(wanted.where(key.in_([kind(one) for one in ids]))).all()
