"""What time it is: instants in UTC, days and times of day where the community lies."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


class Clock:
    """The service's clock.

    Parameters
    ----------
    starts_at
        Instant that the clock shows now, for rehearsals; default the true one.
    """

    def __init__(self, starts_at: datetime | None = None) -> None:
        true = datetime.now(UTC)
        self._ahead = timedelta() if starts_at is None else starts_at - true

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return datetime.now(UTC) + self._ahead

    def local(self, timezone: str) -> datetime:
        """Return the same instant as people's watches show it."""
        return self.now().astimezone(ZoneInfo(timezone))

    def today(self, timezone: str) -> date:
        """Return today's date where the community lies."""
        return self.local(timezone).date()


def seconds_of_day(local: datetime) -> int:
    """Return the seconds since midnight of a local time."""
    return local.hour * 3600 + local.minute * 60 + local.second
