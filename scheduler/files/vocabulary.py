"""The fixed words of the tables in both languages."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from scheduler.domain.words import (
    CHINESE,
    WEEKDAYS,
    Gender,
    Mode,
    Outcome,
    Role,
    ShiftKind,
    Status,
    Tag,
    Weekday,
)
from scheduler.errors import Language

Value = TypeVar("Value")


class Word(NamedTuple, Generic[Value]):
    """One value and how it is written; the further spellings are only read."""

    value: Value
    en: str
    zh: str
    also: tuple[str, ...] = ()


class Vocabulary(Generic[Value]):
    """A closed list of words, read in either language and written in one."""

    def __init__(self, *words: Word[Value]) -> None:
        self.words = words

    @cached_property
    def spellings(self) -> Mapping[str, Value]:
        """Every accepted spelling, in lower case."""
        return {
            spelling.casefold(): word.value
            for word in self.words
            for spelling in (word.en, word.zh, *word.also)
        }

    @cached_property
    def choices(self) -> str:
        """All words in both languages, for messages."""
        return ", ".join(f"{word.en} {word.zh}" for word in self.words)

    def write(self, value: Value, language: Language) -> str:
        """Return the word for a value."""
        word = next(word for word in self.words if word.value == value)
        return word.zh if language is Language.ZH else word.en


Member = TypeVar("Member", bound=StrEnum)


def _of(members: type[Member], zh: Iterable[str]) -> Vocabulary[Member]:
    pairs = zip(members, zh, strict=True)
    return Vocabulary(*(Word(member, member.value, word) for member, word in pairs))


TAGS = _of(Tag, map(CHINESE.__getitem__, Tag))
ROLES = _of(Role, map(CHINESE.__getitem__, Role))
MODES = _of(Mode, ("步行", "电动车", "自行车", "汽车"))
GENDERS = _of(Gender, map(CHINESE.__getitem__, Gender))
STATUSES = _of(Status, map(CHINESE.__getitem__, Status))
OUTCOMES = _of(
    Outcome, ("完成", "部分完成", "电话", "无人应答", "拒访", "外出", "未访")
)
KINDS = _of(ShiftKind, ("上班", "请假"))
YES_NO = Vocabulary(
    Word(True, "yes", "是", ("true", "y", "有")),
    Word(False, "no", "否", ("false", "n", "无")),
)
WEEKDAY_WORDS: Vocabulary[Weekday] = Vocabulary(
    *(
        Word(day, day, f"周{zh}", (f"星期{zh}",))
        for day, zh in zip(WEEKDAYS, "一二三四五六日", strict=True)
    )
)
