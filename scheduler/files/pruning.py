"""Telling the keys a model knows from those it does not."""

import types
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

Path = tuple[str | int, ...]


class Unknown(NamedTuple):
    """A key nobody reads, and the keys that are read in its place."""

    path: Path
    candidates: tuple[str, ...]


def prune(kind: Any, data: Any, unknown: list[Unknown], path: Path = ()) -> Any:
    """Return the data without the keys that the type does not know.

    Parameters
    ----------
    kind
        A model, or a tuple, mapping or union of such.
    unknown
        Receives what was left out.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return prune(parts[0], data, unknown, path)
    if isinstance(data, list) and origin is tuple:
        return [
            prune(parts[0], item, unknown, (*path, index))
            for index, item in enumerate(data)
        ]
    known = _known_keys(kind, origin, parts)
    if known is None or not isinstance(data, dict):
        return data
    unknown += [Unknown((*path, key), tuple(known)) for key in data if key not in known]
    return {
        key: prune(known[key], value, unknown, (*path, key))
        for key, value in data.items()
        if key in known
    }


def _known_keys(
    kind: Any, origin: Any, parts: tuple[Any, ...]
) -> dict[str, Any] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields.items()
        return {field.alias or name: field.annotation for name, field in fields}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        keys: type[StrEnum] = parts[0]
        return {key.value: parts[1] for key in keys}
    return None
