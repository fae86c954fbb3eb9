"""The first picture."""

import subprocess
import sys

import pygame
import pytest

from pi_pose import texts
from pi_pose.display import canvas, greeting, mounting, theme
from pi_pose.display.glass import Glass
from pi_pose.settings import Display, Settings, Turn

HEAVY = {
    *("numpy", "cv2", "ssl", "sqlite3", "multiprocessing", "ai_edge_litert", "pi_pose.kiosk"),
    *("pygame.mixer", "typing_extensions", "importlib.resources"),
}

GREET = """
import sys
from pi_pose.cli import run
from pi_pose.display import window
from pi_pose.settings import Display, Settings
window.greet(Settings(display=Display(fullscreen=False)))
print(*sys.modules)
"""


def test_nothing_heavy_is_imported_before_it() -> None:
    done = subprocess.run([sys.executable, "-c", GREET], capture_output=True, text=True, check=True)
    assert "pygame" in done.stdout.split()
    assert HEAVY.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_it_is_what_the_glass_shows_until_there_is_more(turn: Turn) -> None:
    settings = Settings(display=Display(rotate=turn, language="de"))
    first, second = canvas.new((640, 360)), canvas.new((640, 360))
    greeting.draw(first, texts.load("de"), turn)
    mounting.draw(second, Glass(), settings)
    assert pygame.image.tobytes(first, "RGB") == pygame.image.tobytes(second, "RGB")
    assert pygame.mask.from_threshold(first, theme.CAPTION.colour, (80, 80, 80)).count() > 0
