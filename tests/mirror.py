"""Runs the whole mirror while somebody in front of it presses keys and looks."""

import signal
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pygame
import pytest

from pi_pose import endings
from pi_pose.display import window
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.kiosk import Kiosk
from pi_pose.settings import Settings
from pi_pose.settings_file import SettingsFile

Visitor = Generator[None, Glass, None]
"""Is sent every glass that is shown; ends by pressing q, or the mirror is stopped as hanging."""

PATIENCE_SECONDS = 60.0


def press(key: int) -> None:
    """Press a key of the mirror's keyboard."""
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))


def until(seen: Callable[[Glass], bool]) -> Generator[None, Glass, Glass]:
    """Look at the glass until it shows what is waited for, and return that glass."""
    while True:
        shown = yield
        if seen(shown):
            return shown


def visit(config: Path, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the mirror on a config file until the visitor has quit it. Raises what the mirror raises."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    show = Window.show
    next(visitor)

    def shown(opened: Window, glass: Glass, settings: Settings) -> None:
        show(opened, glass, settings)
        try:
            visitor.send(glass)
        except StopIteration:
            press(pygame.K_q)
        if time.monotonic() > deadline:
            pytest.fail(f"the mirror never showed it; at the end it showed {glass}")

    monkeypatch.setattr(Window, "show", shown)
    file = SettingsFile(config)
    with _signals_kept(), closing(window.greet(file.settings)) as opened:
        Kiosk(file, opened).run()


@contextmanager
def _signals_kept() -> Iterator[None]:
    """A mirror is a process of its own, and takes its signals for good."""
    before = {number: signal.getsignal(number) for number in endings.ASKED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
