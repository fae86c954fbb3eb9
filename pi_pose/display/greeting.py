"""The first picture: that the mirror starts. pygame is all it needs, so that it is there before the rest."""

import pygame

from pi_pose.display import lettering, theme
from pi_pose.texts import Texts


def draw(screen: pygame.Surface, words: Texts, rotate: int) -> None:
    """Fill the display, which is mounted turned by `rotate` degrees."""
    width, height = screen.get_size()
    upright = pygame.Surface((height, width) if rotate in {90, 270} else (width, height))
    write(upright, words)
    screen.blit(pygame.transform.rotate(upright, -rotate), (0, 0))


def write(surface: pygame.Surface, words: Texts) -> None:
    """Write it in the middle of a canvas."""
    lettering.write(surface, words.say("status.starting"), theme.CAPTION, center=surface.get_rect().center)
