"""Lines of text on the glass, in hundredths of its shorter side. pygame is all they need."""

import pygame

from pi_pose.display import text, theme
from pi_pose.display.theme import Style


def unit(surface: pygame.Surface) -> float:
    """One hundredth of the shorter side, pixels."""
    return min(surface.get_size()) / 100


def margin(surface: pygame.Surface) -> int:
    """How far from the edge of the glass nothing is drawn, pixels."""
    return round(theme.MARGIN * unit(surface))


def write(
    surface: pygame.Surface, words: str, style: Style, widest: int = 0, **anchor: object
) -> pygame.Rect:
    """Write a line of text where the anchor says: `left=`, `midbottom=` or another edge of a pygame.Rect.

    It shrinks where it would be wider than `widest` pixels; 0 is as wide as the margins allow.
    """
    widest = widest or surface.get_width() - 2 * margin(surface)
    line = text.render(words, style.size * unit(surface), style.colour, bold=style.bold, widest=widest)
    return surface.blit(line, line.get_rect(**anchor))


def write_over(surface: pygame.Surface, words: str, style: Style, **anchor: object) -> pygame.Rect:
    """Write a line that can be read even where the skeleton is."""
    room = surface.get_width() - 2 * margin(surface)
    width, height = size(surface, words, style)
    box = pygame.Rect(0, 0, min(width, room), height)
    for edge, place in anchor.items():
        setattr(box, edge, place)
    padding = round(unit(surface))
    pygame.draw.rect(surface, theme.BLACK, box.inflate(2 * padding, 0), border_radius=2 * padding)
    return write(surface, words, style, 0, **anchor)


def size(surface: pygame.Surface, words: str, style: Style) -> tuple[int, int]:
    """Return how wide and high a line will be, pixels."""
    return text.size(words, style.size * unit(surface), bold=style.bold)
