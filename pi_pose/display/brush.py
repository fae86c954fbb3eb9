"""Measures and strokes that every part of the glass shares."""

from typing import TypeAlias

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from pi_pose.display import canvas, text, theme
from pi_pose.display.theme import Colour, Style

Path: TypeAlias = NDArray[np.float64]
"""(n, 2) canvas pixels."""

SUBPIXEL_BITS = 4


def unit(surface: pygame.Surface) -> float:
    """One hundredth of the shorter side, pixels."""
    return min(surface.get_size()) / 100


def margin(surface: pygame.Surface) -> int:
    """How far from the edge of the glass nothing is drawn, pixels."""
    return round(theme.MARGIN * unit(surface))


def write(
    surface: pygame.Surface, words: str, style: Style, widest: int = 0, **anchor: object
) -> pygame.Rect:
    """Write a line of text where the anchor says: `left=`, `midbottom=` or another edge of a pygame.Rect.

    It shrinks where it would be wider than `widest` pixels; 0 is as wide as the margins allow.
    """
    widest = widest or surface.get_width() - 2 * margin(surface)
    line = text.render(words, style.size * unit(surface), style.colour, bold=style.bold, widest=widest)
    return surface.blit(line, line.get_rect(**anchor))


def write_over(surface: pygame.Surface, words: str, style: Style, **anchor: object) -> pygame.Rect:
    """Write a line that can be read even where the skeleton is."""
    room = surface.get_width() - 2 * margin(surface)
    width, height = size(surface, words, style)
    box = pygame.Rect(0, 0, min(width, room), height)
    for edge, place in anchor.items():
        setattr(box, edge, place)
    padding = round(unit(surface))
    pygame.draw.rect(surface, theme.BLACK, box.inflate(2 * padding, 0), border_radius=2 * padding)
    return write(surface, words, style, 0, **anchor)


def size(surface: pygame.Surface, words: str, style: Style) -> tuple[int, int]:
    """Return how wide and high a line will be, pixels."""
    return text.size(words, style.size * unit(surface), bold=style.bold)


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
