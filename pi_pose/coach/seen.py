"""What to do so that the mirror sees the whole of you."""

from enum import StrEnum

import numpy as np

from pi_pose.coach.steady import Steady
from pi_pose.coach.visibility import missing
from pi_pose.estimate import Estimate
from pi_pose.pose import Pose

WAIT_SECONDS = 2.0
"""How long nothing may be recognised before the glass says why."""

DARK = 0.06
"""A frame whose mean is below this is too dark: on the drawn athlete, dimmed step by step with a sensor's
noise, the first poses are no longer named from there on."""

EDGE = 0.03
"""A keypoint this close to the frame's edge, as a share of the frame, stands for a part that is cut off."""

FEW = 2
"""One keypoint at the edge is a hand that waves; two are a body that is cut off."""

SMALL = 0.22
"""Whoever is smaller than this share of the frame, in both directions, is too far away."""


class Advice(StrEnum):
    """One thing to do. Left and right are the person's own, facing the camera."""

    LIGHT = "light"
    STEP_BACK = "step_back"
    STEP_LEFT = "step_left"
    STEP_RIGHT = "step_right"
    COME_CLOSER = "come_closer"
    RAISE_CAMERA = "raise_camera"
    SHOW_ALL = "show_all"
    """Something stands in front of the body."""


def advice(estimate: Estimate, minimum: float) -> Advice | None:
    """Return what would help; None when the body is seen whole, or nobody is there to be helped."""
    if estimate.brightness < DARK:
        return Advice.LIGHT
    if estimate.pose is None:
        return None
    return _about(estimate.pose, minimum)


def _about(pose: Pose, minimum: float) -> Advice | None:
    hidden = missing(pose.scores, minimum) is not None
    outside = bool(((pose.xy < 0) | (pose.xy > 1)).any())
    if hidden or outside:
        return _into_the_frame(pose) or (Advice.SHOW_ALL if hidden else None)
    return Advice.COME_CLOSER if np.ptp(pose.xy, axis=0).max() < SMALL else None


def _into_the_frame(pose: Pose) -> Advice | None:
    """What brings the parts back that are cut off. On the left of the frame is the person's right."""
    left, top = ((pose.xy < EDGE).sum(axis=0) >= FEW).tolist()
    right, bottom = ((pose.xy > 1 - EDGE).sum(axis=0) >= FEW).tolist()
    match left, top, right, bottom:
        case (True, _, False, _):
            return Advice.STEP_LEFT
        case (False, _, True, _):
            return Advice.STEP_RIGHT
        case (False, True, False, False):
            return Advice.RAISE_CAMERA
        case (False, False, False, False):
            return None
        case _:
            return Advice.STEP_BACK


class Guide:
    """Gives advice once nothing was recognised for a while, and takes it back at once."""

    def __init__(self) -> None:
        self._steady: Steady[Advice | None] = Steady(WAIT_SECONDS, None)

    def observe(self, estimate: Estimate, minimum: float, *, busy: bool) -> Advice | None:
        """Take note of one frame, and return what to show; nothing while a pose is held or exercise done."""
        wanted = None if busy else advice(estimate, minimum)
        given = self._steady.observe(wanted, estimate.timestamp)
        return given if wanted is not None else None
