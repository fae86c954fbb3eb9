"""The athlete alone, to show how a posture is done."""

import numpy as np

from pi_pose.athlete.drawing import cutout
from pi_pose.athlete.drawing.cutout import Cutout
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.geometry import Floats
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_AWAY_M, _FLESH_M = 4.0, 0.2
"""How far away the camera stands, and how far a body reaches beyond its joints."""


def portrait(body: Body, posture: Posture, size_wh: tuple[int, int]) -> Image:
    """(height, width, 4) RGBA: the person as large as the picture allows, transparent all around."""
    stood = stance(body.build, posture)
    person = cutout.draw(body, stood, _fitting(stood.positions, size_wh), Light())
    width, height = size_wh
    picture = np.zeros((height, width, 4), np.uint8)
    if person is not None:
        _lay(picture, person)
    return picture


def _fitting(joints_m: Floats, size_wh: tuple[int, int]) -> View:
    """Straight on to the middle of the joints (n, 3), near enough to fill the picture."""
    low, high = joints_m.min(axis=0), joints_m.max(axis=0)
    (x, y, _), (width, height) = (low + high) / 2, size_wh
    across, up, _ = high - low + 2 * _FLESH_M
    tall = max(float(up), float(across) * height / width)
    fov = float(np.degrees(2 * np.arctan(tall / 2 / (_AWAY_M - float(high[2])))))
    return View(size_wh, eye_m=(float(x), float(y), _AWAY_M), pitch=0, fov=fov)


def _lay(picture: Image, person: Cutout) -> None:
    """Put a person, in place, where nothing is yet; colours are no longer multiplied by alpha."""
    x, y = person.corner_xy
    height, width = person.alpha.shape
    window = picture[y : y + height, x : x + width]
    opaque = np.maximum(person.alpha, np.float32(1 / 255))[:, :, None]
    window[:, :, :3] = np.minimum(person.image / opaque, 255)
    window[:, :, 3] = np.round(255 * person.alpha)
