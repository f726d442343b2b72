"""The community's own travel table: rows of from, to, mode and seconds."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scheduler.domain.people import Carer, Senior
from scheduler.domain.times import DAY_SECONDS
from scheduler.domain.travel import OFFICE, TravelTimes
from scheduler.domain.words import Mode, Status
from scheduler.errors import Finding, InputError, Text, TravelError
from scheduler.travel.profiles import base_ids, carer_bases

FILE = "travel.csv"
COLUMNS = ("from", "to", "mode", "seconds")
NOT_GIVEN = -1
FINDINGS_SHOWN = 20
"""How many pairs of one problem are named one by one."""


class _Frame(NamedTuple):
    """What a table is about: its places, modes and who uses which."""

    senior_ids: tuple[str, ...]
    base_ids: tuple[str, ...]
    modes: tuple[Mode, ...]

    @property
    def places(self) -> tuple[str, ...]:
        return self.senior_ids + self.base_ids

    @property
    def shape(self) -> tuple[int, int, int]:
        return (len(self.modes), len(self.places), len(self.places))


def from_rows(
    rows: pd.DataFrame, seniors: Sequence[Senior], carers: Sequence[Carer]
) -> TravelTimes:
    """Return the table's travel times; one profile for each mode in use.

    Rows about places or modes that nobody needs are passed over. What nobody needs
    and no row gives (one base to another, homes of seniors who have ended) is a day.

    Parameters
    ----------
    rows
        Columns ``from``, ``to``, ``mode`` (the English words) and ``seconds`` (whole
        numbers, not below zero).

    Raises
    ------
    TravelError
        If a needed pair is missing.
    InputError
        If a pair stands there twice with different seconds, or if a senior's id is
        also the office's or a carer's.
    """
    _no_id_is_two_places(seniors, carers)
    frame = _Frame(
        senior_ids=tuple(sorted(senior.senior_id for senior in seniors)),
        base_ids=base_ids(carers),
        modes=tuple(sorted({carer.mode for carer in carers})),
    )
    given = _given(rows, frame)
    needed = _needed(frame, seniors, carers)
    _nothing_is_missing(needed & (given == NOT_GIVEN), frame)
    homes = np.arange(len(frame.places))
    given[:, homes, homes] = 0
    return TravelTimes(
        senior_ids=frame.senior_ids,
        base_ids=frame.base_ids,
        seconds=np.where(given == NOT_GIVEN, np.int32(DAY_SECONDS), given),
        carer_profile={c.carer_id: frame.modes.index(c.mode) for c in carers},
        carer_base=carer_bases(carers),
        from_file=True,
    )


def to_rows(travel: TravelTimes, carers: Sequence[Carer]) -> pd.DataFrame:
    """Return the rows of every pair that a carer may travel, for each mode in use.

    A table cannot tell two paces of one mode apart (staff and volunteers on foot):
    the quicker one is written, under which every plan made with both still holds.
    """
    modes = tuple(sorted({carer.mode for carer in carers}))
    frame = _Frame(travel.senior_ids, travel.base_ids, modes)
    parts = [_rows_of_mode(travel, carers, frame, mode) for mode in modes]
    return pd.concat(parts, ignore_index=True) if parts else _no_rows()


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=list(COLUMNS))


def _rows_of_mode(
    travel: TravelTimes, carers: Sequence[Carer], frame: _Frame, mode: Mode
) -> pd.DataFrame:
    riders = [carer for carer in carers if carer.mode is mode]
    profiles = sorted({travel.carer_profile[carer.carer_id] for carer in riders})
    seconds = travel.seconds[profiles].min(axis=0)
    start, end = np.nonzero(_travelled(frame, riders))
    places = np.array(frame.places, dtype=object)
    return pd.DataFrame(
        {
            "from": places[start],
            "to": places[end],
            "mode": mode.value,
            "seconds": seconds[start, end],
        }
    )


def _travelled(frame: _Frame, riders: Sequence[Carer]) -> NDArray[np.bool_]:
    """Return the pairs these carers may travel, shape (places, places)."""
    bases = set(carer_bases(riders).values())
    is_home = np.arange(len(frame.places)) < len(frame.senior_ids)
    is_base = np.array([place in bases for place in frame.places]) & ~is_home
    pairs = is_home[:, None] & (is_home | is_base) | is_base[:, None] & is_home
    np.fill_diagonal(pairs, False)
    return pairs


def _given(rows: pd.DataFrame, frame: _Frame) -> NDArray[np.int32]:
    """Return the rows as a table, `NOT_GIVEN` where there is none."""
    places = pd.Index(frame.places, dtype=object)
    modes = pd.Index([mode.value for mode in frame.modes], dtype=object)
    start = places.get_indexer(pd.Index(rows["from"]))
    end = places.get_indexer(pd.Index(rows["to"]))
    mode = modes.get_indexer(pd.Index(rows["mode"]))
    known = np.flatnonzero((start >= 0) & (end >= 0) & (mode >= 0))
    pair = (mode[known], start[known], end[known])
    seconds = rows["seconds"].to_numpy(dtype=np.int32)[known]
    table = np.full(frame.shape, NOT_GIVEN, dtype=np.int32)
    table[pair] = seconds
    _nothing_is_said_twice(rows, known[table[pair] != seconds])
    return table


def _needed(
    frame: _Frame, seniors: Sequence[Senior], carers: Sequence[Carer]
) -> NDArray[np.bool_]:
    """Return the pairs a plan may ask for, shape (modes, places, places)."""
    ended = {s.senior_id for s in seniors if s.status is Status.ENDED}
    visited = np.array([place not in ended for place in frame.places], dtype=np.bool_)
    needed = np.zeros(frame.shape, dtype=np.bool_)
    for layer, mode in zip(needed, frame.modes, strict=True):
        layer[:] = _travelled(frame, [c for c in carers if c.mode is mode])
    return needed & visited[:, None] & visited


def _nothing_is_missing(missing: NDArray[np.bool_], frame: _Frame) -> None:
    pairs = np.argwhere(missing)
    if len(pairs):
        named = [_missing(frame, *pair) for pair in pairs[:FINDINGS_SHOWN]]
        raise TravelError(named + _more(len(pairs)))


def _missing(frame: _Frame, mode: int, start: int, end: int) -> Finding:
    pair = f"{frame.places[start]} → {frame.places[end]}"
    way = frame.modes[mode].value
    return Finding(
        file=FILE,
        value=f"{pair} ({way})",
        says=Text(
            zh=f"缺少 {pair} 的时间（出行方式 {way}）：请补上一行",
            en=f"{pair} by {way} is missing: add a row for it",
        ),
    )


def _nothing_is_said_twice(rows: pd.DataFrame, contradicted: NDArray[np.intp]) -> None:
    if len(contradicted):
        shown = rows.iloc[contradicted[:FINDINGS_SHOWN]][list(COLUMNS)]
        named = [_contradicted(*row) for row in shown.itertuples(index=False)]
        raise InputError(named + _more(len(contradicted)))


def _contradicted(start: str, end: str, mode: str, seconds: int) -> Finding:
    return Finding(
        file=FILE,
        column="seconds",
        value=str(seconds),
        says=Text(
            zh=f"{start} → {end}（{mode}）出现多次且秒数不同：只保留一行",
            en=f"{start} → {end} by {mode} stands there more than once with "
            "different seconds: keep one row",
        ),
    )


def _more(count: int) -> list[Finding]:
    """Return one finding for those that were not named one by one."""
    left = count - FINDINGS_SHOWN
    if left <= 0:
        return []
    zh, en = f"另有 {left} 处同样的问题", f"{left} more like these"
    return [Finding(file=FILE, says=Text(zh=zh, en=en))]


def _no_id_is_two_places(seniors: Sequence[Senior], carers: Sequence[Carer]) -> None:
    taken = {OFFICE, *(carer.carer_id for carer in carers)}
    twice = sorted(s.senior_id for s in seniors if s.senior_id in taken)
    if twice:
        raise InputError([_two_places(senior_id) for senior_id in twice])


def _two_places(senior_id: str) -> Finding:
    return Finding(
        file=FILE,
        column="from",
        value=senior_id,
        says=Text(
            zh=f"{senior_id} 既是老人编号，又是人员编号或 {OFFICE}：请改用不同的编号",
            en=f"{senior_id} is both a senior and a carer or the {OFFICE}: "
            "give them different ids",
        ),
    )
