"""The display itself: opened, filled, flipped, and its keys turned into commands."""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from pi_pose import texts
from pi_pose.commands import Command
from pi_pose.display import greeting
from pi_pose.errors import DisplayError
from pi_pose.settings import Display, Settings

if TYPE_CHECKING:
    from pi_pose.display.glass import Glass

KEYS = {
    pygame.K_ESCAPE: Command.QUIT,
    pygame.K_q: Command.QUIT,
    pygame.K_m: Command.NEXT_MODEL,
    pygame.K_d: Command.DIAGNOSTICS,
    pygame.K_f: Command.FLOW,
    pygame.K_t: Command.TEACH,
    pygame.K_s: Command.SOUND,
}

CONNECTORS = Path("/sys/class/drm")
RETRY_SECONDS = 1.0
"""How often a display that went away is looked for."""

BLIND = frozenset({"dummy", "offscreen"})
"""SDL's drivers that show nothing. SDL falls back to one of them in silence."""

logger = logging.getLogger(__name__)


def on_desktop() -> bool:
    """Whether the environment says where pictures go: a desktop's does, a bare console's does not."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"))


def present() -> bool:
    """Whether there is a display to open: a desktop's, or one that is connected to the graphics card."""
    return on_desktop() or any(_connected(status) for status in CONNECTORS.glob("card*/status"))


class Window:
    """The open display. One that goes away is opened again as soon as it is there."""

    def __init__(self, display: Display) -> None:
        """Open the display. Raises DisplayError when there is none, or SDL would show the picture nowhere."""
        self.trouble: str | None = None
        """Why nothing is shown, while the display is gone."""
        self._display = display
        self._retry_at = 0.0
        self._begin()
        self._clock = pygame.time.Clock()

    @property
    def size_wh(self) -> tuple[int, int]:
        """The display's size in pixels, before it is turned."""
        return self._screen.get_size()

    def commands(self) -> Iterator[Command]:
        """Yield what the keys and the window's close button asked for since the last call."""
        for event in self._events():
            if event.type == pygame.QUIT:
                yield Command.QUIT
            elif event.type == pygame.KEYDOWN and event.key in KEYS:
                yield KEYS[event.key]

    def greet(self, settings: Settings) -> None:
        """Say that the mirror starts."""
        greeting.draw(self._screen, texts.load(settings.display.language), settings.display.rotate)
        pygame.display.flip()

    def show(self, shown: "Glass", settings: Settings) -> None:
        """Draw, turned as the display is mounted, and flip; without a display see whether it is back."""
        from pi_pose.display import mounting  # noqa: PLC0415  the first picture does not wait for OpenCV

        if self.trouble is not None:
            self._look_for_it()
        if self.trouble is not None:
            return
        try:
            mounting.draw(self._screen, shown, settings)
            pygame.display.flip()
        except pygame.error as error:
            self._lose(error)

    def tick(self, limit_hz: int) -> None:
        """Wait until the next picture is due, so that there are at most `limit_hz` a second."""
        self._clock.tick(limit_hz)

    def close(self) -> None:
        """Give the display back. Closing twice is fine."""
        pygame.display.quit()

    def _begin(self) -> None:
        wanted = os.environ.get("SDL_VIDEODRIVER")
        try:
            pygame.display.init()
            _draw_with_gles()
            self._screen = _open(self._display)
        except pygame.error as error:
            raise DisplayError(f"no display to draw on ({error}); {_advice()}") from error
        self.driver = pygame.display.get_driver()
        if self.driver in BLIND and self.driver != wanted:
            self.close()
            raise DisplayError(f"no display to draw on; {_advice()}")
        pygame.display.set_caption("pi_pose")
        pygame.mouse.set_visible(False)

    def _events(self) -> list[pygame.event.Event]:
        try:
            return pygame.event.get() if self.trouble is None else []
        except pygame.error as error:
            self._lose(error)
            return []

    def _lose(self, error: pygame.error) -> None:
        self.trouble = f"the display is gone ({error}); waiting for it"
        logger.warning("%s", self.trouble)
        self._retry_at = time.monotonic() + RETRY_SECONDS
        self.close()

    def _look_for_it(self) -> None:
        if time.monotonic() < self._retry_at:
            return
        self._retry_at = time.monotonic() + RETRY_SECONDS
        try:
            self._begin()
        except DisplayError:
            self.close()
        else:
            self.trouble = None


def greet(settings: Settings) -> Window:
    """Open the display and say on it that the mirror starts, while the rest of it is imported."""
    window = Window(settings.display)
    window.greet(settings)
    return window


def _draw_with_gles() -> None:
    """Without a desktop SDL would take desktop OpenGL, which draws black where libGL is not installed."""
    if pygame.display.get_driver().lower() == "kmsdrm":
        os.environ.setdefault("SDL_RENDER_DRIVER", "opengles2")


def _open(display: Display) -> pygame.Surface:
    if display.fullscreen:
        return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    return pygame.display.set_mode((display.width, display.height))


def _connected(status: Path) -> bool:
    try:
        return status.read_text(encoding="ascii").strip() == "connected"
    except OSError:
        return False


def _advice() -> str:
    return "connect one, or let `pi-pose demo` write its pictures to a folder instead"
