"""Compares a drawn picture with the one that a person looked at and found good.

Another processor rounds another way, and so does another version of OpenCV: a few pixels along an edge may
differ. A word or a line that moves by one pixel differs in many times as many.
"""

import os
import tempfile
from pathlib import Path

import cv2
import numpy as np
import pygame
import pygame.surfarray

from pi_pose.frames import Image

FOLDER = Path(__file__).parent / "golden"


STRANGE, MOST = 48, 2e-4
"""How far a colour must be off, of 255, and which share of the pixels may be."""


def check(surface: pygame.Surface, name: str) -> None:
    """Fail unless the surface looks like golden/<name>.png; `make goldens` writes it anew."""
    path = FOLDER / f"{name}.png"
    drawn = pygame.surfarray.array3d(surface).swapaxes(0, 1)
    if os.environ.get("PI_POSE_WRITE_GOLDENS"):
        FOLDER.mkdir(exist_ok=True)
        _write(path, drawn)
    expected = pygame.surfarray.array3d(pygame.image.load(str(path))).swapaxes(0, 1)
    assert drawn.shape == expected.shape
    off = np.abs(drawn.astype(int) - expected).max(axis=2) > STRANGE
    other = Path(tempfile.gettempdir()) / f"{name}.png"
    if off.mean() > MOST:
        _write(other, drawn)
    assert off.mean() <= MOST, f"{other} is not {path}; look at both, then run: make goldens"


def _write(path: Path, picture: Image) -> None:
    """As small as PNG can be, with 16 levels a colour: the repository keeps every one."""
    coarse = (np.round(picture / 17) * 17).astype(np.uint8)
    bgr = cv2.cvtColor(coarse, cv2.COLOR_RGB2BGR)
    cv2.imwrite(str(path), bgr, [cv2.IMWRITE_PNG_COMPRESSION, 9])
