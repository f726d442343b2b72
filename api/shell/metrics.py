"""The service in numbers, in Prometheus' text form."""

from collections.abc import Mapping

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

CONTENT_TYPE = CONTENT_TYPE_LATEST

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper ends in seconds; reads are to stay below 0.05."""


class Metrics:
    """Counts of one running service, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "qixiu_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "qixiu_request_seconds",
            "Time to the end of the answer",
            ("method", "route"),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._jobs = Gauge(
            "qixiu_jobs", "Plans being made", ("status",), registry=self._registry
        )
        self._cases = Gauge(
            "qixiu_open_cases", "Open cases", ("kind",), registry=self._registry
        )

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered.

        Parameters
        ----------
        route
            The template of its address, never the address itself.
        """
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self, jobs: Mapping[str, int], cases: Mapping[str, int]) -> bytes:
        """Return all counts.

        Parameters
        ----------
        jobs, cases
            Jobs by status and open cases by kind, at this moment.
        """
        for gauge, numbers in ((self._jobs, jobs), (self._cases, cases)):
            for label, number in numbers.items():
                gauge.labels(label).set(number)
        return generate_latest(self._registry)
