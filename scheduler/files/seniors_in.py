"""The rows of seniors as values, with the checks one row needs by itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from scheduler.domain.people import Senior
from scheduler.domain.policy import Policy
from scheduler.domain.times import MINUTE_SECONDS, Span
from scheduler.domain.words import Status
from scheduler.errors import Text
from scheduler.files.cells import (
    Parser,
    parse_date,
    parse_id,
    parse_list,
    parse_minutes_apart,
    parse_number,
    parse_text,
    parse_whole,
    parse_window,
    parse_word,
)
from scheduler.files.coordinates import check_coordinates
from scheduler.files.near import KnownIds
from scheduler.files.past import check_past
from scheduler.files.references import known_wishes
from scheduler.files.table import Numbered, Table
from scheduler.files.two_starts import check_two_starts, fits_in
from scheduler.files.unique import check_unique
from scheduler.files.vocabulary import GENDERS, STATUSES, TAGS, YES_NO
from scheduler.files.wished_times import check_wished_times, warn_of_unpriced_wishes

_PARSERS: Mapping[str, Parser[Any]] = {
    "senior_id": parse_id,
    "name": parse_text,
    "tag": parse_word(TAGS),
    "lat": parse_number,
    "lon": parse_number,
    "building": parse_text,
    "unit": parse_text,
    "floor": parse_whole(-9, 200),
    "room": parse_text,
    "lift": parse_word(YES_NO),
    "visit_minutes": parse_whole(1, 720),
    "windows": parse_list(parse_window),
    "prefer_windows": parse_list(parse_window),
    "skills": parse_list(parse_text),
    "carers_needed": parse_whole(1, 2),
    "after": parse_minutes_apart,
    "second_skills": parse_list(parse_text),
    "prefer": parse_list(parse_id),
    "avoid": parse_list(parse_id),
    "gender": parse_word(GENDERS),
    "status": parse_word(STATUSES),
    "status_until": parse_date,
    "last_visit": parse_date,
    "phone": parse_text,
    "notes": parse_text,
}


def read_seniors(
    table: Table,
    policy: Policy,
    first_day: date,
    carers: KnownIds | None,
    needs_places: bool,
) -> list[Numbered]:
    """Return the seniors in whose rows nothing is wrong; the others are noted.

    Parameters
    ----------
    carers
        None if the carers could not be read.
    needs_places
        Whether every senior must have coordinates: there is no travel table.
    """
    columns: dict[str, list[Any]] = {
        name: table.values(name, parse) for name, parse in _PARSERS.items()
    }
    check_unique(table, "senior_id", columns["senior_id"])
    check_past(table, "last_visit", columns["last_visit"], first_day)
    check_coordinates(table, columns["lat"], columns["lon"], needs_places)
    check_two_starts(table, columns)
    if carers is not None:
        columns["prefer"] = known_wishes(
            table, columns["prefer"], columns["avoid"], carers
        )
    built = table.build(Senior, columns)
    for row, senior in built:
        _check_status(table, row, senior)
        _check_windows(table, row, senior, policy)
    warn_of_unpriced_wishes(table, built, policy)
    return built


def _check_status(table: Table, row: int, senior: Senior) -> None:
    if senior.status_until is None:
        return
    if senior.status in (Status.ACTIVE, Status.ENDED):
        says = Text(
            "状态不是住院、外出或暂停，截止日期不起作用",
            "has no effect: the status is not hospital, away or suspended",
        )
        table.warn(row, "status_until", says, senior.status_until.isoformat())


def _check_windows(table: Table, row: int, senior: Senior, policy: Policy) -> None:
    minutes, windows = policy.visit_minutes(senior), policy.windows(senior)
    seconds = minutes * MINUTE_SECONDS
    if max(window.seconds for window in windows) < seconds:
        table.warn(row, "windows", _no_room(senior, minutes), _shown(windows))
        return
    if senior.after is not None and not fits_in(windows, seconds, senior.after):
        says = _no_two_starts(senior, windows, minutes)
        table.warn(row, "after", says, str(senior.after))
    check_wished_times(table, row, senior, windows, seconds)


def _no_room(senior: Senior, minutes: int) -> Text:
    return Text(
        f"没有一个时段容得下 {minutes} 分钟的走访，{senior.senior_id} 将无法安排",
        f"no window holds a visit of {minutes} minutes: {senior.senior_id} can "
        "never be visited",
    )


def _no_two_starts(senior: Senior, windows: Sequence[Span], minutes: int) -> Text:
    spans = _shown(windows)
    return Text(
        f"可访时段 {spans} 里排不下相隔这么久的两次 {minutes} 分钟到访，"
        f"{senior.senior_id} 将无法安排",
        f"the windows {spans} hold no two visits of {minutes} minutes that far apart: "
        f"{senior.senior_id} can never be visited",
    )


def _shown(windows: Sequence[Span]) -> str:
    return ";".join(map(str, windows))
