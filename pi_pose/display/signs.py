"""Signs that say what to do without words: where to step, what to do with the camera."""

from collections.abc import Callable, Mapping

import numpy as np
import pygame

from pi_pose.coach.seen import Advice
from pi_pose.display import brush, lettering, theme
from pi_pose.display.brush import Path

# Outlines lie within -1 to 1; y points down.
ARROW: Path = np.array(
    [[-1, -0.28], [0.1, -0.28], [0.1, -0.8], [1, 0], [0.1, 0.8], [0.1, 0.28], [-1, 0.28]], np.float64
)
"""To the right."""

AWAY: Path = np.array(
    [[-0.62, 1], [-0.24, -0.1], [-0.62, -0.1], [0, -1], [0.62, -0.1], [0.24, -0.1], [0.62, 1]], np.float64
)
"""An arrow that lies on the floor and points away."""

CORNER: Path = np.array([[-1, -0.5], [-1, -1], [-0.5, -1]], np.float64)

RAYS, SUN, RAY_FROM, RAY_TO = 8, 0.42, 0.62, 0.95


def draw(surface: pygame.Surface, advice: Advice, centre: tuple[int, int], *, mirrored: bool) -> None:
    """Draw the sign for a piece of advice around a point."""
    scale = theme.ARROW / 2 * lettering.unit(surface)
    sign = SIGNS[advice](surface, np.array(centre, np.float64), scale)
    if sign is not None:
        # A mirror shows the person's left on the left.
        brush.fill(surface, sign * [1 if mirrored else -1, 1] * scale + centre, theme.ALERT)


Sign = Callable[[pygame.Surface, Path, float], Path | None]
"""Draws a sign; or returns an outline that is still to be mirrored, as right as in a mirror, and filled."""


def _light(surface: pygame.Surface, centre: Path, scale: float) -> None:
    brush.disc(surface, tuple(centre), SUN * scale, theme.ALERT)
    for angle in np.linspace(0, 2 * np.pi, RAYS, endpoint=False):
        direction = np.array([np.sin(angle), np.cos(angle)])
        ray = np.stack([direction * RAY_FROM, direction * RAY_TO])
        brush.stroke(surface, centre + ray * scale, theme.ALERT, 0.14 * scale)


def _camera(surface: pygame.Surface, centre: Path, scale: float) -> None:
    """A camera, and an arrow that lifts it."""
    body = np.array([[-0.7, 0.2], [0.7, 0.2], [0.7, 1], [-0.7, 1]])
    brush.fill(surface, centre + body * scale, theme.ALERT)
    lens = tuple(centre + np.array([0, 0.6]) * scale)
    brush.disc(surface, lens, 0.28 * scale, theme.BLACK)
    brush.disc(surface, lens, 0.16 * scale, theme.ALERT)
    up = ARROW[:, ::-1] * [1, -1]
    brush.fill(surface, centre + (up * 0.5 + [0, -0.5]) * scale, theme.ALERT)


def _whole(surface: pygame.Surface, centre: Path, scale: float) -> None:
    """Somebody within the corners of a picture."""
    for flip in ([1, 1], [-1, 1], [1, -1], [-1, -1]):
        brush.stroke(surface, centre + CORNER * flip * scale, theme.ALERT, 0.12 * scale)
    brush.disc(surface, tuple(centre + np.array([0, -0.5]) * scale), 0.17 * scale, theme.ALERT)
    limbs = ([[0, -0.25], [0, 0.15]], [[-0.45, -0.2], [0.45, -0.2]], [[-0.28, 0.7], [0, 0.15], [0.28, 0.7]])
    for limb in limbs:
        brush.stroke(surface, centre + np.array(limb) * scale, theme.ALERT, 0.14 * scale)


SIGNS: Mapping[Advice, Sign] = {
    Advice.LIGHT: _light,
    Advice.STEP_BACK: lambda _surface, _centre, _scale: AWAY,
    Advice.COME_CLOSER: lambda _surface, _centre, _scale: AWAY * [1, -1],
    Advice.STEP_RIGHT: lambda _surface, _centre, _scale: ARROW,
    Advice.STEP_LEFT: lambda _surface, _centre, _scale: ARROW * [-1, 1],
    Advice.RAISE_CAMERA: _camera,
    Advice.SHOW_ALL: _whole,
}
