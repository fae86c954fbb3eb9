"""Everything that is on the glass at one moment, and how it is drawn."""

from dataclasses import dataclass
from functools import lru_cache

import pygame

from pi_pose import texts
from pi_pose.display import canvas, preview, skeleton, text, theme, viewport
from pi_pose.display.viewport import Viewport
from pi_pose.estimate import Classification
from pi_pose.frames import Image
from pi_pose.pose import Pose
from pi_pose.settings import Settings
from pi_pose.texts import Texts


@dataclass(frozen=True, slots=True)
class Glass:
    """What to show."""

    image: Image | None = None
    """The newest picture; None before the first."""
    pose: Pose | None = None
    classification: Classification | None = None
    status: str = ""
    """A short line at the bottom: model, rate, age."""
    diagnostics: str = ""
    """A line for the curious above it; empty when it is switched off."""
    size_wh: tuple[int, int] = (4, 3)
    """Of the frame in which the pose was found; only its shape matters."""
    notices: tuple[str, ...] = ()
    """What the owner should know: a lost camera, a mistake in config.yaml."""
    others: tuple[Pose, ...] = ()
    """Everybody else who is to be drawn."""


def draw(surface: pygame.Surface, glass: Glass, settings: Settings) -> None:
    """Draw everything on a canvas of any size and either orientation."""
    surface.fill(theme.BLACK)
    if glass.image is not None and settings.display.background == "camera":
        _preview(surface, glass.image, _where(surface, _size(glass.image), settings))
        _shade(surface)
    where = _where(surface, glass.size_wh, settings)
    for pose in (*glass.others, glass.pose):
        if pose is not None:
            _skeleton(surface, pose, where, settings.thresholds.keypoint_score)
    if glass.classification is not None:
        _label(surface, glass.classification, texts.load())
    _status(surface, [line for line in (glass.diagnostics, glass.status) if line])
    _notices(surface, glass.notices)


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


def _label(surface: pygame.Surface, classification: Classification, words: Texts) -> None:
    bottom = surface.get_height() - round(2 * _margin(surface))
    if classification.reason is not None:
        _line(surface, words.reason(classification.reason), theme.REASON, bottom)
        return
    score = text.render(
        f"{classification.score:.0%}", theme.REASON * _unit(surface), theme.TEXT, widest=surface.get_width()
    )
    gap = _margin(surface) // 2
    label = words.name("pose", classification.label or "")
    line = _line(surface, label, theme.LABEL, bottom, bold=True, spare=score.get_width() + gap)
    surface.blit(score, (line.right + gap, line.bottom - score.get_height() * 3 // 2))
    _bar(surface, classification.score, line.bottom)


def _bar(surface: pygame.Surface, score: float, top: int) -> None:
    unit, left = _unit(surface), _margin(surface)
    height, width = max(2, round(theme.BAR_HEIGHT * unit)), round(theme.BAR_WIDTH * unit)
    pygame.draw.rect(surface, theme.MUTED, (left, top, width, height), border_radius=height)
    pygame.draw.rect(surface, theme.LEFT, (left, top, round(width * score), height), border_radius=height)


def _status(surface: pygame.Surface, lines: list[str]) -> None:
    bottom = surface.get_height() - _margin(surface) // 2
    for line in reversed(lines):
        bottom = _line(surface, line, theme.STATUS, bottom).top


def _notices(surface: pygame.Surface, notices: tuple[str, ...]) -> None:
    margin, height = _margin(surface), theme.NOTICE * _unit(surface)
    widest = surface.get_width() - 2 * margin
    top = margin
    for words in (line for notice in notices for line in text.wrap(notice, height, widest)):
        line = text.render(words, height, theme.ALERT, widest=widest)
        box = line.get_rect(left=margin, top=top)
        pygame.draw.rect(surface, theme.BLACK, box.inflate(margin // 2, 2), border_radius=margin // 4)
        surface.blit(line, box)
        top = box.bottom + 2


def _line(
    surface: pygame.Surface,
    words: str,
    size: float,
    bottom: int,
    *,
    bold: bool = False,
    spare: int = 0,
) -> pygame.Rect:
    """Write one line at the left margin, with `spare` pixels to the right of it."""
    margin = _margin(surface)
    widest = surface.get_width() - 2 * margin - spare
    line = text.render(words, size * _unit(surface), theme.TEXT, bold=bold, widest=widest)
    return surface.blit(line, line.get_rect(left=margin, bottom=bottom))


def _shade(surface: pygame.Surface) -> None:
    """Darken the picture towards the bottom, so that the text on it can be read."""
    width, height = surface.get_size()
    shade = _gradient(width, round(theme.SHADE * _unit(surface)))
    surface.blit(shade, (0, height - shade.get_height()))


@lru_cache(maxsize=2)
def _gradient(width: int, height: int) -> pygame.Surface:
    shade = pygame.Surface((width, height), pygame.SRCALPHA)
    for y in range(height):
        shade.fill((*theme.BLACK, round(theme.SHADE_ALPHA * (y / height) ** 2)), (0, y, width, 1))
    return shade


def _unit(surface: pygame.Surface) -> float:
    return min(surface.get_size()) / 100


def _margin(surface: pygame.Surface) -> int:
    return round(theme.MARGIN * _unit(surface))
