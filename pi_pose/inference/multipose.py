"""MoveNet MultiPose: one picture in, up to six people out.

Google's model card: an RGB picture of 0 to 255 whose sides are multiples of 32, padded to them at the bottom
and the right; and an answer [1, 6, 56]: 17 times y, x, score, then the person's box and score.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.errors import ModelError
from pi_pose.frames import Image
from pi_pose.inference.crop import CHANNELS
from pi_pose.inference.interpreter import AnyInterpreter
from pi_pose.inference.movenet import require_sense
from pi_pose.pose import Keypoint, Pose

COUNT = len(Keypoint)
VALUES = 3 * COUNT + 5
SCORE = VALUES - 1

MULTIPLE = 32
LONGER_SIDE = 256
"""Pixels; what the card recommends."""

LEAST_SCORE = 0.11
"""Below it an answer stands for nobody; the value of TensorFlow's own example (`movenet_multipose.py`)."""


class MultiPose:
    """A loaded MoveNet MultiPose."""

    def __init__(self, interpreter: AnyInterpreter, name: str) -> None:
        """Take a loaded model. Raises ModelError when it is something else than a MultiPose."""
        self.name = name
        self.runtime = interpreter.runtime
        self._interpreter = interpreter
        self._input, answers = interpreter.inputs[0], interpreter.outputs[0].shape
        takes = self._input.shape
        if len(takes) != 4 or takes[3] != CHANNELS or len(answers) != 3 or answers[2] != VALUES:  # noqa: PLR2004
            raise ModelError(
                f"{name} takes {list(takes)} and answers {list(answers)}; "
                f"a MultiPose takes [1, height, width, 3] and answers [1, people, {VALUES}]"
            )

    def estimate_all(self, image: Image) -> list[Pose]:
        """Find the people in an RGB picture, the surest first; keypoints are relative to the picture.

        Raises InterpreterError when the model fails, or answers what no model would.
        """
        height, width = image.shape[:2]
        canvas_wh = self._canvas((width, height))
        scale = min(canvas_wh[0] / width, canvas_wh[1] / height)
        inner_wh = max(1, round(width * scale)), max(1, round(height * scale))
        answer = self._interpreter.invoke(self._padded(image, inner_wh, canvas_wh))[0][0]
        people = sorted((row for row in answer if row[SCORE] >= LEAST_SCORE), key=lambda row: -row[SCORE])
        # From the padded picture to the one inside it.
        stretch = np.divide(canvas_wh, inner_wh).astype(np.float32)
        return [_pose(row, stretch) for row in people]

    def _canvas(self, size_wh: tuple[int, int]) -> tuple[int, int]:
        """The picture that the network gets for a frame of this size: width and height in pixels."""
        if not self._input.dynamic:
            return self._input.shape[2], self._input.shape[1]
        width, height = (math.ceil(side * LONGER_SIDE / max(size_wh) / MULTIPLE) for side in size_wh)
        return width * MULTIPLE, height * MULTIPLE

    def _padded(self, image: Image, inner_wh: tuple[int, int], canvas_wh: tuple[int, int]) -> Image:
        padded = np.zeros((1, canvas_wh[1], canvas_wh[0], CHANNELS), np.uint8)
        inner = cv2.resize(image, inner_wh, interpolation=cv2.INTER_LINEAR)
        padded[0, : inner_wh[1], : inner_wh[0]] = inner
        return padded.astype(self._input.dtype, copy=False)


def _pose(row: NDArray[np.float32], stretch: NDArray[np.float32]) -> Pose:
    keypoints = row[: 3 * COUNT].reshape(COUNT, 3)
    require_sense(keypoints)
    return Pose((keypoints[:, 1::-1] * stretch).astype(np.float32), np.clip(keypoints[:, 2], 0, 1))
