"""Turns guesses, frame by frame, into labels that are steady enough to be shown."""

from pi_pose.coach.classifier import Guess
from pi_pose.estimate import Classification, Reason
from pi_pose.settings import Thresholds

UNKNOWN, HOLD_IT = Reason("unknown"), Reason("hold_it")


def judge(guess: Guess, thresholds: Thresholds, announced: str | None = None) -> Classification:
    """Decide on one picture; a label that is announced already may be less sure than a new one."""
    if guess.label is not None and guess.score >= thresholds.label_score:
        return Classification(guess.label, guess.score)
    if announced is not None and guess.shares.get(announced, 0) >= thresholds.label_exit_score:
        return Classification(announced, guess.shares[announced])
    return Classification(None, guess.score if guess.label else 0.0, UNKNOWN)


class Announcer:
    """A label is announced once there is enough evidence for it, and stays through a flicker.

    Evidence is time, weighed by how far the score is above label_score: somebody who surely holds a pose is
    told so after hold_seconds; what only looks a little like one must look so for longer.
    """

    def __init__(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._announced: Classification | None = None
        self._seen = 0.0
        """When the announced label was last confirmed."""
        self._candidate = Classification(None, 0.0, UNKNOWN)
        """What the last frame said."""
        self._now = 0.0
        self._evidence = 0.0
        """For the candidate's label, seconds."""

    @property
    def label(self) -> str | None:
        """What is announced."""
        return self._announced.label if self._announced else None

    def announce(self, current: Classification, timestamp: float) -> Classification:
        """Return what to show, given what this frame alone says."""
        self._weigh(current, timestamp)
        if current.label is not None and self._evidence >= self.thresholds.hold_seconds:
            self._announced, self._seen = current, timestamp
        if self._announced is not None and timestamp - self._seen <= self.thresholds.release_seconds:
            return self._announced
        self._announced = None
        return current if current.label is None else Classification(None, current.score, HOLD_IT)

    def _weigh(self, current: Classification, timestamp: float) -> None:
        if current.label == self._candidate.label:
            self._evidence += (timestamp - self._now) * self._weight(self._candidate.score)
        else:
            self._evidence = 0.0
        self._candidate, self._now = current, timestamp

    def _weight(self, score: float) -> float:
        """0 at label_score, 1 at a score of 1."""
        least = self.thresholds.label_score
        return min(max((score - least) / max(1 - least, 1e-6), 0.0), 1.0)
