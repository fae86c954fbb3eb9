"""The whole mirror: synthetic camera, real model, real pygame on the driver that shows nothing."""

import os
import signal
import threading
from pathlib import Path

import pygame
import pytest

from pi_pose.camera import chooser
from pi_pose.camera.source import Source
from pi_pose.camera.synthetic import SyntheticCamera
from pi_pose.display.glass import Glass
from pi_pose.errors import CameraError, ModelError
from pi_pose.estimate import Reason
from pi_pose.frames import Frame
from pi_pose.settings import Camera
from tests.mirror import Visitor, press, until, visit


@pytest.fixture
def config(tmp_path: Path, lightning: Path) -> Path:
    path = tmp_path / "config.yaml"
    write(path, lightning)
    return path


def write(path: Path, lightning: Path, more: str = "") -> None:
    path.write_text(
        f"model: {{folder: {lightning.parent}}}\n"
        f"display: {{fullscreen: false, width: 640, height: 360}}\n{more}"
    )


def test_it_follows_the_athlete_and_answers_keys(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        shown = yield from until(lambda glass: glass.pose is not None)
        assert shown.image is not None
        assert "fps" in shown.status
        assert shown.status.startswith("lightning")
        assert shown.diagnostics == ""
        press(pygame.K_d)
        yield from until(lambda glass: "captured" in glass.diagnostics)
        press(pygame.K_m)
        yield from until(lambda glass: any("the only model" in notice for notice in glass.notices))

    visit(config, visitor(), monkeypatch)
    assert {"capture", "inference"}.isdisjoint(thread.name for thread in threading.enumerate())


def test_saving_the_config_is_enough(config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        write(config, lightning, "thresholds: {person_score: 1.0}\ncamera: {width: 320, height: 240}\n")
        yield from until(lambda glass: glass.image is not None and glass.image.shape == (240, 320, 3))
        yield from until(nobody)
        write(config, lightning, "thresholds: {person_score: 7}\n")
        yield from until(lambda glass: any("person_score is 7" in notice for notice in glass.notices))
        yield from until(lambda glass: glass.image is not None)
        write(config, lightning)
        yield from until(lambda glass: not glass.notices)

    visit(config, visitor(), monkeypatch)


def nobody(glass: Glass) -> bool:
    return glass.classification is not None and glass.classification.reason == Reason("nobody")


class Flaky:
    """A camera whose plug is pulled after ten frames, and put back after a while."""

    name = "flaky"
    opened = 0

    def __init__(self) -> None:
        Flaky.opened += 1
        if Flaky.opened == 2:
            raise CameraError("no camera at /dev/video0; plug it in")
        self._athlete = SyntheticCamera(Camera(width=320, height=240))

    def read(self) -> Frame | None:
        frame = self._athlete.read()
        if Flaky.opened == 1 and frame.index == 10:
            raise CameraError("the camera at /dev/video0 stopped sending pictures; check its cable")
        return frame

    def close(self) -> None:
        pass


def test_a_camera_that_goes_away_is_told_and_taken_back(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_flaky(_wanted: Camera) -> Source:
        return Flaky()

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        shown = yield from until(lambda glass: bool(glass.notices))
        assert "stopped sending pictures" in shown.notices[0]
        assert shown.pose is None
        yield from until(lambda glass: not glass.notices and glass.image is not None)

    monkeypatch.setattr(chooser, "open_source", open_flaky)
    visit(config, visitor(), monkeypatch)
    assert Flaky.opened == 3


def test_a_signal_ends_it_cleanly(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        os.kill(os.getpid(), signal.SIGTERM)
        yield from until(lambda _glass: False)

    visit(config, visitor(), monkeypatch)
    assert not pygame.display.get_init()


def test_a_worker_that_dies_takes_the_mirror_down_with_its_reason(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def visitor() -> Visitor:
        yield from until(lambda _glass: False)

    config.write_text("model: {name: nonsense}\ndisplay: {fullscreen: false}\n")
    with pytest.raises(ModelError, match="no model called nonsense"):
        visit(config, visitor(), monkeypatch)
    assert not pygame.display.get_init()
