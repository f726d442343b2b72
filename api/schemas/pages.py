"""How every long list is answered: a page at a time, the same way everywhere."""

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

Item = TypeVar("Item")

MOST_ITEMS = 1_000

After = Annotated[
    str | None,
    Query(
        max_length=64,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="`next` of the page before; without it the first page",
    ),
]

Limit = Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Most items of the page")]


class Page(BaseModel, Generic[Item]):
    """A part of a long list."""

    items: list[Item]
    next: str | None = Field(
        description="What to send as `after` for the next page; null on the last one"
    )
