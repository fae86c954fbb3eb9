"""All the poses that this mirror knows: those of its classifier, and those it was taught."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

from pi_pose import state
from pi_pose.coach import shipped
from pi_pose.coach.classifier import Guess, PoseClassifier, YogaClassifier
from pi_pose.coach.neighbours import SCORE_AT_ALIKE, Neighbours
from pi_pose.coach.shipped import ShippedClassifier
from pi_pose.coach.taught import TaughtPoses
from pi_pose.errors import InterpreterError, ModelError
from pi_pose.pose import Pose
from pi_pose.settings import Poses, Settings

STANDS_IN = "the shipped classifier stands in for poses.model: {}"

NAMELESS = "poses have no names: {}"

NOTHING = Guess(None, 0.0)

Seen: TypeAlias = tuple[Pose, tuple[int, int], str]
"""A pose, the size of its frame, and the pose model that found it."""

REFRESH_SECONDS = 0.5
"""How often the folder of taught poses is looked at."""


class Repertoire:
    """A classifier, and the folder of taught poses, which may change at any time."""

    def __init__(
        self,
        classifier: PoseClassifier,
        taught: TaughtPoses,
        spare: Callable[[], PoseClassifier] | None = None,
    ) -> None:
        """With a `spare`, which is made when the classifier fails; when that fails, too, nothing is named.

        Without one its errors are raised.
        """
        self.complaint: str | None = None
        """Why the spare classifier names the poses, or none does."""
        self._classifier = classifier
        self._spare = spare
        self._taught = taught
        self._version: object = None
        self._refresh_at = 0.0

    def guess(self, pose: Pose, size_wh: tuple[int, int], model: str = "", /) -> Guess:
        """Say what the pose looks most like: what somebody taught on purpose comes first.

        `size_wh` is the size of the frame in which `model` found it.
        """
        self._refresh(time.monotonic())
        known = self._known(pose, size_wh, model)
        taught = self._neighbours.scores(pose, size_wh)
        shares = {**known.shares, **taught}
        best = max(taught, key=lambda name: taught[name], default=None)
        if best is not None and taught[best] >= SCORE_AT_ALIKE:
            return Guess(best, taught[best], shares)
        return Guess(known.label, known.score, shares)

    def _known(self, *seen: *Seen) -> Guess:
        try:
            return self._classifier.guess(*seen)
        except InterpreterError as error:
            if self._spare is None:
                raise
            return self._relieved(self._spare(), error, *seen)

    def _relieved(self, spare: PoseClassifier, error: InterpreterError, *seen: *Seen) -> Guess:
        """What the spare says; nothing when it fails, too: the skeleton goes on without a name."""
        try:
            guess = spare.guess(*seen)
        except InterpreterError as failure:
            self.complaint = NAMELESS.format(failure)
            return NOTHING
        self._classifier, self.complaint = spare, STANDS_IN.format(error)
        return guess

    def _refresh(self, now: float) -> None:
        if now >= self._refresh_at:
            self._refresh_at = now + REFRESH_SECONDS
            if (version := self._taught.version) != self._version:
                self._version, self._neighbours = version, Neighbours(self._taught.load())


def load(settings: Settings) -> Repertoire:
    """Load what the settings name. Raises ModelError when the classifier is none."""
    return Repertoire(_chosen(settings), taught(settings.poses))


def load_for_mirror(settings: Settings) -> Repertoire:
    """Load what the settings name, or the shipped classifier where that is none, or fails later."""
    spare = partial(ShippedClassifier, settings.model.runtime)
    try:
        return Repertoire(_chosen(settings), taught(settings.poses), spare)
    except ModelError as error:
        repertoire = Repertoire(spare(), taught(settings.poses))
        repertoire.complaint = STANDS_IN.format(error)
        return repertoire


def file(settings: Poses, model: str) -> Path:
    """Return the classifier that names what a pose model finds: the owner's, whatever model that is."""
    return _own(settings) or shipped.made_for(model)


def _chosen(settings: Settings) -> PoseClassifier:
    own, runtime = _own(settings.poses), settings.model.runtime
    return YogaClassifier(own, runtime) if own else ShippedClassifier(runtime)


def _own(settings: Poses) -> Path | None:
    """The owner's classifier, if there is one."""
    return Path(settings.model).expanduser() if settings.model else None


def taught(settings: Poses) -> TaughtPoses:
    """Return the poses that this mirror was taught."""
    return TaughtPoses(Path(settings.folder).expanduser() if settings.folder else state.folder() / "poses")
