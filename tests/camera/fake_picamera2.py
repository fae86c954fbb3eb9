"""A picamera2 and a libcamera that need no Raspberry Pi.

The calls have the signatures of the real package, which test_csi.py compares with its source, and behave
as that source does where the mirror depends on it.
"""
# ruff: noqa: ANN401, B006, B008, FBT001, FBT002, PLR0913, PLR0917  the real signatures are what they are

import sys
import time
from collections.abc import Iterator
from concurrent.futures import TimeoutError as CaptureTimeout
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import pi_pose.camera
from pi_pose.camera import chooser
from pi_pose.frames import Image

CSI_ID = "/base/soc/i2c0mux/i2c@1/imx708@1a"
USB_ID = "/base/scb/pcie@7d500000/pci@0,0/usb@0,0-1.3:1.0-046d:0825"

MEMORY_ORDER = {"BGR888": [0, 1, 2], "RGB888": [2, 1, 0]}
"""Where R, G and B of a pixel lie in a stream's memory."""


@dataclass
class Transform:
    hflip: bool = False
    vflip: bool = False


class AfModeEnum:
    Continuous = 2


@dataclass
class Sensor:
    """What is in front of the fake, and how it misbehaves."""

    ids: list[str] = field(default_factory=lambda: [CSI_ID])
    colour: tuple[int, int, int] = (200, 100, 50)
    resolution: tuple[int, int] = (4608, 2592)
    autofocus: bool = True
    taken_by_another: bool = False
    refuses_to_configure: bool = False
    sends: bool = True
    open_seconds: float = 0.0
    close_seconds: float = 0.0
    configured: dict[str, Any] = field(default_factory=dict)
    cancelled: int = 0
    opened: int = 0
    closed: int = 0
    gains: tuple[float, float] = (1.0, 1.0)
    """Of red and blue."""
    held: int = 0
    """Requests that were captured and not yet released."""


class CompletedRequest:
    def __init__(self, sensor: Sensor) -> None:
        self._sensor = sensor
        sensor.held += 1

    def make_array(self, name: str) -> Image:
        assert self._sensor.held
        stream = self._sensor.configured[name]
        width, height = stream["size"]
        image = np.zeros((height, width, 3), np.uint8)
        tinted = np.array(self._sensor.colour) * (self._sensor.gains[0], 1.0, self._sensor.gains[1])
        image[...] = np.minimum(tinted, 255)[MEMORY_ORDER[stream["format"]]]
        return image

    def get_metadata(self) -> dict[str, Any]:
        assert self._sensor.held
        return {"SensorTimestamp": time.clock_gettime_ns(time.CLOCK_BOOTTIME) - 40_000_000}

    def release(self) -> None:
        self._sensor.held -= 1


class Picamera2:
    sensor = Sensor()

    def __init__(
        self, camera_num: int = 0, verbose_console: Any = None, tuning: Any = None, allocator: Any = None
    ) -> None:
        assert verbose_console is tuning is allocator is None
        time.sleep(self.sensor.open_seconds)
        if camera_num >= len(self.sensor.ids):
            raise RuntimeError(f"No camera number {camera_num} found")
        if self.sensor.taken_by_another:
            raise RuntimeError("Camera __init__ sequence did not complete.")
        self.sensor.opened += 1
        self.sensor_resolution = self.sensor.resolution
        self._started = False

    @staticmethod
    def global_camera_info() -> list[dict[str, Any]]:
        return [{"Model": "imx708", "Id": at, "Num": num} for num, at in enumerate(Picamera2.sensor.ids)]

    @property
    def camera_controls(self) -> dict[str, tuple[Any, Any, Any]]:
        known: dict[str, tuple[Any, Any, Any]] = {"FrameDurationLimits": (16666, 1_000_000, 33333)}
        return known | ({"AfMode": (0, 2, 0)} if self.sensor.autofocus else {})

    def create_video_configuration(
        self,
        main: Any = {},
        lores: Any = None,
        raw: Any = {},
        transform: Any = Transform(),
        colour_space: Any = None,
        buffer_count: int = 6,
        controls: Any = {},
        display: Any = "main",
        encode: Any = "main",
        queue: bool = True,
        sensor: Any = {},
        use_case: str = "video",
    ) -> dict[str, Any]:
        return {key: value for key, value in locals().items() if key != "self"}

    def configure(self, camera_config: Any = None) -> None:
        if self.sensor.refuses_to_configure:
            raise RuntimeError("Failed to configure camera")
        self.sensor.configured = camera_config

    def start(self, config: Any = None, show_preview: Any = False) -> None:
        assert config is None
        assert not show_preview
        self._started = True

    def capture_request(self, wait: Any = None, signal_function: Any = None, flush: Any = None) -> Any:
        assert self._started
        assert signal_function is flush is None
        if not self.sensor.sends:
            time.sleep(min(wait, 0.05))
            raise CaptureTimeout
        return CompletedRequest(self.sensor)

    def set_controls(self, controls: Any) -> None:
        assert controls.pop("AwbEnable") is False
        self.sensor.gains = controls.pop("ColourGains")
        assert not controls

    def cancel_all_and_flush(self) -> None:
        self.sensor.cancelled += 1

    def close(self) -> None:
        time.sleep(self.sensor.close_seconds)
        self.sensor.closed += 1


@contextmanager
def installed(sensor: Sensor) -> Iterator[None]:
    """Make this computer one with camera modules, for a while."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _install(monkeypatch, sensor)
        chooser.modules.cache_clear()
        yield
    # What was imported on top of the fake must not outlive it.
    chooser.modules.cache_clear()
    sys.modules.pop("pi_pose.camera.csi", None)
    vars(pi_pose.camera).pop("csi", None)


def _install(monkeypatch: pytest.MonkeyPatch, sensor: Sensor) -> None:
    monkeypatch.setattr(Picamera2, "sensor", sensor)
    picamera2, libcamera = ModuleType("picamera2"), ModuleType("libcamera")
    vars(picamera2).update(Picamera2=Picamera2, TimeoutError=CaptureTimeout)
    vars(libcamera).update(Transform=Transform, controls=ModuleType("libcamera.controls"))
    vars(libcamera.controls).update(AfModeEnum=AfModeEnum)
    monkeypatch.setitem(sys.modules, "picamera2", picamera2)
    monkeypatch.setitem(sys.modules, "libcamera", libcamera)
