"""Counts repetitions of the exercises in syllabus.yaml."""

from msgspec import Struct
from msgspec.structs import replace

from pi_pose.coach.angles import Figure
from pi_pose.coach.syllabus import Exercise
from pi_pose.pose import Keypoint

BLIND_SECONDS = 0.5
"""How long the body may be hidden within a repetition."""

STRAY = 0.2
"""How far the feet may move within a repetition, in body heights: whoever walks does no squats."""


class _Attempt(Struct, frozen=True, eq=False):
    """What may come to be a repetition."""

    started: float
    """When the body was last where a repetition starts."""
    feet: complex
    """Where they were then, pixels."""
    height: float
    """How tall the body was then, pixels."""
    seen: float
    """When the feet were last seen."""
    turned: bool = False
    """Whether it has been where a repetition turns round."""

    def over(self, feet: complex, timestamp: float) -> bool:
        """Whether the person has walked, or was hidden too long."""
        strayed = abs(feet - self.feet) > STRAY * self.height
        return strayed or timestamp - self.seen > BLIND_SECONDS


class RepCounter:
    """Counts one exercise of one person."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._attempt: _Attempt | None = None

    def observe(self, body: Figure | None, timestamp: float) -> bool:
        """Take note of what one frame shows; whether it completes a repetition."""
        if body is None or (feet := body.middle(Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)) is None:
            return False
        attempt = self._attempt
        if attempt is not None and attempt.over(feet, timestamp):
            attempt = None
        if body.within(self._exercise.start):
            self._attempt = _Attempt(timestamp, feet, body.height, timestamp)
            return attempt is not None and self._completes(attempt, timestamp)
        turned = bool(body.within(self._exercise.turn))
        self._attempt = attempt and replace(attempt, seen=timestamp, turned=attempt.turned or turned)
        return False

    def _completes(self, attempt: _Attempt, timestamp: float) -> bool:
        least, most = self._exercise.seconds
        return attempt.turned and least <= timestamp - attempt.started <= most
