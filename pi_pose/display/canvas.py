"""A pygame surface that OpenCV can draw on, too."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import numpy as np
import pygame
from numpy.typing import NDArray

Pixels: TypeAlias = NDArray[np.uint8]
"""(height, width, 4): blue, green, red, unused."""

MASKS = (0xFF0000, 0xFF00, 0xFF, 0)
"""The layout of every display SDL opens on a Pi; a canvas of ours has it, too."""


def new(size_wh: tuple[int, int]) -> pygame.Surface:
    """Return a black canvas."""
    return pygame.Surface(size_wh, 0, 32, MASKS)


def drawable(surface: pygame.Surface) -> bool:
    """Whether `pixels` can open this surface."""
    return surface.get_bytesize() == len(MASKS) and surface.get_masks()[:3] == MASKS[:3]


@contextmanager
def pixels(surface: pygame.Surface) -> Iterator[Pixels]:
    """Lend the surface's memory as an array, without a copy.

    pygame must not draw while the array exists: use it in a function that does nothing else.
    """
    width, height = surface.get_size()
    memory = np.asarray(surface.get_buffer())
    yield memory.reshape(height, surface.get_pitch() // 4, 4)[:, :width]
