"""What is missing in the data, or does not fit together, and hurts."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

GAP: dict[str, Any] = {
    "table": "seniors",
    "id": "S201",
    "field": "skills",
    "says": "没有人员符合三色、技能、性别和不安排人员的要求，将无法安排",
    "value": "S201",
}


class Gap(BaseModel):
    """One thing to be looked into; no plan can make up for it."""

    table: str = Field(description="`seniors`, `carers` or `shifts`")
    id: str = Field(description="Id of the record; empty: the table as a whole")
    field: str = Field(description="Column of the contract; empty: the whole record")
    says: str
    value: str | None = Field(description="What stands there")


class Gaps(BaseModel):
    """All that is missing, those that keep somebody from being visited first."""

    model_config = ConfigDict(json_schema_extra={"example": {"gaps": [GAP]}})

    gaps: list[Gap]
