"""The glass, turned as the display is mounted."""

import cv2
import pygame

from pi_pose.display import canvas, glass
from pi_pose.display.glass import Glass
from pi_pose.settings import Settings

TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def draw(screen: pygame.Surface, shown: Glass, settings: Settings) -> None:
    """Draw on the display's own surface."""
    if settings.display.rotate == 0 and canvas.drawable(screen):
        glass.draw(screen, shown, settings)
    else:
        screen.blit(turned(shown, settings, screen.get_size()), (0, 0))


def turned(shown: Glass, settings: Settings, size_wh: tuple[int, int]) -> pygame.Surface:
    """Draw on a canvas as the person sees it, and return it as the display of `size_wh` needs it."""
    width, height = size_wh
    rotate = settings.display.rotate
    upright = canvas.new((height, width) if rotate in {90, 270} else (width, height))
    glass.draw(upright, shown, settings)
    if rotate == 0:
        return upright
    surface = canvas.new(size_wh)
    with canvas.pixels(upright) as source, canvas.pixels(surface) as target:
        cv2.rotate(source, TURNS[rotate], dst=target)
    return surface
