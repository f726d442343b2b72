"""A collector that lets reading go on, so that all findings are reported at once."""

from typing import TypedDict, Unpack

from scheduler.errors import Finding, InputError, Severity, Text


class Place(TypedDict, total=False):
    """Where in a file something was noticed, and what stands there."""

    row: int | None
    column: str | None
    value: str | None


class Findings:
    """What was noticed so far."""

    def __init__(self) -> None:
        self._all: list[Finding] = []

    def error(self, file: str, says: Text, **place: Unpack[Place]) -> None:
        """Note something that stops the run."""
        self._all.append(Finding(file, says, **place))

    def warn(self, file: str, says: Text, **place: Unpack[Place]) -> None:
        """Note something that does not stop the run."""
        finding = Finding(file, says, **place, severity=Severity.WARNING)
        self._all.append(finding)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Everything noticed, errors and warnings."""
        return tuple(self._all)

    def warnings(self) -> tuple[Finding, ...]:
        """Return everything noticed, none of which is an error.

        Raises
        ------
        InputError
            If any finding is an error; it carries all findings.
        """
        if any(finding.severity is Severity.ERROR for finding in self._all):
            raise InputError(self._by_place())
        return tuple(self._by_place())

    def _by_place(self) -> list[Finding]:
        """Return all findings by file, in the order of reading, and row."""
        files = {finding.file: None for finding in self._all}
        place = {file: number for number, file in enumerate(files)}
        return sorted(self._all, key=lambda f: (place[f.file], f.row or 0))
