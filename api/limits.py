"""How often somebody may try."""

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.errors import TooManyError
from api.settings import Settings


class Limits:
    """Counts wrong tokens by address and changes by user, over the last minute."""

    def __init__(self, settings: Settings) -> None:
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._failures = RateLimitItemPerMinute(settings.failed_logins_per_minute)
        self._writes = RateLimitItemPerMinute(settings.writes_per_minute)

    def refuse_after_failures(self, address: str) -> None:
        """Refuse an address that has shown too many wrong tokens.

        Raises
        ------
        TooManyError
            With the seconds to wait.
        """
        if not self._window.test(self._failures, "failures", address):
            self._refuse(self._failures, "failures", address)

    def count_failure(self, address: str) -> None:
        """Count a wrong token."""
        self._window.hit(self._failures, "failures", address)

    def count_write(self, user_id: str) -> None:
        """Count a change, and refuse it if there were too many.

        Raises
        ------
        TooManyError
            With the seconds to wait.
        """
        if not self._window.hit(self._writes, "writes", user_id):
            self._refuse(self._writes, "writes", user_id)

    def _refuse(self, item: RateLimitItemPerMinute, kind: str, who: str) -> None:
        resets = self._window.get_window_stats(item, kind, who).reset_time
        raise TooManyError(max(1, round(resets - time.time())))
