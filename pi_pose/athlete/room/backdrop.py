"""A room as the camera sees it, without anybody in it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete.geometry import Floats, floats
from pi_pose.athlete.room import furniture
from pi_pose.athlete.room.layout import Room
from pi_pose.athlete.room.surfaces import Plane, indoors, outdoors
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_NEVER = np.float32(1e6)
"""As many ray lengths away as no plane is."""


@lru_cache(maxsize=8)
def paint(room: Room, view: View) -> Image:
    """(height, width, 3) RGB. It is remembered, so it cannot be written to."""
    width, height = view.size_wh
    picture = np.clip(_surfaces(room, view), 0, 255).astype(np.uint8).reshape(height, width, 3)
    for box in sorted(room.boxes, key=lambda box: box.high[2]):
        furniture.draw_box(picture, box, view)
    for plant in room.plants:
        furniture.draw_plant(picture, plant, view)
    picture.flags.writeable = False
    return picture


def _surfaces(room: Room, view: View) -> Floats:
    """(pixels, 3): what each ray meets."""
    rays, eye = view.rays().reshape(-1, 3), floats(view.eye_m)
    planes = indoors(room) if room.wall else outdoors(room)
    met, far = _nearest(planes, rays, eye)
    colour = np.zeros_like(rays)
    for number, plane in enumerate(planes):
        seen = np.flatnonzero(met == number)
        colour[seen] = plane.painter(eye + rays[seen] * far[seen, None])
    return colour


def _nearest(planes: Sequence[Plane], rays: Floats, eye: Floats) -> tuple[NDArray[np.int8], Floats]:
    """(pixels,): the number of the plane each ray meets first, and after how many ray lengths."""
    met = np.zeros(len(rays), np.int8)
    far = np.full(len(rays), _NEVER, np.float32)
    for number, plane in enumerate(planes):
        distance = _distance(rays[:, plane.axis], plane.at_m - float(eye[plane.axis]))
        nearer = distance < far
        met[nearer], far[nearer] = number, distance[nearer]
    return met, far


def _distance(rays: Floats, away_m: float) -> Floats:
    """How many ray lengths away a plane is; `_NEVER` if it is behind."""
    with np.errstate(divide="ignore"):
        far = np.float32(away_m) / rays
    return np.where(far > 0, far, _NEVER)
