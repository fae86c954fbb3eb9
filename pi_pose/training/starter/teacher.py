"""What MoveNet Lightning sees in a photograph that it is asked about in many ways.

One look of a network is a noisy label. The picture is shown upright and tilted to both sides, each also
mirrored, and each three times, closer every time, as the mirror itself does.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image
from pi_pose.inference import crop
from pi_pose.inference.tracker import PoseModel, closer_and_closer
from pi_pose.pose import MIRRORED
from pi_pose.training.starter import warp
from pi_pose.training.starter.warp import Warp

TURNS = (0, 25, -25)
"""Degrees. Against what people marked, looks at a picture that lies or stands on its head add nothing:
81.0 % within 0.2 of the torso without them, 81.2 % with them."""

WAYS = tuple(itertools.product(TURNS, (False, True)))
"""Each turn, as it is and mirrored."""
UPRIGHT = 2
"""The first of them are not turned, as in the mirror."""


def ask(model: PoseModel, image: Image) -> NDArray[np.float32]:
    """Return (ways, looks, 17, 3): x and y in pixels of the picture, and the score."""
    return np.stack([_ask_one_way(model, image, degrees, mirror) for degrees, mirror in WAYS])


def _ask_one_way(model: PoseModel, image: Image, degrees: int, mirror: bool) -> NDArray[np.float32]:  # noqa: FBT001
    height, width = image.shape[:2]
    there, size_wh = _shown((width, height), degrees, mirror)
    poses = closer_and_closer(model, warp.draw(there, image, size_wh), crop.whole(size_wh))
    rows = np.stack([np.column_stack([pose.xy * size_wh, pose.scores]) for pose in poses])
    rows[..., :2] = warp.move(warp.inverse(there), rows[..., :2])
    return np.asarray(rows[:, MIRRORED] if mirror else rows, np.float32)


def _shown(size_wh: tuple[int, int], degrees: int, mirror: bool) -> tuple[Warp, tuple[int, int]]:  # noqa: FBT001
    """Turned, and mirrored, on a canvas that holds the whole picture."""
    width, height = size_wh
    cosine, sine = abs(np.cos(np.radians(degrees))), abs(np.sin(np.radians(degrees)))
    canvas = round(width * cosine + height * sine), round(width * sine + height * cosine)
    turned = warp.chain(
        warp.turned(degrees, (width / 2, height / 2)),
        warp.shifted((canvas[0] - width) / 2, (canvas[1] - height) / 2),
    )
    return (warp.chain(turned, warp.mirrored(canvas[0])) if mirror else turned), canvas
