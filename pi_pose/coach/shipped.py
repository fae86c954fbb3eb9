"""The classifiers that come with the program, and which of them names what a pose model found."""

from pathlib import Path

from pi_pose.coach.classifier import SHIPPED, Guess, YogaClassifier
from pi_pose.pose import Pose

MADE_FOR = {"starter": SHIPPED.with_name("yoga-starter.tflite")}
"""By the pose model's name: a classifier that learned from the keypoints of that very model, and its errors.
The others find much the same keypoints as MoveNet Lightning, from which SHIPPED learned."""


class ShippedClassifier:
    """Turns to another file whenever another pose model finds the keypoints."""

    def __init__(self, runtime: str = "auto") -> None:
        self._classifiers = {path: YogaClassifier(path, runtime) for path in (SHIPPED, *MADE_FOR.values())}

    def guess(self, pose: Pose, size_wh: tuple[int, int], model: str = "", /) -> Guess:
        """Say what the pose looks most like; `size_wh` is the size of the frame in which `model` found it.

        Raises InterpreterError when the classifier fails.
        """
        return self._classifiers[made_for(model)].guess(pose, size_wh)


def made_for(model: str) -> Path:
    """Return the file that names the poses which a pose model finds."""
    return MADE_FOR.get(model, SHIPPED)
