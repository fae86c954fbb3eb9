"""Draws a pose as a skeleton."""

from collections.abc import Sequence
from itertools import compress
from typing import TypeAlias

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

COLOURED = tuple(
    (int(a), int(b), COLOURS[a] if COLOURS[a] == COLOURS[b] else _bgr(theme.MIDDLE)) for a, b in EDGES
)
"""The edges, and the colour of each."""

Point: TypeAlias = Sequence[int]
"""x and y."""


def draw(pixels: Pixels, pose: Pose, viewport: Viewport, minimum: float) -> None:
    """Draw the keypoints that score at least `minimum`, and the edges between them."""
    unit = min(pixels.shape[:2]) / 100
    points = _fixed(viewport, pose)
    shown = (pose.scores >= minimum).tolist()
    edges = [(points[a], points[b], colour) for a, b, colour in COLOURED if shown[a] and shown[b]]
    width, radius = max(2, round(theme.EDGE * unit)), max(2, round(theme.KEYPOINT * unit))
    for start, end, _ in edges:  # a dark seam keeps the skeleton readable on a bright picture
        cv2.line(pixels, start, end, theme.BLACK, width + 2, cv2.LINE_AA, SUBPIXEL_BITS)
    for start, end, colour in edges:
        cv2.line(pixels, start, end, colour, width, cv2.LINE_AA, SUBPIXEL_BITS)
    for point, colour in compress(zip(points, COLOURS, strict=True), shown):
        _dot(pixels, point, radius, colour)


def _dot(pixels: Pixels, point: Point, radius: int, colour: Colour) -> None:
    scaled = radius << SUBPIXEL_BITS
    cv2.circle(pixels, point, scaled, colour, -1, cv2.LINE_AA, SUBPIXEL_BITS)
    cv2.circle(pixels, point, scaled, theme.TEXT, 1, cv2.LINE_AA, SUBPIXEL_BITS)


def _fixed(viewport: Viewport, pose: Pose) -> list[Point]:
    scaled: list[Point] = (viewport.to_canvas(pose.xy) * (1 << SUBPIXEL_BITS)).round().astype(int).tolist()
    return scaled
