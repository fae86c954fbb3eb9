"""Text in the bundled font, so that it looks the same everywhere."""

from functools import lru_cache
from pathlib import Path

import pygame

from pi_pose.display.theme import Colour

FONTS = Path(__file__).with_name("fonts")

SMALLEST = 8
"""Pixels; below that nothing can be read."""


def render(text: str, height: float, colour: Colour, *, bold: bool = False, widest: int) -> pygame.Surface:
    """Return a line of text `height` pixels high, or less where it would be wider than `widest` pixels."""
    size = max(SMALLEST, round(height))
    width = _measured(text, size, bold=bold)[0]
    if width > widest:
        size = max(SMALLEST, size * widest // width)
    line = _line(text, size, colour, bold=bold)
    return line.subsurface((0, 0, min(widest, line.get_width()), line.get_height()))


def size(text: str, height: float, *, bold: bool = False) -> tuple[int, int]:
    """Return how wide and high a line of text will be, pixels."""
    return _measured(text, max(SMALLEST, round(height)), bold=bold)


def wrap(text: str, height: float, widest: int) -> list[str]:
    """Break `text` between words into lines that are at most `widest` pixels wide at that height."""
    size = max(SMALLEST, round(height))
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _measured(longer, size, bold=False)[0] > widest:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@lru_cache(maxsize=64)
def _line(text: str, size: int, colour: Colour, *, bold: bool) -> pygame.Surface:
    return _font(size, bold=bold).render(text, True, colour)  # noqa: FBT003  pygame's own signature


@lru_cache(maxsize=256)
def _measured(text: str, size: int, *, bold: bool) -> tuple[int, int]:
    """To measure a line takes as long as to draw one that was drawn before."""
    return _font(size, bold=bold).size(text)


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool) -> pygame.font.Font:
    pygame.font.init()
    return pygame.font.Font(str(FONTS / ("Inter-Bold.ttf" if bold else "Inter-Medium.ttf")), size)
