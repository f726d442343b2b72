"""The bundled community, loaded."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field


class DemoLoaded(BaseModel):
    """What was loaded; all people are invented."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "first_day": "2026-11-23",
                "seniors": 686,
                "carers": 41,
                "visits": 5699,
            }
        }
    )

    first_day: dt.date = Field(description="Today; the six weeks before are history")
    seniors: int
    carers: int
    visits: int
