"""Compares a drawn picture with the one that a person looked at and found good."""

import os
import tempfile
from pathlib import Path

import pygame

FOLDER = Path(__file__).parent / "golden"


def check(surface: pygame.Surface, name: str) -> None:
    """Fail unless the surface is, pixel for pixel, golden/<name>.png; `make goldens` writes it anew."""
    path = FOLDER / f"{name}.png"
    if os.environ.get("PI_POSE_WRITE_GOLDENS"):
        FOLDER.mkdir(exist_ok=True)
        pygame.image.save(surface, str(path))
    expected = pygame.image.load(str(path))
    drawn, wanted = pygame.image.tobytes(surface, "RGB"), pygame.image.tobytes(expected, "RGB")
    other = Path(tempfile.gettempdir()) / f"{name}.png"
    if drawn != wanted:
        pygame.image.save(surface, str(other))
    assert surface.get_size() == expected.get_size()
    assert drawn == wanted, f"{other} is not {path}; look at both, then run: make goldens"
