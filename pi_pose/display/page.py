"""The quiet page at the end of a workout: what was done, and the last days."""

from typing import TypeAlias

import pygame
from msgspec import Struct

from pi_pose.coach.sides import Side
from pi_pose.display import lettering, theme
from pi_pose.display.training import clock, side_name
from pi_pose.history.days import Day
from pi_pose.texts import Texts


class Held(Struct, frozen=True):
    """A pose of this workout."""

    pose: str
    side: Side | None
    seconds: float
    """The longest, or for a flow all of it."""
    done: bool = True
    """Whether it was held for as long as the flow asks."""


class Repeated(Struct, frozen=True):
    """An exercise of this workout."""

    exercise: str
    number: int


Row: TypeAlias = Held | Repeated


class Page(Struct, frozen=True):
    """All that is on it."""

    title: str
    rows: tuple[Row, ...]
    days: tuple[Day, ...]
    """The last of them is today."""


def draw(surface: pygame.Surface, page: Page, words: Texts) -> None:
    """Draw it on a canvas that is black, or nearly."""
    margin, unit = lettering.margin(surface), lettering.unit(surface)
    width, height = surface.get_size()
    line = lettering.write(surface, page.title, theme.TITLE, topleft=(margin, margin))
    upright = height > width
    left = pygame.Rect(margin, line.bottom + 3 * unit, width - 2 * margin, height * 0.5)
    right = pygame.Rect(margin, height * 0.7, width - 2 * margin, height * 0.3 - margin)
    if not upright:
        left.size = round(width * 0.5 - 2 * margin), height - margin - left.top
        right = pygame.Rect(width * 0.54, height * 0.4, width * 0.46 - margin, height * 0.6 - margin)
    _rows(surface, left, page.rows, words)
    chart(surface, right, page.days, words)


def week(surface: pygame.Surface, days: tuple[Day, ...], words: Texts) -> None:
    """Draw the last days alone."""
    surface.fill(theme.BLACK)
    margin = lettering.margin(surface)
    line = lettering.write(surface, words.say("page.week"), theme.TITLE, topleft=(margin, margin))
    width, height = surface.get_size()
    area = pygame.Rect(margin, line.bottom, width - 2 * margin, height - line.bottom - margin)
    chart(surface, area, days, words)


def _rows(surface: pygame.Surface, area: pygame.Rect, rows: tuple[Row, ...], words: Texts) -> None:
    """As many as there is room for, a line each."""
    top, step = area.top, round(1.45 * theme.ROW.size * lettering.unit(surface))
    for row in rows[: area.height // step]:
        name, value, done = _told(row, words)
        style = theme.ROW if done else theme.ROW._replace(colour=theme.MUTED)
        end = lettering.write(surface, value, style._replace(bold=True), topright=(area.right, top))
        lettering.write(surface, name, style, end.left - area.left - step // 2, topleft=(area.left, top))
        top += step


def _told(row: Row, words: Texts) -> tuple[str, str, bool]:
    if isinstance(row, Repeated):
        return words.name("exercise", row.exercise), str(row.number), True
    side = side_name(words, row.pose, row.side)
    name = words.name("pose", row.pose)
    return f"{name}, {side}" if side else name, clock(row.seconds), row.done


def chart(surface: pygame.Surface, area: pygame.Rect, days: tuple[Day, ...], words: Texts) -> None:
    """Draw a bar a day: the time that poses were held, and the repetitions under it."""
    unit, most = lettering.unit(surface), max([day.held_seconds for day in days] + [60.0])
    step = area.width / max(len(days), 1)
    floor = area.bottom - round(9.5 * unit)
    highest = floor - area.top - 7 * unit
    for number, day in enumerate(days):
        x, today = area.left + (number + 0.5) * step, number == len(days) - 1
        _bar(surface, x, floor, highest * day.held_seconds / most, theme.ACCENT if today else theme.MUTED)
        style = theme.SMALL._replace(colour=theme.TEXT) if today else theme.SMALL
        top = round(floor + 1.6 * unit)
        line = lettering.write(
            surface, words.say(f"weekday.{day.date.weekday()}"), style, midtop=(round(x), top)
        )
        if day.reps:
            lettering.write(
                surface, words.say("page.reps", count=day.reps), style, midtop=(round(x), line.bottom)
            )
        if day.held_seconds >= 1:
            top = round(floor - highest * day.held_seconds / most - 1.5 * unit)
            lettering.write(surface, clock(day.held_seconds), style, midbottom=(round(x), top))


def _bar(surface: pygame.Surface, x: float, floor: int, height: float, colour: theme.Colour) -> None:
    width = round(theme.BAR * lettering.unit(surface))
    box = pygame.Rect(round(x - width / 2), round(floor - height), width, round(height))
    pygame.draw.rect(
        surface, colour, box, border_top_left_radius=width // 4, border_top_right_radius=width // 4
    )
    line = pygame.Rect(box.left, floor, width, max(1, round(0.3 * lettering.unit(surface))))
    pygame.draw.rect(surface, theme.FAINT, line)
