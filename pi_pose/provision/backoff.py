"""When to try again what failed."""


class Backoff:
    """Waits longer after each failure, up to the last of its waits."""

    def __init__(self, *waits_seconds: float) -> None:
        self._waits = waits_seconds
        self.reset()

    def reset(self) -> None:
        """Forget the failures: the next try is due at once."""
        self._failures = 0
        self._due = float("-inf")

    def failed(self, now: float) -> float:
        """Take note of a failure at `now` (monotonic seconds), and return how long to wait."""
        wait = self._waits[min(self._failures, len(self._waits) - 1)]
        self._failures += 1
        self._due = now + wait
        return wait

    def is_due(self, now: float) -> bool:
        """Whether it is time for the next try."""
        return now >= self._due
