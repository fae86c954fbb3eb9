"""Counts whatever exercise somebody does, one set after the other."""

from collections.abc import Mapping

from pi_pose.coach.angles import Figure
from pi_pose.coach.reps import RepCounter
from pi_pose.coach.syllabus import Exercise
from pi_pose.coach.tally import Count, Rep

BREAK_SECONDS = 15.0
"""After this the next repetition is the first of another set."""


class Counting:
    """All the exercises of a syllabus."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._counters = {name: RepCounter(exercise) for name, exercise in exercises.items()}
        self._count: Count | None = None
        self._last = 0.0

    def observe(self, body: Figure | None, timestamp: float) -> Rep | None:
        """Take note of what one frame shows, and return the repetition that it completes, if one."""
        done = [name for name, counter in self._counters.items() if counter.observe(body, timestamp)]
        if not done:
            return None
        before = self.count(timestamp)
        number = before.number if before and before.exercise == done[0] else 0
        self._count, self._last = Count(done[0], number + 1), timestamp
        return Rep(done[0], timestamp)

    def count(self, timestamp: float) -> Count | None:
        """Return the set that goes on; None when none does."""
        return self._count if timestamp - self._last <= BREAK_SECONDS else None
