"""A picture whose keypoints are known exactly, to see whether a model does its work."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pi_pose.errors import InterpreterError
from pi_pose.frames import Frame
from pi_pose.inference import networks
from pi_pose.inference.networks import AnyModel
from pi_pose.pose import Points, Pose
from pi_pose.settings import Settings

if TYPE_CHECKING:
    from pi_pose.athlete.scene import Scene

MOMENT_SECONDS = 37.0
"""When the drawn athlete stands as a tree, every keypoint in view."""

NEAR = 0.1
"""A keypoint is where it should be within this share of the body's height. The same MoveNet on CPU and on
Edge TPU, whose arithmetic differs, is at most 4 of 192 pixels apart on the publisher's own picture."""

ENOUGH = 0.7
"""The share of keypoints that must be there. Lightning finds all of them."""


@cache
def scene() -> "Scene":
    """Return the picture and the truth about it."""
    from pi_pose.athlete import Stage  # noqa: PLC0415  most starts need none, and it takes a tenth of a second

    return Stage().frame_at(MOMENT_SECONDS)


def require_work(model: AnyModel) -> None:
    """Raise InterpreterError unless the model finds the athlete where the athlete is."""
    drawn = scene()
    if drawn.pose is not None:
        _require_agreement(_seen(model), drawn.pose.xy[drawn.visible], drawn.visible)


def require_same(model: AnyModel, other: AnyModel) -> None:
    """Raise InterpreterError unless the model sees in the picture what the other one is surer of."""
    expected = _seen(other)
    sure = expected.scores >= np.median(expected.scores)
    _require_agreement(_seen(model), expected.xy[sure], sure)


def _seen(model: AnyModel) -> Pose:
    pose = networks.follower(model, Settings()).find(Frame(scene().image, 0, 0.0))
    if pose is None:
        raise InterpreterError(f"{model.name} finds nobody in the reference picture")
    return pose


def _require_agreement(pose: Pose, expected: Points, which: NDArray[np.bool_]) -> None:
    height, width = scene().image.shape[:2]
    pixels = np.array([width, height], np.float32)
    distances = np.linalg.norm((pose.xy[which] - expected) * pixels, axis=1)
    body = float(np.ptp(expected * pixels, axis=0).max())
    found = float((distances < NEAR * body).mean())
    if found < ENOUGH:
        raise InterpreterError(
            f"finds {found:.0%} of the keypoints of the reference picture, not {ENOUGH:.0%}"
        )
