"""The base of what is published: immutable, finite; keys not known are passed over."""

from pydantic import BaseModel, ConfigDict


class Published(BaseModel):
    """An immutable value read from, or written to, a published format."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="ignore", allow_inf_nan=False
    )
