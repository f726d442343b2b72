"""The travel table, read and checked without a loop over its rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scheduler.domain.times import DAY_SECONDS
from scheduler.errors import Text
from scheduler.files.cells import (
    CellError,
    Parser,
    clean,
    parse_id,
    parse_whole,
    parse_word,
)
from scheduler.files.near import KnownIds
from scheduler.files.table import Table
from scheduler.files.vocabulary import MODES

_Rows = NDArray[np.int64]


class _Column(NamedTuple):
    """One column by its distinct values; code -1 where the text is wrong."""

    values: list[object]
    codes: NDArray[np.intp]

    def where(self, kept: NDArray[np.bool_]) -> Self:
        """Return the column with some of its rows only."""
        return self._replace(codes=self.codes[kept])

    def in_full(self) -> NDArray[np.object_]:
        """Return the value of every row."""
        return np.array(self.values, dtype=object).take(self.codes)


def read_travel(table: Table, places: KnownIds | None) -> pd.DataFrame | None:
    """Return the columns from, to, mode (text) and seconds (int64); None if wrong.

    Wrong values are noted once each, at the first row that has them. Rows of places
    that are not listed are left out.

    Parameters
    ----------
    places
        Ids of seniors, carers and the office; None if they could not be read.
    """
    if not table.complete:
        return None
    columns = {name: _read(table, name, parse) for name, parse in _PARSERS.items()}
    good = np.logical_and.reduce([column.codes >= 0 for column in columns.values()])
    rows = np.array(table.rows, dtype=np.int64)[good]
    columns = {name: column.where(good) for name, column in columns.items()}
    kept = _known(table, rows, columns, places) & _first_of_pair(table, rows, columns)
    frame = {name: column.where(kept).in_full() for name, column in columns.items()}
    return pd.DataFrame(frame).astype(
        {**dict.fromkeys(frame, "str"), "seconds": "int64"}
    )


_PARSERS: dict[str, Parser[Any]] = {
    "from": parse_id,
    "to": parse_id,
    "mode": parse_word(MODES),
    "seconds": parse_whole(0, DAY_SECONDS),
}


def _read(table: Table, name: str, parse: Parser[Any]) -> _Column:
    codes, texts = pd.factorize(table.cells[name].to_numpy(dtype=object))
    parsed = [_parsed(parse, clean(text)) for text in texts]
    if any(isinstance(value, CellError) for value in parsed):
        _report(table, name, parsed, texts, codes)
    values = list(dict.fromkeys(v for v in parsed if not isinstance(v, CellError)))
    position = {value: code for code, value in enumerate(values)}
    recode = np.array([position.get(value, -1) for value in parsed] or [0])
    return _Column(values, recode[codes])


def _parsed(parse: Parser[Any], text: str) -> object:
    try:
        return parse(text) if text else CellError("不能为空", "must not be empty")
    except CellError as error:
        return error


def _report(
    table: Table,
    name: str,
    parsed: Sequence[object],
    texts: NDArray[np.object_],
    codes: NDArray[np.intp],
) -> None:
    known, lines, counts = np.unique(codes, return_index=True, return_counts=True)
    for code, line, count in zip(known, lines, counts, strict=True):
        error = parsed[code]
        if isinstance(error, CellError):
            says = _with_count(error.says, int(count))
            table.error(table.rows[line], name, says, clean(texts[code]))


def _with_count(says: Text, count: int) -> Text:
    if count == 1:
        return says
    return Text(f"{says.zh}（共 {count} 行）", f"{says.en} ({count} rows)")


def _known(
    table: Table, rows: _Rows, columns: dict[str, _Column], places: KnownIds | None
) -> NDArray[np.bool_]:
    kept = np.ones(len(rows), dtype=bool)
    for name in ("from", "to"):
        values, codes = columns[name]
        for code, place in enumerate(values):
            if places is None or place in places.ids:
                continue
            lines = np.flatnonzero(codes == code)
            hint = places.hint(str(place))
            says = Text(_UNKNOWN.zh + hint.zh, _UNKNOWN.en + hint.en)
            if len(lines) == 0:
                continue
            table.warn(
                int(rows[lines[0]]), name, _with_count(says, len(lines)), str(place)
            )
            kept[lines] = False
    return kept


_UNKNOWN = Text(
    "老人表和人员表里没有这个编号，未读取", "no senior or carer has this id; left out"
)
_CONTRADICTS = Text(
    "这一对地点和方式前面已有不同的秒数；只应有一个",
    "this pair and mode stood above with other seconds; there can be only one",
)


def _first_of_pair(
    table: Table, rows: _Rows, columns: dict[str, _Column]
) -> NDArray[np.bool_]:
    ends, modes = columns["to"], columns["mode"]
    pair = columns["from"].codes * len(ends.values) + ends.codes
    pair = pair * len(modes.values) + modes.codes
    again = pd.Series(pair).duplicated().to_numpy()
    if again.any():
        _report_repeated(table, rows, pair, again, columns["seconds"])
    return ~again


def _report_repeated(
    table: Table,
    rows: _Rows,
    pair: NDArray[np.intp],
    again: NDArray[np.bool_],
    seconds: _Column,
) -> None:
    first = pd.Series(seconds.codes[~again], index=pair[~again])
    differs = first.reindex(pair[again]).to_numpy() != seconds.codes[again]
    for line in np.flatnonzero(again)[differs]:
        value = str(seconds.values[seconds.codes[line]])
        table.error(int(rows[line]), "seconds", _CONTRADICTS, value)
    if not differs.all():
        count = int((~differs).sum())
        table.warn_of_all(
            Text(
                f"有 {count} 行重复，只算一次",
                f"rows that repeat others, counted once: {count}",
            )
        )
