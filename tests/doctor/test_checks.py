"""Each part of the mirror, well and unwell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pi_pose import heat
from pi_pose.camera import chooser, v4l2
from pi_pose.doctor import computer, devices, service, software
from pi_pose.inference import coral as plugged
from pi_pose.models import shelf
from pi_pose.settings import Button, Camera, Model, Settings
from tests.camera import fake_picamera2
from tests.camera.fake_picamera2 import MEMORY_ORDER, Sensor

MODULE = Settings(camera=Camera(source="picamera2", width=64, height=48))


@pytest.fixture
def sensor() -> Iterator[Sensor]:
    sensor = Sensor()
    with fake_picamera2.installed(sensor):
        yield sensor


@pytest.fixture
def systemctl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a script that stands in for systemctl."""
    script = tmp_path / "systemctl"
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    return script


def says(systemctl: Path, *lines: str) -> None:
    systemctl.write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))


RUNS = ("LoadState=loaded", "ActiveState=active", "SubState=running", "NRestarts=0", "UnitFileState=enabled")


def test_a_camera_module_in_order(sensor: Sensor) -> None:
    found = devices.camera(MODULE)
    assert found.state == "ok"
    assert "64x48, on average red 200, green 100, blue 50; its colours are in order" in found.found
    assert sensor.opened == sensor.closed == 2


def test_swapped_colours_are_noticed_without_knowing_the_scene(
    sensor: Sensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MEMORY_ORDER, "BGR888", [2, 1, 0])
    sensor.colour = (90, 90, 90)
    found = devices.camera(MODULE)
    assert found.state == "failed"
    assert "red and blue are swapped" in found.found


def test_a_covered_camera_is_black(sensor: Sensor) -> None:
    sensor.colour = (2, 1, 2)
    found = devices.camera(MODULE)
    assert found.state == "warning"
    assert "black" in found.found


def test_a_camera_that_sends_nothing_stops_the_mirror(sensor: Sensor) -> None:
    sensor.sends = False
    found = devices.camera(MODULE)
    assert found.state == "failed"
    assert "stopped sending pictures" in found.found


def test_no_camera_at_all_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chooser, "modules", lambda: 0)
    monkeypatch.setattr(v4l2, "numbers", list)
    found = devices.camera(Settings())
    assert found.state == "warning"
    assert "the drawn athlete stands in" in found.found


def test_what_the_running_mirror_holds_is_left_alone(systemctl: Path, sensor: Sensor) -> None:
    says(systemctl, *RUNS)
    for check in (devices.camera, devices.display, devices.button):
        found = check(MODULE)
        assert found.state == "ok"
        assert "sudo systemctl stop pi-pose" in found.found
    assert sensor.opened == 0


def test_the_display_says_its_driver_and_mode() -> None:
    found = devices.display(Settings())
    assert found.state == "ok"
    assert found.found.startswith("dummy, ")


def test_a_display_that_cannot_be_opened_stops_the_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "kmsdrm")
    found = devices.display(Settings())
    assert found.state == "failed"
    assert "no display to draw on" in found.found


def test_the_button_is_tried_and_given_back() -> None:
    for _ in range(2):
        assert devices.button(Settings()).found == "GPIO17 is ours"


def test_a_button_nobody_wants_is_not_tried() -> None:
    found = devices.button(Settings(button=Button(enabled=False)))
    assert found.found == "switched off in config.yaml"


@pytest.mark.parametrize("stick", [("1a6e", "089a"), ("18d1", "9302")])
def test_a_coral_without_its_library_is_told(
    stick: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "bus/usb/devices/1-1"
    device.mkdir(parents=True)
    for name, value in zip(("idVendor", "idProduct"), stick, strict=True):
        (device / name).write_text(f"{value}\n")
    monkeypatch.setattr(plugged, "SYSFS", tmp_path)
    monkeypatch.setattr(devices, "LIBRARY", "libedgetpu-that-is-not-there.so.1")
    found = devices.coral(Settings())
    assert (found.state, found.mend) == ("warning", "sudo ./install.sh --coral")


def test_without_a_coral_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugged, "SYSFS", tmp_path)
    assert devices.coral(Settings()).state == "ok"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ("0x0", "neither too little voltage nor throttled"),
        ("0x50005", "too little voltage now, throttled now, too little voltage since it started"),
    ],
)
def test_the_firmwares_flags_are_put_in_words(
    flags: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    firmware = tmp_path / "soc" / "soc:firmware"
    firmware.mkdir(parents=True)
    (firmware / "get_throttled").write_text(f"{flags}\n")
    monkeypatch.setattr(heat, "PLATFORM", tmp_path)
    found = computer.power(Settings())
    assert told in found.found
    assert (found.state == "ok") == (flags == "0x0")


@pytest.mark.parametrize(("thousandths", "state"), [("45200\n", "ok"), ("82000\n", "warning")])
def test_a_hot_processor_is_a_warning(
    thousandths: str, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temp").write_text(thousandths)
    monkeypatch.setattr(heat, "HEAT", tmp_path / "temp")
    assert computer.heat(Settings()).state == state


def test_a_32_bit_system_cannot_run_the_mirror(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "armv7l")
    assert computer.system(Settings()).state == "failed"


@pytest.mark.parametrize(
    ("lines", "state", "told"),
    [
        (("LoadState=not-found",), "ok", "started by hand"),
        ((*RUNS, "StatusText=12 fps: Chair"), "ok", "12 fps: Chair"),
        ((*RUNS, "ActiveState=failed", "SubState=failed"), "warning", "failed (failed)"),
        ((*RUNS, "UnitFileState=disabled"), "warning", "disabled"),
        ((*RUNS, "ActiveState=inactive", "SubState=dead"), "warning", "inactive (dead)"),
    ],
)
def test_the_service_is_asked_for(systemctl: Path, lines: tuple[str, ...], state: str, told: str) -> None:
    says(systemctl, *lines)
    found = service.state(Settings())
    assert found.state == state
    assert told in found.found


@pytest.fixture
def stored(lightning: Path, tmp_path: Path) -> Path:
    copy = tmp_path / lightning.name
    copy.write_bytes(lightning.read_bytes())
    return copy


def test_the_models_file_is_compared_with_the_catalogue(stored: Path) -> None:
    chosen = Settings(model=Model(folder=str(stored.parent)))
    assert software.model(chosen).state == "ok"
    assert software.runtime(chosen).state == "ok"
    stored.write_bytes(stored.read_bytes()[:-1])
    found = software.model(chosen)
    assert found.state == "warning"
    assert "damaged" in found.found
    assert "starter model; MoveNet Lightning INT8 will be used when it can be fetched" in found.found
    assert software.runtime(chosen).state == "ok"


def test_without_any_model_nothing_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "SHIPPED", tmp_path)
    chosen = Settings(model=Model(folder=str(tmp_path)))
    assert software.model(chosen).state == "failed"
    assert software.runtime(chosen).state == "failed"


def test_ones_own_model_must_be_there(stored: Path) -> None:
    assert software.model(Settings(model=Model(path=str(stored)))).state == "ok"
    found = software.model(Settings(model=Model(path=f"{stored}.gone")))
    assert found.state == "warning"
    assert f"there is no model at {stored}.gone" in found.found


def test_the_packages_are_imported_together() -> None:
    found = software.packages(Settings())
    assert found.state == "ok"
    assert "numpy " in found.found
