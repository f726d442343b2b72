"""Instances from files; whatever is wrong is told at once, line by line."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scheduler.bench.hhcrsp.consistency import Misfit, misfits
from scheduler.bench.hhcrsp.instance import Instance
from scheduler.errors import Finding, InputError, Text
from scheduler.files.json_in import (
    Location,
    lines_in_json,
    path_in_json,
    read_json,
    value_in_json,
)
from scheduler.files.validation import explain

KIND = Text("HHCRSP 算例", "an instance")


def read_instance(path: Path) -> Instance:
    """Return the instance of a file.

    Raises
    ------
    scheduler.errors.InputError
        If it is none; one finding for each problem, with the line where it begins.
    """
    text = read_json(path, KIND).text
    try:
        instance = Instance.model_validate_json(text)
    except ValidationError as error:
        wrong = [_misfit(detail) for detail in error.errors()]
    else:
        wrong = list(misfits(instance))
        if not wrong:
            return instance
    lines = lines_in_json(text)
    raise InputError(
        [
            Finding(
                path.name,
                misfit.says,
                row=_line(lines, misfit.location),
                column=path_in_json(misfit.location),
                value=None if misfit.value is None else value_in_json(misfit.value),
            )
            for misfit in wrong
        ]
    )


def _misfit(detail: ErrorDetails) -> Misfit:
    value = None if detail["type"] == "missing" else detail["input"]
    return Misfit(detail["loc"], value, explain(detail))


def _line(lines: dict[Location, int], location: Location) -> int:
    """Return where a part begins, or what it is missing from."""
    while location not in lines:
        location = location[:-1]
    return lines[location]
