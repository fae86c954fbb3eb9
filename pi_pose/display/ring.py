"""The name of a pose in a ring that fills while the pose is held."""

from functools import lru_cache

import numpy as np
import pygame
from msgspec import Struct

from pi_pose.display import brush, lettering, theme
from pi_pose.display.brush import Path
from pi_pose.display.theme import Colour

CORNER_POINTS = 24


class Ring(Struct, frozen=True):
    """What it says, and how full it is."""

    label: str
    time: str = ""
    """Behind the label; empty before the pose is held."""
    share: float = 0.0
    """0 to 1."""
    colour: Colour = theme.ACCENT


def draw(surface: pygame.Surface, ring: Ring, left: int, bottom: int) -> pygame.Rect:
    """Draw it with its lower left corner at left, bottom; returns where it is."""
    unit = lettering.unit(surface)
    padding_x, padding_y = (round(padding * unit) for padding in theme.PILL_PADDING)
    gap = padding_x if ring.time else 0
    # The time is as wide as its widest, so that the ring does not breathe with every second.
    time_width = lettering.size(surface, "0" * len(ring.time), theme.TIMER)[0]
    room = surface.get_width() - left - lettering.margin(surface) - 2 * padding_x - gap - time_width
    width, height = lettering.size(surface, ring.label, theme.LABEL)
    width = min(width, room)
    box = pygame.Rect(0, 0, width + gap + time_width + 2 * padding_x, height + 2 * padding_y)
    box.bottomleft = left, bottom
    _outline(surface, box, ring)
    lettering.write(
        surface, ring.label, theme.LABEL, max(1, width), midleft=(box.left + padding_x, box.centery)
    )
    if ring.time:
        lettering.write(surface, ring.time, theme.TIMER, midright=(box.right - padding_x, box.centery))
    return box


def _outline(surface: pygame.Surface, box: pygame.Rect, ring: Ring) -> None:
    path, width = stadium(*box), theme.RING * lettering.unit(surface)
    brush.fill(surface, path, theme.BLACK)
    brush.stroke(surface, path, theme.FAINT, width)
    if ring.share > 0:
        brush.stroke(surface, part(path, min(1.0, ring.share)), ring.colour, width)


@lru_cache(maxsize=4)
def stadium(left: int, top: int, width: int, height: int) -> Path:
    """Return a closed path around the box with round ends, clockwise from the middle of the top."""
    box, radius = pygame.Rect(left, top, width, height), height / 2
    angles = np.linspace(0, np.pi, CORNER_POINTS)
    arc = radius * np.stack([np.sin(angles), -np.cos(angles)], axis=1)
    at_right = np.array([box.right - radius, box.centery]) + arc
    at_left = np.array([box.left + radius, box.centery]) - arc
    start = np.array([[box.centerx, box.top]], np.float64)
    return np.concatenate([start, at_right, at_left, start])


def part(path: Path, share: float) -> Path:
    """Return the first `share` of a path's length."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    end = share * along[-1]
    x, y = (np.interp(end, along, path[:, axis]) for axis in (0, 1))
    return np.concatenate([path[along < end], [[x, y]]])
