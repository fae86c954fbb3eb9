"""The display itself, on SDL's driver that shows nothing."""

import os
from collections.abc import Iterator

import pygame
import pygame.surfarray
import pytest

from pi_pose.commands import Command
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.errors import DisplayError
from pi_pose.settings import Display, Settings

IN_A_WINDOW = Display(fullscreen=False, width=640, height=360)


@pytest.fixture
def opened() -> Iterator[Window]:
    window = Window(IN_A_WINDOW)
    yield window
    window.close()


def press(key: int) -> None:
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (pygame.K_ESCAPE, Command.QUIT),
        (pygame.K_q, Command.QUIT),
        (pygame.K_m, Command.NEXT_MODEL),
        (pygame.K_d, Command.DIAGNOSTICS),
    ],
)
def test_a_key_asks_for_its_command(opened: Window, key: int, command: Command) -> None:
    list(opened.commands())
    press(key)
    press(pygame.K_x)
    assert list(opened.commands()) == [command]


def test_closing_the_window_quits(opened: Window) -> None:
    list(opened.commands())
    pygame.event.post(pygame.event.Event(pygame.QUIT))
    assert list(opened.commands()) == [Command.QUIT]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_it_shows_in_every_orientation(opened: Window, rotate: int) -> None:
    display = Display(fullscreen=False, width=640, height=360, rotate=rotate)  # type: ignore[arg-type]
    opened.show(Glass(notices=("hello",)), Settings(display=display))
    assert opened.size_wh == (640, 360)
    assert pygame.surfarray.array3d(pygame.display.get_surface()).any()


def test_closing_twice_is_fine(opened: Window) -> None:
    opened.close()
    opened.close()


def test_no_display_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "kmsdrm-of-another-planet")
    with pytest.raises(DisplayError, match="no display to draw on"):
        Window(IN_A_WINDOW)


def test_a_driver_that_shows_nothing_is_not_taken_for_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL falls back to such a driver in silence, and the mirror would stay black."""
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    with pytest.raises(DisplayError, match="no display to draw on"):
        Window(IN_A_WINDOW)


def test_on_a_bare_console_it_draws_with_the_opengl_that_install_sh_brings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_RENDER_DRIVER", "")
    monkeypatch.delenv("SDL_RENDER_DRIVER")
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "KMSDRM")
    Window(IN_A_WINDOW).close()
    assert os.environ["SDL_RENDER_DRIVER"] == "opengles2"
