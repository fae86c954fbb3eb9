"""MoveNet Lightning with its inner values kept."""

from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.inference.crop import CropRegion
from pi_pose.training.starter.insight import CELLS

LEVELS = (
    "model_1/separable_conv2d/separable_conv2d1",
    "model_1/separable_conv2d_1/separable_conv2d1",
    "model_1/separable_conv2d_2/separable_conv2d1",
)
"""How the names of the three levels of its feature pyramid end: 12, 24 and 48 cells wide."""
GRID = 24
"""How wide all of them are made."""


class OpenTeacher:
    """A loaded Lightning; slow, since only the plain operations keep what they work out."""

    def __init__(self, path: Path) -> None:
        resolver = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
        self._tflite = Interpreter(
            str(path), experimental_preserve_all_tensors=True, experimental_op_resolver_type=resolver
        )
        self._tflite.allocate_tensors()
        takes = self._tflite.get_input_details()[0]
        self._input, self._side = takes["index"], int(takes["shape"][1])
        indices = {detail["name"]: detail["index"] for detail in self._tflite.get_tensor_details()}
        self._levels = [next(indices[name] for name in indices if name.endswith(level)) for level in LEVELS]

    def maps(self, image: Image, region: CropRegion) -> NDArray[np.int8]:
        """The features of a square of the picture and of its mirror image, (2, 16, 16, 80).

        The teacher looks at a larger square: close to the edge of what it sees, its features are of the edge.
        """
        wider = region.side * GRID / CELLS
        margin = (wider - region.side) / 2
        around = CropRegion(round(region.left - margin), round(region.top - margin), round(wider))
        square = around.cut(image, self._side)
        return np.stack([self._features(square), self._features(square[:, ::-1])])

    def _features(self, square: Image) -> NDArray[np.int8]:
        self._tflite.set_tensor(self._input, np.ascontiguousarray(square)[np.newaxis])
        self._tflite.invoke()
        levels = [_on_grid(self._tflite.get_tensor(level)[0]) for level in self._levels]
        inner = slice((GRID - CELLS) // 2, (GRID + CELLS) // 2)
        return np.concatenate(levels, axis=2)[inner, inner]


def _on_grid(level: NDArray[np.int8]) -> NDArray[np.int8]:
    """The finer level averaged, the coarser one repeated."""
    side, _, channels = level.shape
    if side > GRID:
        parts = level.reshape(GRID, side // GRID, GRID, side // GRID, channels)
        return np.asarray(parts.mean(axis=(1, 3)).round(), np.int8)
    return level.repeat(GRID // side, axis=0).repeat(GRID // side, axis=1)
