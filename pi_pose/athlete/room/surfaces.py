"""The planes around the athlete: floor, walls and ceiling, or ground and horizon."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from pi_pose.athlete.geometry import Floats, floats, laid, ramp
from pi_pose.athlete.room import hangings
from pi_pose.athlete.room.layout import Box, Mat, Material, Room
from pi_pose.athlete.room.textures import noise, shade

_CAMERA_M, _FADE_M = 3.0, 9.0
"""Where the camera is along z, more or less, and at what distance a pattern has lost half its contrast."""
_HORIZON_M = 60.0
_CEILING, _CLOUD, _HAZE = (238, 236, 232), (250, 250, 250), (244, 244, 240)


class Plane(NamedTuple):
    """A plane across one axis."""

    axis: int
    at_m: float
    painter: Callable[[Floats], Floats]
    """From points (n, 3) on it, metres, to their colours (n, 3), 0 to 255."""


def indoors(room: Room) -> list[Plane]:
    """Floor, three walls and the ceiling; the fourth wall is the mirror's."""
    return [
        Plane(1, 0.0, partial(_floor, room)),
        Plane(2, room.back_m, partial(_back_wall, room)),
        Plane(0, -room.half_width_m, partial(_side_wall, room)),
        Plane(0, room.half_width_m, partial(_side_wall, room)),
        Plane(1, room.height_m, partial(_ceiling, room)),
    ]


def outdoors(room: Room) -> list[Plane]:
    """The ground, and far away hills under the sky."""
    return [Plane(1, 0.0, partial(_ground, room)), Plane(2, -_HORIZON_M, partial(_horizon, room))]


def _made_of(material: Material, u: Floats, v: Floats, distance_m: Floats) -> Floats:
    """(n, 3): a material's colour; far away the pattern fades, as it does for a lens."""
    share = shade(material.texture, u, v, material.scale) / (1 + (distance_m / _FADE_M) ** 2)
    return laid(floats(material.first), share, floats(material.second))


def _floor(room: Room, points: Floats) -> Floats:
    x, _, z = points.T
    to_wall = np.minimum(z - room.back_m, room.half_width_m - np.abs(x))
    dusk = 0.28 * np.exp(-to_wall / 0.22)
    for box in room.boxes:
        dusk = np.maximum(dusk, 0.5 * np.exp(-_beside(box, x, z) / 0.12))
    glow = 1.02 + 0.05 * np.clip(z, -2, 2) - 0.06 * np.abs(x)
    return floats(_ground_cover(room, x, z) * ((1 - dusk) * glow)[:, None])


def _ground_cover(room: Room, x: Floats, z: Floats) -> Floats:
    """The floor's material, and the mats on it."""
    colour = _made_of(room.floor, x, z, _CAMERA_M - z)
    for mat in room.mats:
        colour = _with_mat(colour, mat, x, z)
    return colour


def _with_mat(colour: Floats, mat: Mat, x: Floats, z: Floats) -> Floats:
    out = hangings.outside((x, z), mat.centre_m, mat.size_m)
    shaded = colour * (1 - 0.3 * ramp(np.abs(out - 0.01), 0.03, 0.0))[:, None]
    foam = 1 + 0.06 * (noise(x * 60, z * 60) - 0.5)
    return laid(shaded, ramp(out, 0.006, -0.006), floats(mat.colour) * foam[:, None])


def _beside(box: Box, x: Floats, z: Floats) -> Floats:
    """(n,): metres from the foot of a box; 0 under it."""
    dx = np.maximum(np.maximum(box.low[0] - x, x - box.high[0]), 0)
    dz = np.maximum(np.maximum(box.low[2] - z, z - box.high[2]), 0)
    return floats(np.hypot(dx, dz) + box.low[1])


def _back_wall(room: Room, points: Floats) -> Floats:
    x, y, _ = points.T
    colour = _wall(room, x, y, room.half_width_m - np.abs(x))
    for window in room.windows:
        near = hangings.near(window, x, y)
        colour[near] = hangings.with_window(colour[near], window, x[near], y[near])
    for picture in room.pictures:
        near = hangings.near(picture, x, y)
        colour[near] = hangings.with_picture(colour[near], picture, x[near], y[near])
    return colour


def _side_wall(room: Room, points: Floats) -> Floats:
    x, y, z = points.T
    faces_lamp = np.sign(x) * np.sign(room.light.towards[0]) < 0
    return floats(np.where(faces_lamp, 1.03, 0.9)[:, None] * _wall(room, z, y, z - room.back_m))


def _wall(room: Room, along: Floats, height: Floats, to_corner: Floats) -> Floats:
    """A wall, its skirting, and the dusk in its corners."""
    bare = _made_of(room.wall or room.floor, along, height, np.full_like(along, _CAMERA_M))
    colour = laid(bare, ramp(height, 0.095, 0.088), floats(room.skirting))
    edges = 0.35 * ramp(np.abs(height - 0.092), 0.012, 0.0) + 0.3 * ramp(height, 0.018, 0.0)
    dusk = 0.22 * np.exp(-np.minimum(to_corner, room.height_m - height) / 0.35) + edges
    glow = 1.04 - 0.05 * (height - 1.3) ** 2 - 0.03 * along * np.sign(room.light.towards[0])
    return floats(colour * ((1 - dusk) * glow)[:, None])


def _ceiling(room: Room, points: Floats) -> Floats:
    x, _, z = points.T
    dusk = 0.15 * np.exp(-np.minimum(z - room.back_m, room.half_width_m - np.abs(x)) / 0.5)
    return floats(floats(_CEILING) * (0.94 - dusk)[:, None])


def _ground(room: Room, points: Floats) -> Floats:
    x, _, z = points.T
    return laid(_ground_cover(room, x, z), 0.5 * ramp(-z, 4, _HORIZON_M), floats(room.sky))


def _horizon(room: Room, points: Floats) -> Floats:
    """Sky with clouds, over hills and trees."""
    x, y, _ = points.T
    sky = laid(floats(room.sky), 0.7 * ramp(y, 30, 2), floats(_HAZE))
    cloudy = laid(
        sky, 0.6 * ramp(0.6 * noise(x / 17, y / 6) + 0.4 * noise(x / 6, y / 2.5), 0.5, 0.75), floats(_CLOUD)
    )
    hills = 2.5 + 5 * noise(x / 22, np.zeros_like(x)) + 1.2 * noise(x / 3, np.zeros_like(x))
    green = 0.6 * floats(room.floor.second) + 0.3 * floats(room.sky)
    leafy = 0.6 + 0.35 * noise(x / 3, y / 2) + 0.35 * noise(x / 0.8, y / 0.6)
    return laid(cloudy, ramp(y - hills, 0.4, -0.4), green * leafy[:, None])
