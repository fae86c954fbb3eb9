"""The button, pressed on gpiozero's mock pins."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from pi_pose import controls, settings
from pi_pose.commands import Command
from pi_pose.controls import Button
from pi_pose.errors import ControlError

SOON = 5.0
QUICK = settings.Button(pin=17, debounce_seconds=0, long_seconds=0.1, shutdown_seconds=0.4)


@pytest.fixture
def pins() -> Iterator[MockFactory]:
    factory = MockFactory()
    Device.pin_factory = factory
    yield factory
    factory.reset()


@pytest.fixture
def posted() -> SimpleQueue[Command]:
    return SimpleQueue()


@pytest.fixture
def button(pins: MockFactory, posted: SimpleQueue[Command]) -> Iterator[Button]:
    assert pins is Device.pin_factory
    button = Button(QUICK, posted.put)
    yield button
    button.close()


def press(pins: MockFactory, seconds: float) -> None:
    pin = pins.pin("GPIO17")
    pin.drive_low()
    time.sleep(seconds)
    pin.drive_high()


@pytest.mark.usefixtures("button")
@pytest.mark.parametrize(
    ("seconds", "asked"), [(0.01, Command.NEXT_MODEL), (0.2, Command.FLOW), (0.6, Command.SHUTDOWN)]
)
def test_the_length_of_a_press_says_what_is_asked(
    pins: MockFactory, posted: SimpleQueue[Command], seconds: float, asked: Command
) -> None:
    press(pins, seconds)
    assert posted.get(timeout=SOON) is asked
    with pytest.raises(Empty):
        posted.get(timeout=0.1)


@pytest.mark.usefixtures("button")
def test_a_very_long_press_is_answered_while_it_lasts(
    pins: MockFactory, posted: SimpleQueue[Command]
) -> None:
    pins.pin("GPIO17").drive_low()
    assert posted.get(timeout=SOON) is Command.SHUTDOWN


def test_a_button_to_the_supply_is_pulled_down(pins: MockFactory, posted: SimpleQueue[Command]) -> None:
    button = Button(settings.Button(pin=27, pull="down", debounce_seconds=0), posted.put)
    pin = pins.pin("GPIO27")
    assert pin.pull == "down"
    pin.drive_high()
    pin.drive_low()
    assert posted.get(timeout=SOON) is Command.NEXT_MODEL
    button.close()


def test_a_pin_that_was_let_go_can_be_taken_again(pins: MockFactory, posted: SimpleQueue[Command]) -> None:
    for _ in range(2):
        button = Button(QUICK, posted.put)
        button.close()
        button.close()
    press(pins, 0.01)
    assert posted.empty()


@pytest.mark.usefixtures("button")
def test_a_pin_that_is_taken_is_told(posted: SimpleQueue[Command]) -> None:
    with pytest.raises(ControlError, match=r"no button on GPIO17: .*in use"):
        controls.connect(QUICK, posted.put)


def test_a_button_that_is_switched_off_is_left_alone(posted: SimpleQueue[Command]) -> None:
    assert controls.connect(settings.Button(enabled=False), posted.put) is None


def test_a_computer_without_pins_has_no_button(
    posted: SimpleQueue[Command], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("GPIOZERO_PIN_FACTORY")
    monkeypatch.setattr(controls, "CHIPS", tmp_path)
    assert controls.connect(QUICK, posted.put) is None


class Chips:
    """Stands in for lgpio on a computer with these chips."""

    def __init__(self, labels: list[str], folder: Path) -> None:
        self.labels = labels
        self.opened: set[int] = set()
        for number in range(len(labels)):
            (folder / f"gpiochip{number}").touch()

    def gpiochip_open(self, number: int) -> int:
        self.opened.add(number)
        return number

    def gpiochip_close(self, handle: int) -> None:
        self.opened.remove(handle)

    def gpio_get_chip_info(self, handle: int) -> tuple[int, int, str, str]:
        assert handle in self.opened
        return 0, 54, f"gpiochip{handle}", self.labels[handle]


RASPBERRY_PI_4 = ["pinctrl-bcm2711", "raspberrypi-exp-gpio"]
RASPBERRY_PI_5 = ["gpio-brcmstb@107d508500", "gpio-brcmstb@107d508520", "raspberrypi-exp-gpio", "pinctrl-rp1"]


@pytest.mark.parametrize(("labels", "chip"), [(RASPBERRY_PI_4, 0), (RASPBERRY_PI_5, 3)])
def test_the_header_is_found_on_every_raspberry_pi(
    labels: list[str],
    chip: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    posted: SimpleQueue[Command],
) -> None:
    asked: list[int] = []

    def factory(chip: int) -> Any:  # noqa: ANN401
        asked.append(chip)
        return MockFactory()

    chips = Chips(labels, tmp_path)
    monkeypatch.delenv("GPIOZERO_PIN_FACTORY")
    monkeypatch.setattr(controls, "CHIPS", tmp_path)
    monkeypatch.setitem(sys.modules, "lgpio", chips)
    monkeypatch.setitem(sys.modules, "gpiozero.pins.lgpio", SimpleNamespace(LGPIOFactory=factory))
    button = controls.connect(QUICK, posted.put)
    assert button is not None
    button.close()
    assert asked == [chip]
    assert chips.opened == set()


def test_a_computer_with_other_chips_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, posted: SimpleQueue[Command]
) -> None:
    monkeypatch.delenv("GPIOZERO_PIN_FACTORY")
    monkeypatch.setattr(controls, "CHIPS", tmp_path)
    monkeypatch.setitem(sys.modules, "lgpio", Chips(["INT34C6:00"], tmp_path))
    monkeypatch.setitem(sys.modules, "gpiozero.pins.lgpio", SimpleNamespace(LGPIOFactory=None))
    with pytest.raises(ControlError, match="no chip here is a Raspberry Pi's header"):
        controls.connect(QUICK, posted.put)
