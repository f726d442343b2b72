"""The community's rules and constants: each with unit, default and source.

Sources are the contract (intervals, weights) and the project's domain study
(speeds, stairs, lifts); the constants that are assumptions say so.
"""

from collections.abc import Mapping

from pydantic import Field, field_validator

from scheduler.domain.frozen import Frozen
from scheduler.domain.people import Senior
from scheduler.domain.times import Span, TextSpan, parse_time
from scheduler.domain.words import Detail, Mode, Role, Tag

STAFF_ROLES = (Role.SOCIAL_WORKER, Role.HELPER)


class Community(Frozen):
    """The place: its name, office, clock and visiting hours."""

    name: str = "七秀社区"
    office: tuple[float, float] = (31.99, 118.77)
    timezone: str = "Asia/Shanghai"
    visiting_hours: tuple[TextSpan, ...] = (
        Span(parse_time("08:30"), parse_time("11:30")),
        Span(parse_time("14:00"), parse_time("17:30")),
    )


class TagRule(Frozen):
    """How one tag is visited.

    Attributes
    ----------
    interval_days
        Largest allowed gap between two valid visits.
    min_gap_days
        Smallest allowed gap between two valid visits.
    roles
        Who may make the visit.
    companion_roles
        Who, beside these, may be the second carer of a two-person visit.
    """

    interval_days: int = Field(ge=1, le=365)
    visit_minutes: int = Field(gt=0, le=720)
    min_gap_days: int = Field(ge=0)
    roles: tuple[Role, ...] = (*STAFF_ROLES, Role.VOLUNTEER)
    companion_roles: tuple[Role, ...] = (Role.POLICE,)


DEFAULT_TAGS: Mapping[Tag, TagRule] = {
    Tag.RED: TagRule(
        interval_days=3, visit_minutes=20, min_gap_days=1, roles=STAFF_ROLES
    ),
    Tag.ORANGE: TagRule(interval_days=5, visit_minutes=15, min_gap_days=2),
    Tag.GREEN: TagRule(interval_days=7, visit_minutes=15, min_gap_days=3),
}


class LateWeights(Frozen):
    """Cost of one more day late, by tag, in seconds of travel."""

    red: float = Field(default=1_000_000.0, ge=0)
    orange: float = Field(default=100_000.0, ge=0)
    green: float = Field(default=10_000.0, ge=0)

    def of(self, tag: Tag) -> float:
        """Return the cost of one more day late for a senior of this tag."""
        return float(getattr(self, tag.value))


class Weights(Frozen):
    """What a plan pays for, in one currency: seconds of travel. 0 switches a term off.

    Attributes
    ----------
    visit
        Each visit made, beside its travel.
    early
        A visit made with its whole interval still unused; in proportion.
    continuity
        A carer whom this senior has not met in the last 28 days.
    prefer
        A visit by nobody whom the senior prefers, where they name someone.
    prefer_minutes
        Each minute of a stop outside the spans that the senior prefers, if any.
    fairness
        Each second of a carer's work above the fair share.
    stability
        A published stop moved to another carer or day.
    late_day
        One more day late.
    """

    travel: float = Field(default=1.0, ge=0)
    visit: float = Field(default=0.0, ge=0)
    early: float = Field(default=300.0, ge=0)
    continuity: float = Field(default=600.0, ge=0)
    prefer: float = Field(default=300.0, ge=0)
    prefer_minutes: float = Field(default=10.0, ge=0)
    fairness: float = Field(default=1.0, ge=0)
    stability: float = Field(default=300.0, ge=0)
    late_day: LateWeights = LateWeights()


class TravelRules(Frozen):
    """Constants of the built-in travel estimate; seconds and metres.

    Attributes
    ----------
    detour_factor, detour_metres
        Network metres = factor x straight-line metres + constant: fitted to 133
        buildings of a 600 x 600 m street extract, mean error 60 m.
    same_building_metres
        Entrances of one building this near count as one place.
    between_units_seconds
        From one unit (staircase) of a building to another. Assumption.
    corridor_seconds
        Between two doors on one floor of one unit. Assumption.
    walk_metres_per_second
        Staff; 35 studies find 1.31 in the open, 1.24 for people of 60 and over.
    volunteer_walk_metres_per_second
        Volunteers, many over 60; set below the 1.24 measured, to be on the safe side.
    ride_kilometres_per_hour
        Bike and e-bike inside an estate. Assumption; 17.1 measured on city streets.
    ride_stop_seconds
        Parking and locking at each stop in another building. Assumption.
    drive_kilometres_per_hour, drive_stop_seconds
        The same for a car. Assumption.
    lift_wait_seconds, lift_door_seconds, lift_floor_seconds
        Each way. Assumption: no Chinese residential measurement was found.
    stairs_up_seconds, stairs_down_seconds
        A floor; from 0.7 to 0.9 m/s measured along the slope for middle-aged people.
    """

    detour_factor: float = Field(default=1.26, ge=1)
    detour_metres: float = Field(default=21.0, ge=0)
    same_building_metres: float = Field(default=25.0, ge=0)
    between_units_seconds: float = Field(default=30.0, ge=0)
    corridor_seconds: float = Field(default=10.0, ge=0)
    walk_metres_per_second: float = Field(default=1.2, gt=0)
    volunteer_walk_metres_per_second: float = Field(default=1.0, gt=0)
    ride_kilometres_per_hour: float = Field(default=12.0, gt=0)
    ride_stop_seconds: float = Field(default=60.0, ge=0)
    drive_kilometres_per_hour: float = Field(default=20.0, gt=0)
    drive_stop_seconds: float = Field(default=180.0, ge=0)
    lift_wait_seconds: float = Field(default=45.0, ge=0)
    lift_door_seconds: float = Field(default=10.0, ge=0)
    lift_floor_seconds: float = Field(default=2.0, ge=0)
    stairs_up_seconds: float = Field(default=13.0, ge=0)
    stairs_down_seconds: float = Field(default=10.0, ge=0)

    def speed(self, mode: Mode, role: Role) -> float:
        """Return metres per second for a carer of this mode and role."""
        if mode is Mode.WALK:
            if role is Role.VOLUNTEER:
                return self.volunteer_walk_metres_per_second
            return self.walk_metres_per_second
        if mode is Mode.CAR:
            return self.drive_kilometres_per_hour / 3.6
        return self.ride_kilometres_per_hour / 3.6

    def stop_seconds(self, mode: Mode) -> float:
        """Return the seconds lost at each stop in another building."""
        if mode is Mode.WALK:
            return 0.0
        return self.drive_stop_seconds if mode is Mode.CAR else self.ride_stop_seconds


class SheetRules(Frozen):
    """What the printed sheets say, and how much of a senior each role's sheet says.

    Attributes
    ----------
    duty_desk
        Telephone number, printed on both sides; empty: a line to write it on.
    start_place
        How the office is called, where routes start; empty: the office.
    social_worker, helper, volunteer, police
        `Detail.MINIMAL`: surname, address and what to mind. `Detail.FULL`: also the
        name, tag, skills needed and telephone number. Nobody's says more.
    """

    duty_desk: str = Field(default="", max_length=24)
    start_place: str = Field(default="", max_length=24)
    social_worker: Detail = Detail.FULL
    helper: Detail = Detail.FULL
    volunteer: Detail = Detail.MINIMAL
    police: Detail = Detail.MINIMAL

    def detail(self, role: Role) -> Detail:
        """Return how much of a senior the sheet of a carer of this role says."""
        return Detail(getattr(self, role.value))


class Policy(Frozen):
    """Everything a community decides for itself; every field has a default."""

    community: Community = Community()
    tags: Mapping[Tag, TagRule] = DEFAULT_TAGS
    weights: Weights = Weights()
    travel: TravelRules = TravelRules()
    sheets: SheetRules = SheetRules()

    @field_validator("tags")
    @classmethod
    def _every_tag_has_a_rule(
        cls, tags: Mapping[Tag, TagRule]
    ) -> Mapping[Tag, TagRule]:
        missing = [tag.value for tag in Tag if tag not in tags]
        if missing:
            raise ValueError(f"no rule for the tags {', '.join(missing)}")
        return tags

    def visit_minutes(self, senior: Senior) -> int:
        """Return how long a visit to the senior takes."""
        return senior.visit_minutes or self.tags[senior.tag].visit_minutes

    def windows(self, senior: Senior) -> tuple[Span, ...]:
        """Return the spans of every day inside which the senior may be visited."""
        return senior.windows or self.community.visiting_hours
