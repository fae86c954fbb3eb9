"""The whole mirror: synthetic camera, real model, real pygame on the driver that shows nothing."""

import os
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pygame
import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from pi_pose import capture
from pi_pose.athlete import Stage
from pi_pose.camera import chooser, v4l2
from pi_pose.camera.source import Source
from pi_pose.camera.synthetic import SyntheticCamera
from pi_pose.capture import STAND_IN
from pi_pose.display.glass import Glass
from pi_pose.display.page import Held
from pi_pose.errors import CameraError, ModelError
from pi_pose.estimate import Reason
from pi_pose.frames import Frame
from pi_pose.history.store import Store
from pi_pose.kiosk import FAREWELL
from pi_pose.settings import Camera
from pi_pose.workers import FIRST
from tests.mirror import Visitor, press, until, visit

SEQUENCES = Path(__file__).parent / "sequences"


@pytest.fixture
def config(tmp_path: Path, lightning: Path) -> Path:
    path = tmp_path / "config.yaml"
    write(path, lightning)
    return path


def write(path: Path, lightning: Path, more: str = "", camera: str = "source: synthetic") -> None:
    path.write_text(
        f"model: {{folder: {lightning.parent}}}\ncamera: {{{camera}}}\n"
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


def niceness(thread: str) -> int:
    found = next(each for each in threading.enumerate() if each.name == thread)
    return os.getpriority(os.PRIO_PROCESS, found.native_id or 0)


def may_go_first() -> bool:
    """Whether this user is allowed what systemd/pi-pose.service allows."""
    allowed: list[bool] = []

    def go() -> None:
        with suppress(PermissionError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), FIRST)
            allowed.append(True)

    thread = threading.Thread(target=go)
    thread.start()
    thread.join()
    return bool(allowed)


def test_looking_goes_before_taking_pictures(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first: list[bool] = []

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.pose is not None)
        first.append(niceness("inference") < niceness("capture"))

    visit(config, visitor(), monkeypatch)
    assert first == [may_go_first()]


def test_saving_the_config_is_enough(config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        small = "source: synthetic, width: 320, height: 240"
        write(config, lightning, "thresholds: {person_score: 1.0}\n", small)
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


def test_without_a_camera_the_athlete_stands_in_until_one_is_plugged_in(
    config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugged: list[int] = []
    opened: list[Camera] = []

    def open_any(chosen: Camera) -> Source:
        opened.append(chosen)
        return SyntheticCamera(Camera(width=320, height=240))

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None and STAND_IN in glass.notices)
        plugged.append(2)
        yield from until(lambda glass: not glass.notices and glass.image is not None)

    write(config, lightning, camera="source: auto")
    monkeypatch.setattr(capture, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(chooser, "modules", lambda: 0)
    monkeypatch.setattr(v4l2, "numbers", lambda: plugged)
    monkeypatch.setattr(chooser, "open_source", open_any)
    visit(config, visitor(), monkeypatch)
    assert [(chosen.source, chosen.device) for chosen in opened] == [("synthetic", 0), ("v4l2", 2)]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_cleanly(
    config: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        os.kill(os.getpid(), number)
        yield from until(lambda _glass: False)

    visit(config, visitor(), monkeypatch)
    assert not pygame.display.get_init()


def test_the_button_asks_like_the_keys(config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    Device.pin_factory = pins = MockFactory()
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))

    def visitor() -> Visitor:
        pin = pins.pin("GPIO17")
        yield from until(lambda glass: glass.image is not None)
        pin.drive_low()
        pin.drive_high()
        yield from until(lambda glass: any("the only model" in notice for notice in glass.notices))
        pin.drive_low()
        yield from until(lambda glass: FAREWELL in glass.notices)
        yield from until(lambda _glass: (tmp_path / "power-off").exists())

    config.write_text(config.read_text() + "button: {shutdown_seconds: 2}\n")
    visit(config, visitor(), monkeypatch)


def test_a_mirror_started_by_hand_ends_when_asked_to_power_off(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Device.pin_factory = pins = MockFactory()
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        pins.pin("GPIO17").drive_low()
        yield from until(lambda _glass: False)

    config.write_text(config.read_text() + "button: {shutdown_seconds: 2}\n")
    visit(config, visitor(), monkeypatch)


def test_another_pin_takes_over_when_the_config_is_saved(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Device.pin_factory = pins = MockFactory()

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        config.write_text(config.read_text() + "button: {pin: 27, debounce_seconds: 0}\n")
        while pins.pin("GPIO27").when_changed is None:
            yield
        pins.pin("GPIO27").drive_low()
        pins.pin("GPIO27").drive_high()
        yield from until(lambda glass: any("the only model" in notice for notice in glass.notices))

    visit(config, visitor(), monkeypatch)


def test_systemd_hears_that_it_is_ready_then_alive_then_at_its_end(
    config: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard: list[str] = []

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        def listen() -> None:
            """Linux keeps ten messages for whoever does not."""
            with suppress(BlockingIOError):
                while True:
                    heard.append(systemd.recv(4096).decode())

        def visitor() -> Visitor:
            while not any(line.startswith("STATUS=lightning") and "fps" in line for line in heard):
                yield
                listen()

        visit(config, visitor(), monkeypatch)
        listen()
    assert heard[-1] == "STOPPING=1"
    assert heard[0] == "READY=1"
    assert "WATCHDOG=1" in heard


def test_a_worker_that_dies_takes_the_mirror_down_with_its_reason(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def visitor() -> Visitor:
        yield from until(lambda _glass: False)

    config.write_text("model: {name: nonsense}\ndisplay: {fullscreen: false}\n")
    with pytest.raises(ModelError, match="no model called nonsense"):
        visit(config, visitor(), monkeypatch)
    assert not pygame.display.get_init()


def test_a_flow_is_led_through_on_the_glass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recording shows a tree on the right leg, so that the flow waits for it, sees it, and ends."""
    flow = tmp_path / "short.yaml"
    flow.write_text("steps:\n  - {pose: tree, seconds: 2, sides: right}\n")
    config = tmp_path / "config.yaml"
    config.write_text(
        f"camera: {{source: {SEQUENCES / 'sides.jsonl'}}}\nflow: {{name: {flow}}}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.pose is not None)
        press(pygame.K_f)
        yield from until(lambda glass: glass.figure is not None)
        shown = yield from until(lambda glass: glass.page is not None)
        assert shown.page is not None
        assert [(row.pose, row.done) for row in shown.page.rows if isinstance(row, Held)] == [("tree", True)]

    visit(config, visitor(), monkeypatch)


def test_a_flow_that_is_not_there_is_told(
    config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(config, lightning, "flow: {name: evening}\n")

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.pose is not None)
        press(pygame.K_f)
        yield from until(lambda glass: any("no flow evening" in notice for notice in glass.notices))

    visit(config, visitor(), monkeypatch)


class Door:
    """A camera that sees an empty room, until somebody is let in who holds a tree."""

    name = "door"

    def __init__(self) -> None:
        stage = Stage((320, 240))
        times = [t / 10 for t in range(round(stage.cycle_seconds * 10))]
        tree = next(t for t in times if stage.moment_at(t).label == "tree")
        self.open = False
        self._person = stage.frame_at(tree + 1).image
        self._empty = stage.frame_at(stage.cycle_seconds - 0.5).image
        self._index = 0

    def read(self) -> Frame | None:
        time.sleep(1 / 30)
        self._index += 1
        return Frame(self._person if self.open else self._empty, self._index, time.monotonic())

    def close(self) -> None:
        pass


def test_it_sleeps_while_nobody_is_there_and_wakes_for_somebody(
    config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Door()
    write(config, lightning, "idle: {after_seconds: 1, rate_hz: 10}\n")

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.asleep)
        door.open = True
        shown = yield from until(lambda glass: not glass.asleep and glass.pose is not None)
        assert shown.image is not None
        yield from until(
            lambda glass: glass.classification is not None and glass.classification.label == "tree"
        )

    monkeypatch.setattr(chooser, "open_source", lambda _wanted: door)
    visit(config, visitor(), monkeypatch)


def test_a_key_wakes_it(config: Path, lightning: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(config, lightning, "idle: {after_seconds: 1, rate_hz: 10}\n")

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.asleep)
        press(pygame.K_d)
        yield from until(lambda glass: "captured" in glass.diagnostics)

    monkeypatch.setattr(chooser, "open_source", lambda _wanted: Door())
    visit(config, visitor(), monkeypatch)


def test_sound_is_switched_off_with_a_key(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.image is not None)
        press(pygame.K_s)
        yield from until(lambda glass: "sound off" in glass.notices)
        press(pygame.K_s)
        yield from until(lambda glass: "sound on" in glass.notices)

    visit(config, visitor(), monkeypatch)


def test_what_was_trained_is_in_the_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config, kept = tmp_path / "config.yaml", tmp_path / "history.sqlite"
    config.write_text(
        f"camera: {{source: {SEQUENCES / 'squats.jsonl'}}}\nhistory: {{keep: all, path: {kept}}}\n"
        "display: {fullscreen: false, width: 640, height: 360}\n"
    )

    def visitor() -> Visitor:
        yield from until(lambda glass: glass.coaching.count is not None)

    visit(config, visitor(), monkeypatch)
    with Store(kept) as history:
        assert [(entry.name, entry.count) for entry in history.entries()] == [("squat", 1)]
