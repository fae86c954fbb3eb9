"""Reads the mirror's screen: which words are on it, and whose skeleton."""

from functools import cache
from typing import TypeAlias

import cv2
import numpy as np
import pygame
import pygame.surfarray
from numpy.typing import NDArray

from pi_pose.athlete import Stage
from pi_pose.display import canvas, glass, text, theme
from pi_pose.display.glass import Glass
from pi_pose.display.theme import Style
from pi_pose.estimate import Classification
from pi_pose.frames import Image
from pi_pose.pose import Pose
from pi_pose.settings import Display, Settings
from tests.boot.machine import SCREEN_WH

Mask: TypeAlias = NDArray[np.uint8]

CAMERA_WH = (640, 480)
BLACK_GLASS = Settings(display=Display(background="black"))

SAME_WORDS = 0.9
"""Correlation of letters drawn here and letters photographed; another word of that length has 0.7 at most."""

STEP_SECONDS = 0.5
NEAR_PIXELS = 7
"""How far a keypoint may be from where the athlete really has it, at 640x360."""

BARS = ((0, 0, 0), (0, 0, 1), (1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 1, 1), (1, 1, 0), (1, 1, 1))
"""Red, green, blue of the bars, from the left."""

HALF_BRIGHT = 96

SKELETON = (theme.LEFT, theme.RIGHT)
NEAR_COLOUR = 40


def shows(screen: Image, words: str, style: Style) -> bool:
    """Whether these words, in this style of the theme's, are somewhere on the screen."""
    height, width = screen.shape[:2]
    pixels = style.size * min(height, width) / 100
    line = text.render(words, pixels, style.colour, bold=style.bold, widest=width)
    drawn = canvas.new(line.get_size())
    drawn.blit(line, (0, 0))
    template = pygame.surfarray.array3d(drawn).swapaxes(0, 1)
    found = cv2.matchTemplate(screen.copy(), np.ascontiguousarray(template), cv2.TM_CCOEFF_NORMED)
    return float(found.max()) > SAME_WORDS


def tells(screen: Image, notice: str) -> bool:
    """Whether this notice is on the screen, to the last word."""
    height, width = screen.shape[:2]
    unit = min(height, width) / 100
    widest = width - 2 * round(theme.MARGIN * unit)
    lines = text.wrap(notice, theme.NOTICE.size * unit, widest)
    return all(shows(screen, line, theme.NOTICE) for line in lines)


def is_lit(screen: Image) -> bool:
    """Whether there is anything on the screen, since the kernel has it."""
    height, width = screen.shape[:2]
    return (width, height) == SCREEN_WH and int(screen.max()) > HALF_BRIGHT


def shows_bars(screen: Image) -> bool:
    """Whether the whole screen is the test picture of the kernel's camera, in its colours, as in a mirror."""
    height, width = screen.shape[:2]
    middles = (np.arange(len(BARS)) + 0.5) * width / len(BARS)
    seen = screen[height // 36, middles.astype(int)] > HALF_BRIGHT
    return bool((seen == np.array(BARS, bool)).all())


def likeness(screen: Image) -> tuple[float, str]:
    """Return the pose whose hold the skeleton on the screen is most like, and how much: 0 to 1."""
    seen = _skeleton(screen)
    height, width = screen.shape[:2]
    return max((_overlap(seen, drawn), label) for drawn, label in _holds((width, height)))


@cache
def _holds(size_wh: tuple[int, int]) -> list[tuple[Mask, str]]:
    """The athlete's skeleton while a pose is held, drawn from where the keypoints really are."""
    stage = Stage(CAMERA_WH)
    scenes = (stage.frame_at(float(t)) for t in np.arange(0, stage.cycle_seconds, STEP_SECONDS))
    return [
        (_drawn(scene.pose, scene.label, size_wh), scene.label)
        for scene in scenes
        if scene.pose and scene.label
    ]


def _drawn(pose: Pose, label: str, size_wh: tuple[int, int]) -> Mask:
    surface = canvas.new(size_wh)
    shown = Glass(pose=pose, classification=Classification(label, 1.0), size_wh=CAMERA_WH)
    glass.draw(surface, shown, BLACK_GLASS)
    return _skeleton(np.ascontiguousarray(pygame.surfarray.array3d(surface).swapaxes(0, 1)))


def _skeleton(screen: Image) -> Mask:
    """Mask what has a colour of the skeleton, but not the words, which are white."""
    pixels = screen.astype(np.int16)
    near = [np.abs(pixels - colour).max(axis=2) < NEAR_COLOUR for colour in SKELETON]
    mask: Mask = np.logical_or.reduce(near).astype(np.uint8)
    return mask


def _overlap(seen: Mask, drawn: Mask) -> float:
    """The F-score of two line drawings that may be a few pixels apart."""
    if not seen.any() or not drawn.any():
        return 0.0
    around = np.ones((2 * NEAR_PIXELS + 1, 2 * NEAR_PIXELS + 1), np.uint8)
    precision = seen[cv2.dilate(drawn, around) > 0].sum() / seen.sum()
    recall = drawn[cv2.dilate(seen, around) > 0].sum() / drawn.sum()
    return float(2 * precision * recall / max(precision + recall, 1e-9))
