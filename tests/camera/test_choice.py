"""What `auto` means, and a camera that hangs."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pi_pose.camera import bounded, chooser, v4l2
from pi_pose.camera.bounded import Bounded
from pi_pose.errors import CameraError, WedgedError
from pi_pose.frames import Frame
from pi_pose.settings import Camera

AUTO = Camera(source="auto")


@pytest.fixture(autouse=True)
def devices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a /sys/class/video4linux in which cameras can be plugged."""
    monkeypatch.setattr(v4l2, "DEVICES", tmp_path / "class")
    (tmp_path / "class").mkdir()
    chooser.modules.cache_clear()
    yield tmp_path
    chooser.modules.cache_clear()


def plug(devices: Path, number: int, place: str, index: int = 0) -> None:
    device = devices / "devices" / place / f"video{number}"
    device.mkdir(parents=True)
    (device / "index").write_text(f"{index}\n")
    (devices / "class" / f"video{number}").symlink_to(device)


def test_without_a_camera_the_athlete_stands_in() -> None:
    assert chooser.choose(AUTO).source == "synthetic"


def test_a_usb_camera_is_found_among_a_raspberry_pis_own_devices(devices: Path) -> None:
    plug(devices, 10, "platform/soc/fe00b840.mailbox/bcm2835-codec")
    plug(devices, 2, "platform/scb/fd500000.pcie/pci0000:00/usb1/1-1.2:1.0")
    plug(devices, 3, "platform/scb/fd500000.pcie/pci0000:00/usb1/1-1.2:1.0", index=1)
    plug(devices, 0, "platform/soc/fe801000.csi")
    chosen = chooser.choose(AUTO)
    assert (chosen.source, chosen.device) == ("v4l2", 2)


def test_the_second_usb_camera_can_be_asked_for(devices: Path) -> None:
    plug(devices, 0, "pci0000:00/usb1/1-1:1.0")
    plug(devices, 4, "pci0000:00/usb1/1-2:1.0")
    assert chooser.choose(Camera(source="auto", device=1)).device == 4
    assert chooser.choose(Camera(source="auto", device=2)).source == "synthetic"


def test_what_is_named_is_not_chosen_for(devices: Path) -> None:
    plug(devices, 0, "pci0000:00/usb1/1-1:1.0")
    named = Camera(source="synthetic")
    assert chooser.choose(named) is named


class Hanging:
    """A camera that hangs in the call it is told to."""

    name = "hanging"

    def __init__(self, hangs_in: str = "") -> None:
        self.hangs_in = hangs_in
        self.freed = threading.Event()
        self.closed = threading.Event()

    def _hang(self, call: str) -> None:
        if call == self.hangs_in:
            self.freed.wait(10)

    def read(self) -> Frame | None:
        self._hang("read")
        return Frame(np.zeros((48, 64, 3), np.uint8), 0, 0.0)

    def close(self) -> None:
        self._hang("close")
        self.closed.set()


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("OPEN_SECONDS", "FIRST_SECONDS", "READ_SECONDS", "CLOSE_SECONDS"):
        monkeypatch.setattr(bounded, limit, 0.1)


def threads(name: str) -> list[str]:
    deadline = time.monotonic() + 2
    while (left := [t.name for t in threading.enumerate() if t.name == name]) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left


def test_a_good_camera_is_read_and_closed_and_leaves_no_thread() -> None:
    camera = Hanging()
    bound = Bounded("good", lambda: camera)
    assert bound.read() is not None
    bound.close()
    bound.close()
    assert camera.closed.is_set()
    assert threads("good") == []


def test_a_read_that_hangs_is_given_up_and_closed_as_soon_as_it_can_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounded, "CLOSE_SECONDS", 5)
    camera = Hanging("read")
    bound = Bounded("slow", lambda: camera)
    with pytest.raises(CameraError, match="slow stopped sending pictures"):
        bound.read()
    threading.Timer(0.2, camera.freed.set).start()
    bound.close()
    assert camera.closed.is_set()
    assert threads("slow") == []


def test_a_close_that_hangs_needs_a_new_process() -> None:
    camera = Hanging("close")
    bound = Bounded("stuck", lambda: camera)
    with pytest.raises(WedgedError, match="stuck hangs when it is closed"):
        bound.close()
    camera.freed.set()
    assert threads("stuck") == []


def test_a_camera_that_is_not_there_is_told_and_leaves_no_thread() -> None:
    with pytest.raises(CameraError, match="no camera at /dev/video63"):
        chooser.open_source(Camera(source="v4l2", device=63))
    assert threads("/dev/video63") == []
