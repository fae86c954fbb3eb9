"""One thing at a time that would make the pose better."""

from pi_pose.coach.angles import Figure
from pi_pose.coach.steady import Steady
from pi_pose.coach.syllabus import Check

PATIENCE_SECONDS = 1.0
"""How long something must be wrong before it is said, and right before it is taken back."""


def hint(body: Figure | None, checks: tuple[Check, ...]) -> str | None:
    """Return the first hint of which the body is in need, as far as its keypoints are sure."""
    if body is None:
        return None
    return next((check.hint for check in checks if _wanting(check, body)), None)


def _wanting(check: Check, body: Figure) -> bool:
    return body.within(check.when) is True and body.within(check.want) is False


class Hinter:
    """Says a hint only when it stays true for a while."""

    def __init__(self) -> None:
        self._steady: Steady[str | None] = Steady(PATIENCE_SECONDS, None)

    def observe(self, body: Figure | None, checks: tuple[Check, ...], timestamp: float) -> str | None:
        """Take note of what one frame shows, and return what is to be said now."""
        return self._steady.observe(hint(body, checks), timestamp)
