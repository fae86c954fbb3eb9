"""MoveNet SinglePose: one picture in, the 17 keypoints of one person out.

Google's model card: a square RGB picture of 0 to 255, and an answer [1, 1, 17, 3] whose rows are
y, x and score, relative to the square.
"""

import math

import numpy as np
from numpy.typing import NDArray

from pi_pose.errors import InterpreterError, ModelError
from pi_pose.frames import Image
from pi_pose.inference.crop import CHANNELS
from pi_pose.inference.interpreter import AnyInterpreter
from pi_pose.pose import Keypoint, Pose, Scores

ROWS = (1, 1, len(Keypoint), 3)

FARTHEST = 1.0
"""How far outside its square a network may place a keypoint, in squares. Nothing that sees is so far off."""


class MoveNet:
    """A loaded MoveNet of any size: Lightning, Thunder, or one of the same signature."""

    def __init__(self, interpreter: AnyInterpreter, name: str) -> None:
        """Take a loaded model. Raises ModelError when it is something else than a MoveNet."""
        self.name = name
        self._interpreter = interpreter
        self._input, self._output = interpreter.inputs[0], interpreter.outputs[0]
        shape = self._input.shape
        if len(shape) != 4 or shape[1] != shape[2] or shape[3] != CHANNELS or self._output.shape != ROWS:  # noqa: PLR2004
            raise ModelError(
                f"{name} takes {list(shape)} and answers {list(self._output.shape)}; "
                f"a MoveNet takes [1, side, side, 3] and answers {list(ROWS)}"
            )
        self.side = shape[1]
        self.runtime = interpreter.runtime

    def estimate(self, square: Image) -> Pose:
        """Find the keypoints in an RGB picture of `side` by `side` pixels, relative to it.

        Raises InterpreterError when the model fails, or answers what no model would.
        """
        value = square[np.newaxis]
        stored = value if self._input.dtype == np.uint8 else self._input.quantise(value)
        rows = self._output.dequantise(self._interpreter.invoke(stored)[0])[0, 0]
        require_sense(rows)
        return Pose(rows[:, 1::-1], _shares(rows[:, 2]))


def require_sense(rows: NDArray[np.float32]) -> None:
    """Raise InterpreterError unless (n, 3) rows of y, x, score can be somebody's keypoints."""
    values = rows.ravel().tolist()
    if not all(map(math.isfinite, values)):
        raise InterpreterError("the model answered with values that are not numbers")
    ys, xs = values[::3], values[1::3]
    if min(*ys, *xs) < -FARTHEST or max(*ys, *xs) > 1 + FARTHEST:
        raise InterpreterError("the model answered with keypoints far outside the picture")


def _shares(scores: Scores) -> Scores:
    """Bring scores that lie outside into 0 to 1."""
    values = scores.tolist()
    return scores if min(values) >= 0 and max(values) <= 1 else np.clip(scores, 0, 1)
