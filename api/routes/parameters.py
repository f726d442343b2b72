"""Parameters that several operations have."""

from typing import Annotated

from fastapi import Header, Path

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Chosen by the client; the same request sent again with the same "
        "key is done once and answered the same",
        examples=["9f3b6c1e-visits-1"],
    ),
]
Number = Annotated[int, Path(ge=1, le=2**53 - 1)]
"""A counted id in a path."""

Id = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""An id in a path."""
