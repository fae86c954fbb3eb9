"""Pictures without end for training: everything about them drawn by lot."""

from dataclasses import replace

import cv2
import numpy as np

from pi_pose.athlete import scene
from pi_pose.athlete.lens import random_lens
from pi_pose.athlete.motion.improvised import random_posture
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.person import crowd
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.layout import Room
from pi_pose.athlete.room.rooms import random_room
from pi_pose.athlete.scene import Scene
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_CROWD = 200
"""How many shapes of people there are: each is sculpted once; clothes are coloured anew every time."""


def random_scene(rng: np.random.Generator, size_wh: tuple[int, int], posture: Posture | None = None) -> Scene:
    """One person somewhere, doing something, or what `posture` says, seen by some camera."""
    room, view = random_room(rng), random_view(rng, size_wh)
    background = _out_of_focus(room, view)
    drawn = scene.draw(_random_body(rng), posture or random_posture(rng), view, room.light, background)
    return replace(drawn, image=random_lens(rng).through(drawn.image, rng))


def _out_of_focus(room: Room, view: View) -> Image:
    """The room at half the size: four times as fast, and people stand out as they do in photographs."""
    width, height = view.size_wh
    small = backdrop.paint(room, view.resized(((width + 1) // 2, (height + 1) // 2)))
    return np.asarray(cv2.resize(small, view.size_wh, interpolation=cv2.INTER_LINEAR), np.uint8)


def _random_body(rng: np.random.Generator) -> Body:
    shape = crowd.random_body(np.random.default_rng(int(rng.integers(_CROWD))))
    return replace(shape, look=replace(shape.look, colours=crowd.random_colours(rng)))


def random_view(rng: np.random.Generator, size_wh: tuple[int, int]) -> View:
    """From the height of a knee to that of a ceiling; the person near the middle, not always whole."""
    away, height = float(rng.uniform(2.2, 5.0)), float(rng.uniform(0.3, 2.3))
    fov = float(np.degrees(2 * np.arctan(rng.uniform(0.9, 1.7) / away)))
    aim = float(np.degrees(np.arctan2(0.85 - height, away)))
    return View(
        size_wh=size_wh,
        eye_m=(0.0, height, away),
        yaw=float(rng.normal(0, fov / 10)),
        pitch=aim + float(rng.normal(0, fov / 12)),
        roll=float(rng.normal(0, 4)),
        fov=fov,
    )
