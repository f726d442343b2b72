"""The code of a sheet and the letters of its lines: what is keyed in from paper.

They hold no personal data and mean nothing without the plan.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import NamedTuple

import segno

from scheduler.domain.plan import Plan, Stop

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0 O 1 I L. As 31 is prime, one check character finds every wrong character
and every two that have changed places."""

CODE_LENGTH = 7
LINE_LETTERS = "BDEFGHJKQTUVWXYZ"
"""None of them is also the mark of a result, nor looks like a digit."""

_QUIET_MODULES = 4


class SheetKey(NamedTuple):
    """One sheet of paper: all shifts of one carer on one day."""

    date: date
    carer_id: str


def sheet_stops(plan: Plan, day: date, carer_id: str) -> tuple[Stop, ...]:
    """Return a carer's stops of a day in the order of the sheet's lines."""
    routes = [r for r in plan.routes if r.date == day and r.carer_id == carer_id]
    routes.sort(key=lambda route: route.shift_start)
    return tuple(stop for route in routes for stop in route.stops)


def sheet_codes(plan: Plan) -> Mapping[SheetKey, str]:
    """Return the code of every sheet of a plan, no two the same, by date and carer."""
    keys = {SheetKey(route.date, route.carer_id) for route in plan.routes}
    codes: dict[SheetKey, str] = {}
    taken: set[str] = set()
    for key in sorted(keys):
        codes[key] = next(code for code in _codes(plan, key) if code not in taken)
        taken.add(codes[key])
    return codes


def sheet_code(plan: Plan, day: date, carer_id: str) -> str:
    """Return the code of a sheet, seven characters; another plan gives another one.

    Raises
    ------
    KeyError
        If the plan has no route for the carer on that day.
    """
    return sheet_codes(plan)[SheetKey(day, carer_id)]


def is_code(text: str) -> bool:
    """Return whether the characters belong together as a code, of whatever plan."""
    known = len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)
    return known and _weighted_sum(text) == 0


def line_letter(code: str, order: int) -> str:
    """Return the check letter of a sheet's line; ``order`` counts from 1.

    The letters of 16 lines in a row all differ, and differ from sheet to sheet.
    """
    letters = sorted(LINE_LETTERS, key=lambda letter: _digest(code, letter))
    return letters[(order - 1) % len(letters)]


def qr_svg(text: str) -> str:
    """Return a QR code as SVG, one unit a module, its quiet zone of four included.

    Error correction M or better; the dark runs of a row are one stroke.
    """
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=_QUIET_MODULES, xmldecl=False, nl=False
    )
    return drawn.getvalue().decode()


def _codes(plan: Plan, key: SheetKey) -> Iterator[str]:
    for attempt in count():
        number = int.from_bytes(
            _digest(plan.plan_id, key.date.isoformat(), key.carer_id, str(attempt))
        )
        yield _with_check(number)


def _with_check(number: int) -> str:
    base = len(ALPHABET)
    code = ""
    for _ in range(CODE_LENGTH - 1):
        number, digit = divmod(number, base)
        code += ALPHABET[digit]
    return next(code + last for last in ALPHABET if not _weighted_sum(code + last))


def _weighted_sum(code: str) -> int:
    digits = map(ALPHABET.index, code)
    return sum(place * digit for place, digit in enumerate(digits, 1)) % len(ALPHABET)


def _digest(*parts: str) -> bytes:
    return hashlib.sha256("\x1f".join(parts).encode()).digest()
