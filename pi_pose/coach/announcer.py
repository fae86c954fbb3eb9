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
    """A label is announced when it was held long enough, and stays through a flicker."""

    def __init__(self, thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._announced: Classification | None = None
        self._seen = 0.0
        """When the announced label was last confirmed."""
        self._candidate: str | None = None
        self._since = 0.0
        """When the candidate was first seen."""

    @property
    def label(self) -> str | None:
        """What is announced."""
        return self._announced.label if self._announced else None

    def announce(self, current: Classification, timestamp: float) -> Classification:
        """Return what to show, given what this frame alone says."""
        if current.label != self._candidate:
            self._candidate, self._since = current.label, timestamp
        if current.label is not None and timestamp - self._since >= self.thresholds.hold_seconds:
            self._announced, self._seen = current, timestamp
        if self._announced is not None and timestamp - self._seen <= self.thresholds.release_seconds:
            return self._announced
        self._announced = None
        return current if current.label is None else Classification(None, current.score, HOLD_IT)
