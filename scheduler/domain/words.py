"""The fixed words of the contract; one word for one thing, everywhere."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, get_args


class Tag(StrEnum):
    """How often a senior must be seen, most urgent first."""

    RED = "red"
    ORANGE = "orange"
    GREEN = "green"


class Role(StrEnum):
    """What a carer is."""

    SOCIAL_WORKER = "social_worker"
    HELPER = "helper"
    VOLUNTEER = "volunteer"
    POLICE = "police"


class Detail(StrEnum):
    """How much of a senior a carer's paper says."""

    MINIMAL = "minimal"
    FULL = "full"


class Mode(StrEnum):
    """How a carer travels between buildings."""

    WALK = "walk"
    EBIKE = "ebike"
    BIKE = "bike"
    CAR = "car"


class Gender(StrEnum):
    """Gender of a carer, or the one a senior asks for."""

    FEMALE = "female"
    MALE = "male"


class Status(StrEnum):
    """Whether a senior may be visited at home."""

    ACTIVE = "active"
    HOSPITAL = "hospital"
    AWAY = "away"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Outcome(StrEnum):
    """What came of a visit."""

    COMPLETED = "completed"
    PARTIAL = "partial"
    PHONE = "phone"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    ABSENT = "absent"
    MISSED = "missed"

    @property
    def is_valid(self) -> bool:
        """Whether the visit resets the interval clock."""
        return self in (Outcome.COMPLETED, Outcome.PARTIAL)


class ShiftKind(StrEnum):
    """Whether a roster row adds working time or cuts it out."""

    WORK = "work"
    LEAVE = "leave"


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""In the order of `datetime.date.weekday`."""

CHINESE: Mapping[Tag | Role | Gender | Status, str] = {
    Tag.RED: "红",
    Tag.ORANGE: "橙",
    Tag.GREEN: "绿",
    Role.SOCIAL_WORKER: "社工",
    Role.HELPER: "助老员",
    Role.VOLUNTEER: "志愿者",
    Role.POLICE: "辅警",
    Gender.FEMALE: "女",
    Gender.MALE: "男",
    Status.ACTIVE: "在访",
    Status.HOSPITAL: "住院",
    Status.AWAY: "外出",
    Status.SUSPENDED: "暂停",
    Status.ENDED: "结束",
}
"""How sentences in Chinese name a word."""
