"""Networks that find the brightest dot of a picture, each with the signature of a pose model.

Whoever they find has the keypoints of `BODY_YX` around the dot, and the dot's brightness as score.
"""

import numpy as np

from tests.networks.graph import Dtype
from tests.networks.tensor import Tensor, concatenate, network, picture
from tests.poses import standing

BODY_YX = (standing(height=0.4).xy - np.float32(0.5))[:, ::-1]
"""(17, 2): where each keypoint is, seen from the dot, relative to the picture the network sees."""

BODY = np.concatenate([BODY_YX, np.zeros((17, 1), np.float32)], axis=1)
BOX = np.array([*BODY_YX.min(axis=0), *BODY_YX.max(axis=0), 0], np.float32)


def movenet(side: int = 192, dtype: Dtype = np.uint8, off: float = 0) -> bytes:
    """MoveNet SinglePose: [1, side, side, 3] to [1, 1, 17, 3] float32, `off` pictures wrong."""
    seen = picture((1, side, side, 3), dtype)
    bright = seen.real().sum(3).reshape(1, side * side)
    index, score = bright.argmax(1), bright.max(1) * (1 / 765)
    y, x = ((number.real() + 0.5) * (1 / side) for number in (index // side, index % side))
    dot = concatenate([number.reshape(1, 1, 1, 1) for number in (y, x, score)], 3)
    return network(dot + (BODY[np.newaxis, np.newaxis] + np.array([off, off, 0], np.float32)))


def overflowing(side: int = 192) -> bytes:
    """The same, but as soon as there is any light its answers are infinite."""
    seen = picture((1, side, side, 3))
    light = seen.real().sum(3).reshape(1, side * side).max(1).reshape(1, 1, 1, 1)
    return network(light * 1e30 * 1e30 + BODY[np.newaxis, np.newaxis])


EDGETPU_OPERATOR = "edgetpu-custom-op"
"""How the Edge TPU compiler calls the part of a network that runs on the device."""


def movenet_edgetpu(side: int = 192, off: float = 0) -> bytes:
    """The same, done by a delegate; what it needs to know is in the operator's data."""
    seen = picture((1, side, side, 3))
    body = BODY + np.array([off, off, 0], np.float32)
    return network(seen.custom(EDGETPU_OPERATOR, (1, 1, 17, 3), b"DOTS" + body.tobytes()))


def multipose() -> bytes:
    """MoveNet MultiPose: [1, h, w, 3] uint8 to [1, 6, 56]; a person for the brightest dot of each colour."""
    seen = picture((1, -1, -1, 3))
    height, width = (seen.sizes().take(axis) for axis in (1, 2))
    colours = seen.real().reshape(-1, 3)
    index, score = colours.argmax(0), colours.max(0) * (1 / 255)
    y = _relative(index // width, height)
    x = _relative(index % width, width)
    dots = concatenate([number.reshape(1, 3, 1, 1) for number in (y, x, score)], 3)
    keypoints = (dots + BODY[np.newaxis, np.newaxis]).reshape(1, 3, 51)
    corners = concatenate([number.reshape(1, 3, 1) for number in (y, x, y, x, score)], 2)
    return network(concatenate([keypoints, corners + BOX], 2).pad(1, 3))


def _relative(pixel: Tensor, side: Tensor) -> Tensor:
    return (pixel.real() + 0.5) / side.real()


POSENET_GAIN = 8.0
"""From a pixel of the red channel, -1 to 1, to the heatmap under it."""


def posenet(offset_yx: tuple[float, float] = (0, 0), side: int = 257, stride: int = 32) -> bytes:
    """PoseNet: [1, 257, 257, 3] float32 to heatmaps, offsets and displacements of 9 x 9 cells.

    The heatmap of a cell is the red of the pixel at its corner; all offsets are `offset_yx` pixels.
    """
    heat = picture((1, side, side, 3), np.float32).every(stride, 1) * POSENET_GAIN
    nothing = heat * 0.0
    offsets = np.repeat(np.array(offset_yx, np.float32), 17)
    return network(heat + np.zeros(17), nothing + offsets, nothing + np.zeros(32), nothing + np.zeros(32))
