"""What the glass shows while the mirror cannot start."""

import time
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from pi_pose import recovery, systemd
from pi_pose.cli import main
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.settings import Settings
from tests.mirror import press

Look = Callable[[Glass], None]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text("display: {fullscreen: false, width: 640, height: 360}\n")
    return path


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Look]:
    """Whoever is in this list looks at every glass, one after the other, each until it has seen enough."""
    looks: list[Look] = []
    show = Window.show

    def shown(window: Window, glass: Glass, settings: Settings) -> None:
        show(window, glass, settings)
        looks[0](glass)

    monkeypatch.setattr(Window, "show", shown)
    monkeypatch.setattr(recovery, "REFRESH_HZ", 50)
    return looks


def recover(config: Path) -> int:
    return main(["recover", "--config", str(config)])


def test_each_mistake_is_shown_until_the_file_is_mended(config: Path, looked: list[Look]) -> None:
    mended = config.read_text()
    config.write_text("camera: {fps: 0, widht: 640}\n")
    seen: list[Glass] = []

    def look(glass: Glass) -> None:
        seen.append(glass)
        if len(seen) == 3:
            config.write_text(mended)

    looked.append(look)
    assert recover(config) == 0
    text = "\n".join(seen[0].notices)
    assert "its settings are wrong" in text
    assert "camera.fps is 0" in text
    assert "did you mean camera.width?" in text
    assert len(seen) >= 3


def test_without_a_config_it_waits_for_one(config: Path, looked: list[Look]) -> None:
    good = config.read_text()
    config.unlink()
    looked.append(lambda _glass: None if config.exists() else write(config, good))
    assert recover(config) == 0


def write(path: Path, text: str) -> None:
    path.write_text(text)


def test_the_mirrors_last_word_is_shown_for_a_while(
    config: Path, looked: list[Look], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    monkeypatch.setattr(recovery, "WAIT_SECONDS", 0.3)
    systemd.leave_word("the camera caught fire")
    seen: list[Glass] = []
    looked.append(seen.append)
    started = time.monotonic()
    assert recover(config) == 0
    assert time.monotonic() - started >= 0.3
    assert "the camera caught fire" in seen[0].notices
    assert "trying again in 0 seconds" in seen[0].status


@pytest.mark.parametrize(
    ("result", "told"),
    [("watchdog", "it hung, and was stopped"), ("", "it stopped again and again")],
)
def test_a_mirror_that_could_not_say_why_is_spoken_for(
    result: str, told: str, config: Path, looked: list[Look], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    monkeypatch.setenv("MONITOR_SERVICE_RESULT", result)
    seen: list[Glass] = []

    def look(glass: Glass) -> None:
        seen.append(glass)
        press(pygame.K_ESCAPE)

    looked.append(look)
    assert recover(config) == 0
    assert told in seen[0].notices


def test_without_a_display_it_waits_for_one_and_lets_the_mirror_try(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recovery, "BLIND_SECONDS", 0.0)
    monkeypatch.setenv("SDL_VIDEODRIVER", "kmsdrm")
    assert recover(config) == 0


def test_a_fault_of_the_mirror_leaves_a_last_word(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    config.write_text("camera: {fps: 0}\n")
    assert main(["run", "--config", str(config)]) == 78
    assert "camera.fps is 0" in systemd.last_word()
