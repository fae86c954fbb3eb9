"""A person drawn alone, cut out of any background."""

from dataclasses import dataclass

import cv2
import numpy as np

from pi_pose.athlete.drawing import paint
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.drawing.paint import Spots
from pi_pose.athlete.drawing.raster import Raster, rasterise
from pi_pose.athlete.geometry import Floats, floats, unit
from pi_pose.athlete.motion.kinematics import Stance
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.person.skeleton import at_rest
from pi_pose.athlete.sculpture.figure import Figure, Part
from pi_pose.athlete.sculpture.sculptor import figure
from pi_pose.athlete.view import View
from pi_pose.frames import Image

_MARGIN_PX = 4
_FINE, _COARSE, _FINE_FROM = 1.0, 1.45, 240.0
"""Two grains of the mesh, and from how many pixels a metre it is the fine one."""
_NEARBY_PX = (15, 15)
_BACKGROUND_M = 100.0
_NEIGHBOURS = np.ones((3, 3), np.uint8)
_OUTLINE_M = 0.03
"""A step in depth as large as this is an outline, and is smoothed."""


@dataclass(frozen=True, slots=True, eq=False)
class Cutout:
    """A drawn person: a rectangle of the picture, no larger than needed."""

    corner_xy: tuple[int, int]
    """Where the rectangle's upper left pixel is in the picture."""
    image: Image
    """(height, width, 3) RGB, already multiplied by `alpha`."""
    alpha: Floats
    """(height, width), 0 to 1: how much of the pixel the person covers."""
    depth: Floats
    """(height, width), metres before the camera; infinite beside the person."""
    vertices: Floats
    """(n, 3), metres in the world."""

    def lay_over(self, picture: Image) -> None:
        """Put the person before a picture of the whole view, in place."""
        x, y = self.corner_xy
        height, width = self.alpha.shape
        window = picture[y : y + height, x : x + width]
        clear = cv2.merge([1 - self.alpha] * 3)
        window[:] = cv2.add(self.image, cv2.multiply(window, clear, dtype=cv2.CV_8U))


def draw(body: Body, stance: Stance, view: View, light: Light) -> Cutout | None:
    """Draw a person; nothing if they are out of the picture."""
    mesh = figure(body.build, body.look.cut, _grain(stance, view))
    vertices, normals = mesh.posed(at_rest(body.build), stance)
    screen = view.project(vertices)
    corner, size_wh = _box(screen, view.size_wh)
    raster = rasterise(floats(screen - (*corner, 0)), mesh.triangles, size_wh)
    if not raster.pixels.size:
        return None
    lit = _lit(body, mesh, normals, raster, light, view.axes[2])
    return _smoothed(raster, lit, corner, vertices)


def _grain(stance: Stance, view: View) -> float:
    """Coarser for a person who is small in the picture; few values, since each is sculpted anew."""
    away = float(view.project(stance.positions[:1])[0, 2])
    pixels_a_metre = view.focal_px / max(away, 0.1)
    return _FINE if pixels_a_metre > _FINE_FROM else _COARSE


def _box(screen: Floats, size_wh: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The corner and the size of the smallest rectangle within the picture that holds the person."""
    low = np.clip(np.floor(screen[:, :2].min(axis=0)).astype(int) - _MARGIN_PX, 0, size_wh)
    high = np.clip(np.ceil(screen[:, :2].max(axis=0)).astype(int) + _MARGIN_PX, low, size_wh)
    (x, y), (width, height) = low.tolist(), (high - low).tolist()
    return (x, y), (width, height)


def _lit(
    body: Body, mesh: Figure, normals: Floats, raster: Raster, light: Light, seen_from: Floats
) -> Floats:
    """(n, 3), 0 to 1: every covered pixel, in the light."""
    layers = np.stack([mesh.openness, mesh.hair, mesh.top, mesh.trousers], axis=1)
    seen = raster.at_pixels(np.concatenate([normals, mesh.vertices, layers], axis=1))
    facing, openness = unit(seen[:, :3]), seen[:, 6] * _uncovered(raster)
    feet = mesh.parts[raster.triangles[:, 0]] == Part.FOOT
    coat = paint.coat(body, Spots(seen[:, 3:6], seen[:, 7], seen[:, 8], seen[:, 9], feet))
    lit = coat[:, :3] * light.on(facing, openness)
    return floats(lit + coat[:, 3:] * light.sheen(facing, seen_from)[:, None])


def _uncovered(raster: Raster) -> Floats:
    """(n,): 1, or less where a nearer part of the body is close by in the picture."""
    solid = floats(np.isfinite(raster.depth))
    depth = np.where(solid > 0, raster.depth, np.float32(0))
    around = cv2.boxFilter(depth, -1, _NEARBY_PX) / np.maximum(cv2.boxFilter(solid, -1, _NEARBY_PX), 1e-3)
    behind = (depth - around).ravel()[raster.pixels]
    return floats(1 - np.clip(4 * behind - 0.02, 0, 0.45))


def _smoothed(raster: Raster, lit: Floats, corner: tuple[int, int], vertices: Floats) -> Cutout:
    """The picture with soft outlines."""
    height, width = raster.depth.shape
    flat = np.zeros((height * width, 3), np.uint8)
    flat[raster.pixels] = np.clip(255 * lit, 0, 255)
    image = flat.reshape(height, width, 3)
    solid = np.isfinite(raster.depth)
    alpha = np.clip(1.5 * cv2.GaussianBlur(floats(solid), (5, 5), 1.0) - 0.25, 0, 1)
    depth = np.where(solid, raster.depth, np.float32(_BACKGROUND_M))
    outline = cv2.morphologyEx(depth, cv2.MORPH_GRADIENT, _NEIGHBOURS) > _OUTLINE_M
    cv2.copyTo(cv2.GaussianBlur(image, (3, 3), 0), outline.astype(np.uint8), image)
    return Cutout(corner, image, floats(alpha), raster.depth, vertices)
