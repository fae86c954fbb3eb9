"""Strokes and areas that every part of the glass shares."""

from typing import TypeAlias

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from pi_pose.display import canvas
from pi_pose.display.theme import Colour

Path: TypeAlias = NDArray[np.float64]
"""(n, 2) canvas pixels."""

SUBPIXEL_BITS = 4


def stroke(surface: pygame.Surface, path: Path, colour: Colour, width: float) -> None:
    """Draw a line along the path, `width` pixels thick, with round ends."""
    with canvas.pixels(surface) as pixels:
        cv2.polylines(
            pixels, [_fixed(path)], isClosed=False, color=_bgr(colour), thickness=max(1, round(width)),
            lineType=cv2.LINE_AA, shift=SUBPIXEL_BITS,
        )  # fmt: skip


def fill(surface: pygame.Surface, outline: Path, colour: Colour) -> None:
    """Fill the inside of an outline."""
    with canvas.pixels(surface) as pixels:
        cv2.fillPoly(pixels, [_fixed(outline)], _bgr(colour), cv2.LINE_AA, SUBPIXEL_BITS)


def disc(surface: pygame.Surface, centre: tuple[float, float], radius: float, colour: Colour) -> None:
    """Fill a circle."""
    fill(surface, circle(centre, radius), colour)


def circle(centre: tuple[float, float], radius: float) -> Path:
    """Return the outline of a circle, closed."""
    angles = np.linspace(0, 2 * np.pi, 65)
    path: Path = np.array(centre) + radius * np.stack([np.sin(angles), -np.cos(angles)], axis=1)
    return path


def _fixed(path: Path) -> NDArray[np.int32]:
    return (path * (1 << SUBPIXEL_BITS)).round().astype(np.int32)


def _bgr(colour: Colour) -> Colour:
    return colour[2], colour[1], colour[0]
