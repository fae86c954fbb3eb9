"""What somebody sees who is led through a flow: the pose as a figure, the countdown, and how far it is."""

from functools import lru_cache

import pygame

from pi_pose.coach.flow import Task
from pi_pose.coach.guided import Phase, Progress
from pi_pose.display import brush, lettering, ring, theme
from pi_pose.display.ring import Ring
from pi_pose.display.training import clock, foot, side_name
from pi_pose.frames import Image
from pi_pose.texts import Texts


def draw(surface: pygame.Surface, progress: Progress, figure: Image | None, hint: str, words: Texts) -> None:
    """Draw a flow that goes on."""
    task = progress.task
    if task is None:
        return
    _dots(surface, progress)
    if progress.phase is Phase.PREPARE:
        _announce(surface, progress, task, figure, words)
    else:
        _lead(surface, progress, task, figure, words, hint)


def _dots(surface: pygame.Surface, progress: Progress) -> None:
    """A dot a task: done, now, still to come."""
    unit, x = lettering.unit(surface), float(lettering.margin(surface))
    y = x + theme.DOT * unit
    for number in range(len(progress.flow.tasks)):
        colour = theme.ACCENT if number < progress.number else theme.FAINT
        radius = theme.DOT * unit
        if number == progress.number:
            colour, radius = theme.TEXT, 1.4 * radius
        brush.disc(surface, (x + radius, y), radius, colour)
        x += theme.DOT_STEP * unit


def _announce(
    surface: pygame.Surface, progress: Progress, task: Task, figure: Image | None, words: Texts
) -> None:
    """The next pose, large, and three, two, one."""
    unit, margin = lettering.unit(surface), lettering.margin(surface)
    upright = surface.get_height() > surface.get_width()
    left, top = margin, round((14 if upright else 20) * unit)
    line = lettering.write(surface, words.say("flow.next"), theme.CAPTION, topleft=(left, top))
    line = lettering.write(surface, words.name("pose", task.pose), theme.TITLE, topleft=(left, line.bottom))
    about = "   ".join(part for part in (side_name(words, task.pose, task.side), clock(task.seconds)) if part)
    line = lettering.write(surface, about, theme.CAPTION, topleft=(left, line.bottom))
    if figure is not None:
        size = round(theme.FIGURE * unit)
        middle = surface.get_width() // 2 if upright else surface.get_width() - margin - size // 2
        _figure(surface, figure, size, (middle, round(surface.get_height() * (0.42 if upright else 0.5))))
    if progress.countdown is not None:
        at = (left, surface.get_height() - margin)
        lettering.write(surface, str(progress.countdown), theme.COUNTDOWN, bottomleft=at)


def _lead(
    surface: pygame.Surface, progress: Progress, task: Task, figure: Image | None, words: Texts, hint: str
) -> None:
    """The pose to hold, small, and the ring with what is left of it."""
    unit, margin = lettering.unit(surface), lettering.margin(surface)
    if figure is not None:
        size = round(theme.FIGURE_SMALL * unit)
        _figure(surface, figure, size, (surface.get_width() - margin - size // 2, margin + size // 2))
    holding = progress.phase is Phase.HOLD
    share = 1 - progress.seconds_left / task.seconds
    shown = Ring(
        words.name("pose", task.pose),
        clock(progress.seconds_left + 0.999),
        share,
        theme.ACCENT if holding else theme.MUTED,
    )
    bottom, gap = foot(surface), round(1.2 * unit)
    side = side_name(words, task.pose, task.side)
    if side:
        bottom = lettering.write(surface, side, theme.ASIDE, bottomleft=(margin, bottom)).top - gap
    top = ring.draw(surface, shown, margin, bottom).top - gap
    if said := _said(progress, hint, words):
        lettering.write_over(surface, said, theme.HINT, bottomleft=(margin, top))


def _said(progress: Progress, hint: str, words: Texts) -> str:
    if progress.wrong_side:
        return words.say("flow.other_side")
    return hint if progress.phase is Phase.HOLD else words.say("flow.waiting")


def _figure(surface: pygame.Surface, figure: Image, size: int, centre: tuple[int, int]) -> None:
    picture = _scaled(figure.tobytes(), figure.shape[0], size)
    surface.blit(picture, picture.get_rect(center=centre))


@lru_cache(maxsize=4)
def _scaled(pixels: bytes, side: int, size: int) -> pygame.Surface:
    picture = pygame.image.frombuffer(pixels, (side, side), "RGBA")
    return pygame.transform.smoothscale(picture, (size, size))
