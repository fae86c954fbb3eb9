"""What somebody sees who teaches the mirror a pose: what to do now, and the countdown."""

import math

import pygame
from msgspec import Struct

from pi_pose.coach.lesson import TAKE_SECONDS, TAKES
from pi_pose.display import lettering, ring, theme
from pi_pose.display.ring import Ring
from pi_pose.texts import Texts


class LessonShown(Struct, frozen=True):
    """A moment of a lesson."""

    pose: str
    take: str
    """One of TAKES."""
    seconds_left: float
    """Until the pose must be held; below zero while it must."""


def draw(surface: pygame.Surface, shown: LessonShown, words: Texts) -> None:
    """Draw a lesson that goes on."""
    unit, margin = lettering.unit(surface), lettering.margin(surface)
    upright = surface.get_height() > surface.get_width()
    caption = words.say("lesson.caption", pose=shown.pose)
    number = f"{TAKES.index(shown.take) + 1} / {len(TAKES)}"
    top = round((14 if upright else 8) * unit)
    line = lettering.write(surface, f"{caption}   {number}", theme.CAPTION, topleft=(margin, top))
    lettering.write(surface, words.say(f"lesson.{shown.take}"), theme.TITLE, topleft=(margin, line.bottom))
    foot = surface.get_height() - margin
    if shown.seconds_left > 0:
        count = str(math.ceil(shown.seconds_left))
        lettering.write(surface, count, theme.COUNTDOWN, bottomleft=(margin, foot))
    else:
        share = min(-shown.seconds_left / TAKE_SECONDS, 1.0)
        ring.draw(surface, Ring(words.say("lesson.still"), share=share), margin, foot)
