"""What happens to the display."""

import os
from pathlib import Path

import pygame
import pytest

from pi_pose.display.glass import Glass
from tests.faults.trial import Fault, Outcome, Script, home, play, sees
from tests.faults.webcam import Webcam


def _goes_and_comes(folder: Path, patch: pytest.MonkeyPatch) -> Outcome:
    """SDL loses the display, and finds none until it is plugged in again."""
    Webcam().install(patch)
    driver = os.environ["SDL_VIDEODRIVER"]

    def unplug() -> None:
        pygame.display.quit()
        os.environ["SDL_VIDEODRIVER"] = "unplugged"

    def plug_in() -> None:
        os.environ["SDL_VIDEODRIVER"] = driver

    def dark(_glass: Glass) -> bool:
        return not pygame.display.get_init()

    def lit(glass: Glass) -> bool:
        if not pygame.display.get_init():
            return False
        screen = pygame.display.get_surface()
        return any(pygame.image.tobytes(screen, "RGB")) and sees(glass)

    outcome = play(home(folder), patch, Script(unplug, dark, plug_in, lit))
    return Outcome("`systemctl status`: the display is gone", None, outcome.back_seconds)


FAULTS = (Fault("the display is unplugged, and plugged in again", _goes_and_comes),)
