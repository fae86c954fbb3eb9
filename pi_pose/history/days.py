"""What was done on each of the last days."""

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

SHOWN = 7
"""How many days a chart shows."""


class Day(Struct, frozen=True):
    """One day."""

    date: date
    held_seconds: float = 0.0
    reps: int = 0


class Days:
    """A sum for each day."""

    def __init__(self, known: Mapping[date, Day]) -> None:
        self._days = dict(known)

    def add(self, on: date, held_seconds: float = 0.0, reps: int = 0) -> None:
        """Add what was just done."""
        day = self._days.get(on, Day(on))
        self._days[on] = replace(day, held_seconds=day.held_seconds + held_seconds, reps=day.reps + reps)

    def last(self, today: date, count: int = SHOWN) -> tuple[Day, ...]:
        """Return the days up to today, the ones without training among them."""
        dates = [today - timedelta(days=ago) for ago in reversed(range(count))]
        return tuple(self._days.get(each, Day(each)) for each in dates)
