"""Rows of the table on disk: one JSON file each, written as their steps end."""

from collections.abc import Callable
from pathlib import Path

from pydantic import BaseModel, ValidationError

from tabled.steps import Failed, Measured, Step, measure


class Kept(BaseModel):
    """What is known of one row.

    Attributes
    ----------
    command
        As a reader would type it.
    absent
        Why it cannot be measured here; empty if it can.
    steps
        What was measured, by the step's name.
    failed
        The last word of each step that did not end well.
    """

    command: str
    absent: str = ""
    steps: dict[str, Measured] = {}
    failed: dict[str, str] = {}

    @property
    def is_whole(self) -> bool:
        """Whether nothing went wrong and something was measured, or could not be."""
        return bool(self.absent or self.steps) and not self.failed


def read(path: Path) -> Kept | None:
    """Return the row kept in a file; None if there is none that can be read."""
    try:
        return Kept.model_validate_json(path.read_text("utf-8"))
    except (FileNotFoundError, ValidationError):
        return None


def write(path: Path, row: Kept) -> None:
    """Write a row in one go."""
    draft = path.with_suffix(".part")
    draft.write_text(row.model_dump_json(indent=1), "utf-8")
    draft.replace(path)


def left_to_do(steps: tuple[Step, ...], known: Kept | None) -> list[Step]:
    """Return the steps of a row that were not measured by the same command."""
    done = known.steps if known else {}
    return [
        step
        for step in steps
        if step.name not in done or done[step.name].command != step.command
    ]


def fill(
    path: Path,
    row: Kept,
    steps: tuple[Step, ...],
    begins: Callable[[Step], None],
    heard: Callable[[str], None],
) -> Kept:
    """Return a row with every step measured that was not; written after each."""
    known, to_do = read(path), left_to_do(steps, read(path))
    again = {step.name for step in to_do}
    names = [step.name for step in steps if step.name not in again]
    row.steps = {name: known.steps[name] for name in names} if known else {}
    for step in to_do:
        begins(step)
        try:
            row.steps[step.name] = measure(step, heard)
        except Failed as failed:
            row.failed[step.name] = str(failed)
            heard(f"failed: {failed}")
        write(path, row)
    write(path, row)
    return row
