"""How many times a second something happens."""

from collections import deque


class Rate:
    """Ticks a second over a sliding window."""

    def __init__(self, window: int = 30) -> None:
        self._ticks: deque[float] = deque(maxlen=window)

    def tick(self, timestamp: float) -> None:
        """Count one event at `timestamp` (monotonic seconds)."""
        self._ticks.append(timestamp)

    @property
    def per_second(self) -> float:
        """The mean rate; 0 before the second tick. n ticks span n - 1 intervals."""
        if len(self._ticks) < 2:  # noqa: PLR2004  an interval has two ends
            return 0.0
        span = self._ticks[-1] - self._ticks[0]
        return (len(self._ticks) - 1) / span if span > 0 else 0.0
