"""One picture with its exact truth."""

from dataclasses import dataclass

import numpy as np

from pi_pose.athlete.drawing import cutout, shadow
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.geometry import Mask, floats
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.keypoints import keypoints_m, visible
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.view import View
from pi_pose.frames import Image
from pi_pose.pose import Keypoint, Pose


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A drawn picture, and what is in it."""

    image: Image
    pose: Pose | None
    """Where the keypoints are, all with score 1; None when nobody is in the picture."""
    visible: Mask
    """(17,): inside the frame, and not behind another part of the body."""
    label: str | None = None
    """The yoga pose that is held, if one is."""
    phase: str = ""
    """What the athlete is about; see `Routine`."""


def empty(background: Image) -> Scene:
    """A place with nobody in it."""
    return Scene(background.copy(), None, np.zeros(len(Keypoint), np.bool_))


def draw(body: Body, posture: Posture, view: View, light: Light, background: Image) -> Scene:
    """A person in a place; `background` is what the view shows of it."""
    stood = stance(body.build, posture)
    person = cutout.draw(body, stood, view, light)
    if person is None:
        return empty(background)
    image = background.copy()
    shadow.cast(image, person.vertices, light, view)
    person.lay_over(image)
    screen = view.project(keypoints_m(body.build, stood))
    pose = Pose(floats(screen[:, :2] / view.size_wh), np.ones(len(Keypoint), np.float32))
    return Scene(image, pose, visible(screen, person.depth, person.corner_xy))
