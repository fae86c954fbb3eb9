"""The camera module, on a fake picamera2 whose calls are the real one's."""

import ast
import inspect
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pi_pose.camera import bounded, chooser
from pi_pose.camera.source import Source
from pi_pose.errors import CameraError, WedgedError
from pi_pose.frames import Frame
from pi_pose.settings import Camera, Turn
from tests.camera import fake_picamera2
from tests.camera.fake_picamera2 import USB_ID, CompletedRequest, Picamera2, Sensor
from tests.conftest import absent

PICAMERA2 = "picamera2==0.3.38"
"""The newest when this was written; Raspberry Pi OS updates its own."""

CALLS = [
    Picamera2.__init__,
    Picamera2.global_camera_info,
    Picamera2.create_video_configuration,
    Picamera2.configure,
    Picamera2.start,
    Picamera2.capture_request,
    Picamera2.set_controls,
    Picamera2.cancel_all_and_flush,
    Picamera2.close,
    CompletedRequest.make_array,
    CompletedRequest.get_metadata,
    CompletedRequest.release,
]


@pytest.fixture
def sensor() -> Iterator[Sensor]:
    sensor = Sensor()
    with fake_picamera2.installed(sensor):
        yield sensor


def opened(rotate: Turn = 0, fps: int = 30, source: str = "picamera2") -> Source:
    return chooser.open_source(Camera(source=source, width=64, height=48, rotate=rotate, fps=fps))


def read(source: Source) -> Frame:
    frame = source.read()
    assert frame is not None
    return frame


def test_a_red_wall_is_red(sensor: Sensor) -> None:
    frame = read(opened())
    assert frame.image.shape == (48, 64, 3)
    assert frame.image[10, 10].tolist() == list(sensor.colour)


def test_a_frame_is_as_old_as_the_sensor_says(sensor: Sensor) -> None:
    assert sensor.sends
    frame = read(opened())
    assert 0.03 < time.monotonic() - frame.timestamp < 2


def test_frames_are_numbered_and_every_request_is_given_back(sensor: Sensor) -> None:
    source = opened()
    assert [read(source).index for _ in range(5)] == [0, 1, 2, 3, 4]
    assert sensor.held == 0


def test_it_asks_for_the_whole_view_at_the_wanted_rate_with_few_buffers(sensor: Sensor) -> None:
    opened(fps=25)
    asked = sensor.configured
    assert asked["sensor"] == {"output_size": (2304, 1296)}
    assert asked["controls"]["FrameDurationLimits"] == (40_000, 40_000)
    assert asked["buffer_count"] == 3
    assert (asked["queue"], asked["raw"], asked["lores"]) == (False, None, None)


@pytest.mark.parametrize("autofocus", [True, False])
def test_it_focuses_all_the_time_where_the_module_can(sensor: Sensor, autofocus: bool) -> None:  # noqa: FBT001
    sensor.autofocus = autofocus
    opened()
    assert sensor.configured["controls"].get("AfMode") == (2 if autofocus else None)


@pytest.mark.parametrize(
    ("rotate", "flipped", "shape"), [(0, False, (48, 64)), (180, True, (48, 64)), (90, False, (64, 48))]
)
def test_it_is_turned_once(sensor: Sensor, rotate: Turn, flipped: bool, shape: tuple[int, int]) -> None:  # noqa: FBT001
    frame = read(opened(rotate))
    asked = sensor.configured["transform"]
    assert (asked.hflip, asked.vflip) == (flipped, flipped)
    assert frame.image.shape[:2] == shape
    assert (np.asarray(frame.image) == sensor.colour).all()


def test_a_sensor_that_sends_nothing_is_told_and_its_queue_is_emptied(sensor: Sensor) -> None:
    source = opened()
    sensor.sends = False
    with pytest.raises(CameraError, match="camera module 0 stopped sending pictures"):
        source.read()
    assert sensor.cancelled == 1
    source.close()
    source.close()
    assert sensor.closed == 1


@pytest.mark.parametrize("ids", [[], [USB_ID]])
def test_no_module_is_told(sensor: Sensor, ids: list[str]) -> None:
    sensor.ids = ids
    with pytest.raises(CameraError, match="no camera module found; check the ribbon cable"):
        opened()


def test_a_module_that_another_program_has_is_told(sensor: Sensor) -> None:
    sensor.taken_by_another = True
    with pytest.raises(CameraError, match="another program may have it"):
        opened()


def test_a_module_that_cannot_be_configured_is_let_go(sensor: Sensor) -> None:
    sensor.refuses_to_configure = True
    with pytest.raises(CameraError):
        opened()
    assert sensor.opened == sensor.closed == 1


@pytest.mark.parametrize("moment", ["open", "close"])
def test_a_module_that_hangs_is_left_behind(
    sensor: Sensor, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    setattr(sensor, f"{moment}_seconds", 1.0)
    monkeypatch.setattr(bounded, f"{moment.upper()}_SECONDS", 0.05)
    with pytest.raises(WedgedError, match=f"hangs when it is {moment}"):
        opened().close()


def test_auto_takes_the_module(sensor: Sensor) -> None:
    assert sensor.opened == 0
    assert read(opened(source="auto")).image[0, 0].tolist() == list(sensor.colour)
    assert sensor.opened == 1


@pytest.fixture(scope="session")
def real(pytestconfig: pytest.Config) -> dict[str, ast.FunctionDef]:
    """Return the calls of the real package, by name, from its wheel on PyPI."""
    assert pytestconfig.cache is not None
    folder = pytestconfig.cache.mkdir(PICAMERA2.replace("==", "-"))
    if not list(folder.glob("*.whl")):
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        fetched = subprocess.run([*pip, "-d", str(folder), PICAMERA2], check=False)
        if fetched.returncode:
            absent(f"{PICAMERA2} on PyPI")
    (wheel,) = folder.glob("*.whl")
    return {name: call for name, call in _calls(wheel) if not _is_overload(call)}


def _calls(wheel: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    with zipfile.ZipFile(wheel) as archive:
        for file in ("picamera2/picamera2.py", "picamera2/request.py"):
            for node in ast.parse(archive.read(file)).body:
                if isinstance(node, ast.ClassDef):
                    yield from (
                        (f"{node.name}.{call.name}", call)
                        for call in node.body
                        if isinstance(call, ast.FunctionDef)
                    )


def _is_overload(call: ast.FunctionDef) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "overload" for mark in call.decorator_list)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__qualname__)
def test_the_fake_is_called_like_the_real_one(
    call: Callable[..., Any], real: dict[str, ast.FunctionDef]
) -> None:
    ours = inspect.signature(call).parameters.values()
    theirs = real[call.__qualname__].args
    assert theirs.vararg is theirs.kwarg is None
    assert theirs.kwonlyargs == theirs.posonlyargs == []
    assert [parameter.name for parameter in ours] == [argument.arg for argument in theirs.args]


def test_what_is_not_a_call_is_there_in_the_real_one(real: dict[str, ast.FunctionDef]) -> None:
    set_in_camera = ast.unparse(real["Picamera2._initialize_camera"])
    assert "self.sensor_resolution = " in set_in_camera
    assert "Picamera2.camera_controls" in real
