"""What stands in the way of another day, person or time, and the rules behind it."""

from collections.abc import Mapping
from enum import StrEnum

from scheduler.errors import Text
from scheduler.solver.remedies.lacks import Lack


class Barrier(StrEnum):
    """Why something is impossible, what is hardest to change first.

    Attributes
    ----------
    PAUSED
        The senior may not be visited yet.
    TOO_SOON, NEXT_TOO_SOON
        Too near to the visit before, or after.
    ROLE, SKILL, GENDER, AVOIDED
        The carer may not visit this senior at all.
    COMPANIONS_ONLY
        Neither of the two may visit without a companion.
    OFF_DUTY
        No shift then.
    DAY_FULL, WEEK_FULL
        The carer would make more visits that day, or work longer that week, than
        allowed.
    NO_ROOM
        With the other visits in the shift there is no time for it.
    """

    PAUSED = "paused"
    TOO_SOON = "too_soon"
    NEXT_TOO_SOON = "next_too_soon"
    ROLE = "role"
    SKILL = "skill"
    GENDER = "gender"
    AVOIDED = "avoided"
    COMPANIONS_ONLY = "companions_only"
    OFF_DUTY = "off_duty"
    DAY_FULL = "day_full"
    WEEK_FULL = "week_full"
    NO_ROOM = "no_room"


OF_LACK: Mapping[Lack, Barrier] = {
    Lack.ROLE: Barrier.ROLE,
    Lack.SKILL: Barrier.SKILL,
    Lack.GENDER: Barrier.GENDER,
    Lack.AVOIDED: Barrier.AVOIDED,
}

NEVER = tuple(OF_LACK.values())
"""What keeps a carer from this senior on every day."""

WORDS: Mapping[Barrier, Text] = {
    Barrier.PAUSED: Text("还在暂停", "still paused"),
    Barrier.TOO_SOON: Text("离上次走访太近", "too soon after the visit before"),
    Barrier.NEXT_TOO_SOON: Text("离下次走访太近", "too close to the next visit"),
    Barrier.ROLE: Text("角色不符", "role"),
    Barrier.SKILL: Text("缺少技能", "skill"),
    Barrier.GENDER: Text("性别不符", "gender"),
    Barrier.AVOIDED: Text("列为不安排", "to be avoided"),
    Barrier.COMPANIONS_ONLY: Text("两人都只能陪同", "only companions"),
    Barrier.OFF_DUTY: Text("不在班", "not on duty"),
    Barrier.DAY_FULL: Text("当天户数已满", "daily limit reached"),
    Barrier.WEEK_FULL: Text("本周工时已满", "weekly limit reached"),
    Barrier.NO_ROOM: Text("排不进", "no room"),
}
"""How each is named in a list."""
