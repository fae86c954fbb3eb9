"""A value that changes only once the new one has lasted."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Steady(Generic[T]):
    """Follows a value that flickers."""

    def __init__(self, seconds: float, value: T) -> None:
        self._seconds = seconds
        self._candidate = value
        self._since = 0.0
        self.value = value
        """The one that has lasted."""

    def observe(self, value: T, timestamp: float) -> T:
        """Take note of what is so now, and return what has been so for long enough."""
        if value != self._candidate:
            self._candidate, self._since = value, timestamp
        if timestamp - self._since >= self._seconds:
            self.value = value
        return self.value
