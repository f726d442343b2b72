"""Sheets to look at in tests, and what can be read from a finished PDF."""

import io
import random
from collections.abc import Iterable
from typing import Any

import pdfplumber
from builders import MONDAY, carer, plan, problem, route, senior, stop
from pypdf import PdfReader

from scheduler.domain.plan import Plan
from scheduler.domain.policy import Policy, SheetRules
from scheduler.domain.problem import Problem
from scheduler.errors import Language
from scheduler.sheets.content import route_sheet
from scheduler.sheets.render import render

DESK = "021-5555-8000"
NAMES = ("陈龑", "王秀英", "欧阳鸷", "买买提·吐尔逊", "赵翀", "司马相如", "孙契")


def community(
    stops: int,
    role: str = "volunteer",
    pairs: Iterable[int] = (),
    coordinates: bool = True,
    **changes: Any,
) -> tuple[Problem, Plan]:
    """Return a day of one carer's visits, two to a building, 25 minutes apart.

    Parameters
    ----------
    pairs
        Numbers of the stops, from 0, that another carer makes too.
    changes
        Fields of every senior.
    """
    rng = random.Random(stops)
    seniors = []
    for i in range(stops):
        lat, lon = (c + rng.uniform(-0.003, 0.003) for c in (31.99, 118.77))
        fields = {
            "name": NAMES[i % len(NAMES)],
            "lat": lat if coordinates else None,
            "lon": lon if coordinates else None,
            "building": str(1 + i // 2),
            "unit": "1",
            "floor": 1 + i,
            "room": f"{1 + i}02",
            "phone": f"1380000{i:04}",
        }
        seniors.append(senior(f"S{i:02}", **(fields | changes)))
    carers = [carer("C1", role, name="李素芬"), carer("C2", name="王敏")]
    policy = Policy(sheets=SheetRules(duty_desk=DESK))
    of = problem(seniors, carers, policy=policy)
    made = [
        stop(
            f"S{i:02}",
            8 * 3600 + 600 + i * 1500,
            partners=("C2",) if i in set(pairs) else (),
        )
        for i in range(stops)
    ]
    return of, plan(route(*made, shift="08:00-20:00"), of=of)


def drawn(of: Problem, made: Plan, language: Language = Language.ZH) -> bytes:
    """Return the PDF of the first carer's sheet."""
    return render("route.typ", route_sheet(of, made, MONDAY, "C1", language), MONDAY)


def opened(pdf: bytes) -> Any:
    """Return a PDF to be looked at; a context manager."""
    return pdfplumber.open(io.BytesIO(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """Return each page's text in reading order, without spaces and line ends."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return ["".join(page.extract_text().split()) for page in pages]
