"""All the poses that this mirror knows: those of its classifier, and those it was taught."""

import time
from pathlib import Path

from pi_pose import state
from pi_pose.coach.classifier import SHIPPED, Guess, PoseClassifier, YogaClassifier
from pi_pose.coach.neighbours import SCORE_AT_ALIKE, Neighbours
from pi_pose.coach.taught import TaughtPoses
from pi_pose.pose import Pose
from pi_pose.settings import Poses, Settings

REFRESH_SECONDS = 0.5
"""How often the folder of taught poses is looked at."""


class Repertoire:
    """A classifier, and the folder of taught poses, which may change at any time."""

    def __init__(self, classifier: PoseClassifier, taught: TaughtPoses) -> None:
        self._classifier = classifier
        self._taught = taught
        self._version: object = None
        self._refresh_at = 0.0

    def guess(self, pose: Pose, size_wh: tuple[int, int]) -> Guess:
        """Say what the pose looks most like: what somebody taught on purpose comes first."""
        self._refresh(time.monotonic())
        known = self._classifier.guess(pose, size_wh)
        taught = self._neighbours.scores(pose, size_wh)
        shares = {**known.shares, **taught}
        best = max(taught, key=lambda name: taught[name], default=None)
        if best is not None and taught[best] >= SCORE_AT_ALIKE:
            return Guess(best, taught[best], shares)
        return Guess(known.label, known.score, shares)

    def _refresh(self, now: float) -> None:
        if now >= self._refresh_at:
            self._refresh_at = now + REFRESH_SECONDS
            if (version := self._taught.version) != self._version:
                self._version, self._neighbours = version, Neighbours(self._taught.load())


def load(settings: Settings) -> Repertoire:
    """Load what the settings name. Raises ModelError when the classifier is none."""
    path = Path(settings.poses.model).expanduser() if settings.poses.model else SHIPPED
    return Repertoire(YogaClassifier(path, settings.model.runtime), taught(settings.poses))


def taught(settings: Poses) -> TaughtPoses:
    """Return the poses that this mirror was taught."""
    return TaughtPoses(Path(settings.folder).expanduser() if settings.folder else state.folder() / "poses")
