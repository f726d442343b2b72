"""The program's exceptions, each with the exit code the command line returns.

SchedulerError          1  our bug
├── InputError          2  the input is wrong; carries every finding at once
│   └── TravelError     3  travel times missing
└── PlanError           4  a plan breaks a rule; carries the violations' sentences
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar


class Language(StrEnum):
    """Languages in which the program speaks to its users."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True)
class Text:
    """One sentence for the user, in both languages."""

    zh: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in the given language."""
        return self.zh if language is Language.ZH else self.en


class Severity(StrEnum):
    """Whether a finding stops the run."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing noticed in the input: where it is, what stands there, what is right.

    Attributes
    ----------
    file
        File or sheet name, as the user knows it.
    says
        What is wrong and what would be right.
    row
        Row number as a spreadsheet shows it (the heading row is 1); None where the
        finding concerns the whole file.
    column
        Column as headed in the contract; None where no single one is concerned.
    value
        The text found there; None where nothing stands there.
    severity
        ``ERROR`` stops the run, ``WARNING`` does not.
    """

    file: str
    says: Text
    row: int | None = None
    column: str | None = None
    value: str | None = None
    severity: Severity = Severity.ERROR


class SchedulerError(Exception):
    """Something went wrong that is not the input's fault."""

    exit_code: ClassVar[int] = 1

    def __reduce__(self) -> tuple[Any, ...]:
        """Go from one process to another with all that it carries."""
        return _remade, (type(self), self.args, vars(self))


def _remade(
    kind: type[SchedulerError], said: tuple[Any, ...], carried: dict[str, Any]
) -> SchedulerError:
    error = kind.__new__(kind, *said)
    vars(error).update(carried)
    return error


class InputError(SchedulerError):
    """The input is wrong; every finding is reported at once."""

    exit_code: ClassVar[int] = 2

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(finding.says.en for finding in findings))
        self.findings = tuple(findings)


class TravelError(InputError):
    """Travel times that the plan needs are missing."""

    exit_code: ClassVar[int] = 3


class PlanError(SchedulerError):
    """A plan breaks a rule."""

    exit_code: ClassVar[int] = 4

    def __init__(self, says: Sequence[str]) -> None:
        super().__init__("; ".join(says))
        self.says = tuple(says)
