"""Sheets of paper that come back, and those that are still out."""

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.schemas.visits import Recorded

_SHEET: dict[str, Any] = {
    "code": "K7MQ4RW",
    "date": "2026-11-23",
    "carer_id": "C03",
    "homes": 3,
}


class TypedSheet(BaseModel):
    """What was written on a sheet."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"typed": "1Ks 2Bn 3Hc"}}
    )

    typed: Annotated[
        str,
        StringConstraints(min_length=1, max_length=4_000, pattern=r"^[^\x00]*$"),
        Field(
            description="For each line its number, its check letter (may be left out) "
            "and how it went: s seen, n no answer, c concern (seen, to be followed "
            "up), p partial, r refused, a absent, m missed"
        ),
    ]
    plan_id: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        default=None,
        description="The superseded plan by which the carer really walked; left out: "
        "the plan that holds",
    )


class SheetOut(BaseModel):
    """One sheet of paper."""

    model_config = ConfigDict(json_schema_extra={"example": _SHEET})

    code: str
    date: dt.date
    carer_id: str
    homes: int = Field(description="Lines on it")


class SheetsOut(BaseModel):
    """Sheets of which a line is not recorded, the oldest first."""

    model_config = ConfigDict(json_schema_extra={"example": {"sheets": [_SHEET]}})

    sheets: list[SheetOut]


class SheetRecorded(Recorded):
    """What became of a sheet."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "recorded": 3,
                "already": 0,
                "visit_ids": [4711, 4712, 4713],
                "case_ids": ["K261123-0f1e2d3c4b"],
                "sheet": _SHEET,
                "follow_up_ids": [7],
                "still_out": 4,
            }
        }
    )

    sheet: SheetOut
    follow_up_ids: list[int] = Field(description="One for each line with a concern")
    still_out: int = Field(description="Sheets of that day that are not back")
