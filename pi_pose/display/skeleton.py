"""Draws a pose as a skeleton."""

import cv2

from pi_pose.display import theme
from pi_pose.display.canvas import Pixels
from pi_pose.display.theme import Colour
from pi_pose.display.viewport import Viewport
from pi_pose.pose import EDGES, Keypoint, Pose

SUBPIXEL_BITS = 3
"""OpenCV takes coordinates in eighths of a pixel, so that slow movement is smooth."""


def _side_colour(keypoint: Keypoint) -> Colour:
    if keypoint.name.startswith("LEFT"):
        return theme.LEFT
    return theme.RIGHT if keypoint.name.startswith("RIGHT") else theme.MIDDLE


def _bgr(colour: Colour) -> Colour:
    return colour[2], colour[1], colour[0]


COLOURS = tuple(_bgr(_side_colour(keypoint)) for keypoint in Keypoint)
"""Of each keypoint, as OpenCV wants it."""


def draw(pixels: Pixels, pose: Pose, viewport: Viewport, minimum: float) -> None:
    """Draw the keypoints that score at least `minimum`, and the edges between them."""
    unit = min(pixels.shape[:2]) / 100
    points = _fixed(viewport, pose)
    shown = pose.scores >= minimum
    edges = [(a, b) for a, b in EDGES if shown[a] and shown[b]]
    width, radius = max(2, round(theme.EDGE * unit)), max(2, round(theme.KEYPOINT * unit))
    for a, b in edges:  # a dark seam keeps the skeleton readable on a bright picture
        cv2.line(pixels, points[a], points[b], theme.BLACK, width + 2, cv2.LINE_AA, SUBPIXEL_BITS)
    for a, b in edges:
        colour = COLOURS[a] if COLOURS[a] == COLOURS[b] else _bgr(theme.MIDDLE)
        cv2.line(pixels, points[a], points[b], colour, width, cv2.LINE_AA, SUBPIXEL_BITS)
    for k in (k for k in Keypoint if shown[k]):
        _dot(pixels, points[k], radius, COLOURS[k])


def _dot(pixels: Pixels, point: tuple[int, int], radius: int, colour: Colour) -> None:
    scaled = radius << SUBPIXEL_BITS
    cv2.circle(pixels, point, scaled, colour, -1, cv2.LINE_AA, SUBPIXEL_BITS)
    cv2.circle(pixels, point, scaled, theme.TEXT, 1, cv2.LINE_AA, SUBPIXEL_BITS)


def _fixed(viewport: Viewport, pose: Pose) -> list[tuple[int, int]]:
    scaled = (viewport.to_canvas(pose.xy) * (1 << SUBPIXEL_BITS)).round().astype(int)
    return [(int(x), int(y)) for x, y in scaled]
