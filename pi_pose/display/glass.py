"""Everything that is on the glass at one moment, and how it is drawn."""

from functools import lru_cache

import pygame
from msgspec import Struct

from pi_pose import texts
from pi_pose.coach.coach import Coaching
from pi_pose.coach.guided import Phase
from pi_pose.display import (
    canvas,
    greeting,
    guidance,
    lesson,
    lettering,
    page,
    preview,
    skeleton,
    text,
    theme,
    training,
    viewport,
)
from pi_pose.display.lesson import LessonShown
from pi_pose.display.page import Page
from pi_pose.display.viewport import Viewport
from pi_pose.estimate import Classification
from pi_pose.frames import Image
from pi_pose.pose import Pose
from pi_pose.settings import Settings
from pi_pose.texts import Texts

NOTHING_SAID = Coaching()


class Glass(Struct, frozen=True):
    """What to show."""

    image: Image | None = None
    """The newest picture; None before the first."""
    pose: Pose | None = None
    classification: Classification | None = None
    coaching: Coaching = NOTHING_SAID
    figure: Image | None = None
    """(n, n, 4) RGBA: how the pose is done that a flow asks for, as in a mirror; None while it is drawn."""
    lesson: LessonShown | None = None
    """Takes the place of everything that the coach has to say."""
    page: Page | None = None
    """Takes the place of everything that the coach has to say."""
    status: str = ""
    """A short line at the bottom: model, rate, age."""
    diagnostics: str = ""
    """A line for the curious above it; empty when it is switched off."""
    size_wh: tuple[int, int] = (4, 3)
    """Of the frame in which the pose was found; only its shape matters."""
    asleep: bool = False
    """Nothing is shown, whatever else there is."""
    notices: tuple[str, ...] = ()
    """What the owner should know: a lost camera, a mistake in config.yaml."""
    others: tuple[Pose, ...] = ()
    """Everybody else who is to be drawn."""


def draw(surface: pygame.Surface, glass: Glass, settings: Settings) -> None:
    """Draw everything on a canvas of any size and either orientation."""
    surface.fill(theme.BLACK)
    if glass.asleep:
        return
    words = texts.load(settings.display.language)
    if glass.page is not None:
        page.draw(surface, glass.page, words)
    else:
        _mirror(surface, glass, settings)
        _coach(surface, glass, words, settings)
    _status(surface, [line for line in (glass.diagnostics, glass.status) if line])
    _notices(surface, glass.notices)


def _mirror(surface: pygame.Surface, glass: Glass, settings: Settings) -> None:
    """The picture, and the skeleton on it."""
    if glass.image is not None and settings.display.shows_camera:
        where = _where(surface, _size(glass.image), settings)
        _preview(surface, glass.image, where)
        _shade(surface, where)
    where = _where(surface, glass.size_wh, settings)
    for pose in (*glass.others, glass.pose):
        if pose is not None:
            _skeleton(surface, pose, where, settings.thresholds.keypoint_score)


def _coach(surface: pygame.Surface, glass: Glass, words: Texts, settings: Settings) -> None:
    if glass.lesson is not None:
        lesson.draw(surface, glass.lesson, words)
        return
    coaching = glass.coaching
    progress = coaching.progress
    if progress is not None:
        hint = words.say(f"hint.{coaching.hint}") if coaching.hint else ""
        guidance.draw(surface, progress, glass.figure, hint, words)
    elif glass.classification is not None:
        training.draw(surface, glass.classification, coaching, words, settings.holds.goal_seconds)
    elif glass.pose is None and not glass.notices:
        greeting.write(surface, words)
    if coaching.advice is not None and (progress is None or progress.phase is not Phase.PREPARE):
        training.advise(surface, coaching.advice, words, mirrored=settings.display.mirror)


def _where(surface: pygame.Surface, frame_wh: tuple[int, int], settings: Settings) -> Viewport:
    return viewport.place(frame_wh, surface.get_size(), settings.display)


def _size(image: Image) -> tuple[int, int]:
    return image.shape[1], image.shape[0]


def _preview(surface: pygame.Surface, image: Image, where: Viewport) -> None:
    with canvas.pixels(surface) as pixels:
        preview.paint(pixels, image, where)


def _skeleton(surface: pygame.Surface, pose: Pose, where: Viewport, minimum: float) -> None:
    with canvas.pixels(surface) as pixels:
        skeleton.draw(pixels, pose, where, minimum)


def _status(surface: pygame.Surface, lines: list[str]) -> None:
    """Small, in the corner that is farthest from everything else."""
    right = surface.get_width() - lettering.margin(surface)
    bottom = surface.get_height() - lettering.margin(surface) // 4
    for line in reversed(lines):
        bottom = lettering.write(surface, line, theme.STATUS, bottomright=(right, bottom)).top


def _notices(surface: pygame.Surface, notices: tuple[str, ...]) -> None:
    margin, height = lettering.margin(surface), theme.NOTICE.size * lettering.unit(surface)
    top = margin
    for words in (
        line for notice in notices for line in text.wrap(notice, height, surface.get_width() - 2 * margin)
    ):
        box = pygame.Rect((margin, top), lettering.size(surface, words, theme.NOTICE))
        pygame.draw.rect(surface, theme.BLACK, box.inflate(margin // 2, 2), border_radius=margin // 4)
        top = lettering.write(surface, words, theme.NOTICE, topleft=box.topleft).bottom + 2


def _shade(surface: pygame.Surface, where: Viewport) -> None:
    """Darken the picture towards the bottom, so that the text on it can be read."""
    width, height = surface.get_size()
    shade = _gradient(min(where.width, width), round(theme.SHADE * lettering.unit(surface)))
    place = max(where.left, 0), height - shade.get_height()
    surface.blit(shade, place, special_flags=pygame.BLEND_RGB_MULT)


@lru_cache(maxsize=2)
def _gradient(width: int, height: int) -> pygame.Surface:
    """What the picture is multiplied with, which takes a third of the time of laying black over it."""
    shade = canvas.new((width, height))
    for y in range(height):
        level = 255 - round(theme.SHADE_ALPHA * (y / height) ** 2)
        shade.fill((level, level, level), (0, y, width, 1))
    return shade
