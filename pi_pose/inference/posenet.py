"""PoseNet: one picture in, and maps of where each keypoint may be.

The decoding is that of TensorFlow's own examples (`Posenet.kt`, tfjs-models `decodeSinglePose`): each
keypoint is in the cell where its heatmap is highest, moved by that cell's offset in pixels. The
displacement tensors, which tell people apart, are not needed for one person in a crop around that person.
"""

import numpy as np
from numpy.typing import NDArray

from pi_pose.errors import ModelError
from pi_pose.frames import Image
from pi_pose.inference.crop import CHANNELS
from pi_pose.inference.interpreter import AnyInterpreter, Tensor
from pi_pose.inference.movenet import require_sense
from pi_pose.pose import Keypoint, Pose, Scores

COUNT = len(Keypoint)
HALF = 127.5
"""Pixels of 0 to 255 are given to the network as -1 to 1."""


class PoseNet:
    """A loaded PoseNet with a square input of any size."""

    def __init__(self, interpreter: AnyInterpreter, name: str) -> None:
        """Take a loaded model. Raises ModelError when it is something else than a PoseNet."""
        self.name = name
        self.runtime = interpreter.runtime
        self._interpreter = interpreter
        self._input = interpreter.inputs[0]
        takes, answers = self._input.shape, [spec.shape for spec in interpreter.outputs[:2]]
        if not _is_square(takes, CHANNELS) or len(answers) < 2 or not _are_maps(*answers):  # noqa: PLR2004
            raise ModelError(
                f"{name} takes {list(takes)} and answers {[list(shape) for shape in answers]}; "
                f"a PoseNet takes [1, side, side, 3] "
                f"and answers [1, n, n, {COUNT}], [1, n, n, {2 * COUNT}] and displacements"
            )
        self.side = takes[1]
        self._stride = (self.side - 1) / (answers[0][1] - 1)
        """Pixels from one cell to the next; the first is at the first pixel, the last at the last."""

    def estimate(self, square: Image) -> Pose:
        """Find the keypoints in an RGB picture of `side` by `side` pixels, relative to it.

        Raises InterpreterError when the model fails, or answers what no model would.
        """
        value = (square[np.newaxis].astype(np.float32) - HALF) / HALF
        heatmaps, offsets = self._interpreter.invoke(self._input.quantise(value))[:2]
        rows = self._decode(heatmaps[0], offsets[0])
        require_sense(rows)
        return Pose(rows[:, 1::-1], rows[:, 2])

    def _decode(self, heatmaps: Tensor, offsets: Tensor) -> NDArray[np.float32]:
        """Turn (n, n, 17) heatmaps and (n, n, 34) offsets, all y before all x, into rows of y, x, score."""
        cells = heatmaps.reshape(-1, COUNT).argmax(axis=0)
        row, column = np.divmod(cells, heatmaps.shape[1])
        keypoints = np.arange(COUNT)
        y = row * self._stride + offsets[row, column, keypoints]
        x = column * self._stride + offsets[row, column, keypoints + COUNT]
        scores = _sigmoid(heatmaps[row, column, keypoints])
        # Those are the pixels' centres; a picture reaches half a pixel beyond them.
        rows = np.stack([(y + 0.5) / self.side, (x + 0.5) / self.side, scores], axis=1)
        return np.asarray(rows, np.float32)


def _is_square(shape: tuple[int, ...], channels: int) -> bool:
    return len(shape) == 4 and shape[1] == shape[2] > 1 and shape[3] == channels  # noqa: PLR2004


def _are_maps(heatmaps: tuple[int, ...], offsets: tuple[int, ...]) -> bool:
    return _is_square(heatmaps, COUNT) and _is_square(offsets, 2 * COUNT) and heatmaps[1] == offsets[1]


def _sigmoid(logits: Scores) -> Scores:
    return (1 / (1 + np.exp(-logits))).astype(np.float32)
