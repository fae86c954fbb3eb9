"""The button in the frame of the mirror: presses go in, commands come out."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pi_pose import settings
from pi_pose.commands import Command
from pi_pose.errors import ControlError

CHIPS = Path("/dev")

HEADER_LABEL = "pinctrl-"
"""How the kernel labels the chip behind the Pi's header: `pinctrl-bcm2711`, `pinctrl-rp1`."""

LONG_PRESS = {"flow": Command.FLOW, "teach": Command.TEACH}

Post = Callable[[Command], None]


class Button:
    """A push button on a pin; what a press means is posted from gpiozero's own threads."""

    def __init__(self, wanted: settings.Button, post: Post) -> None:
        """Take the pin. Raises ControlError when it cannot be had."""
        self._wanted = wanted
        self._post = post
        self._since: float | None = None
        """When the press began; None while the button is up, and once the press has been dealt with."""
        try:
            self._button = _open(wanted)
        except Exception as error:  # each pin library has an error tree of its own, and none need be there
            raise ControlError(f"no button on GPIO{wanted.pin}: {error}") from error
        self._button.when_pressed = self._pressed
        self._button.when_held = self._held
        self._button.when_released = self._released

    def close(self) -> None:
        """Let the pin go. Closing twice is fine."""
        self._button.close()

    def _pressed(self) -> None:
        self._since = time.monotonic()

    def _held(self) -> None:
        self._since = None
        self._post(Command.SHUTDOWN)

    def _released(self) -> None:
        since, self._since = self._since, None
        if since is not None:
            long = time.monotonic() - since >= self._wanted.long_seconds
            self._post(LONG_PRESS[self._wanted.long_press] if long else Command.NEXT_MODEL)


class Presses:
    """What the button asked for, until it is fetched; it may move to another pin meanwhile."""

    def __init__(self) -> None:
        self._posted: SimpleQueue[Command] = SimpleQueue()
        self._button: Button | None = None

    def connect(self, wanted: settings.Button) -> None:
        """Listen to this pin, and no longer to the one before. Raises ControlError."""
        self.close()
        self._button = connect(wanted, self._posted.put)

    def commands(self) -> Iterator[Command]:
        """Yield what was asked for since the last call."""
        while not self._posted.empty():
            yield self._posted.get()

    def close(self) -> None:
        """Let the pin go. Closing twice is fine."""
        button, self._button = self._button, None
        if button is not None:
            button.close()


def connect(wanted: settings.Button, post: Post) -> Button | None:
    """Return the button; None when it is switched off, or this computer has no pins.

    Raises ControlError when there are pins, but not this one for us.
    """
    if not wanted.enabled or not _has_pins():
        return None
    return Button(wanted, post)


def _has_pins() -> bool:
    return "GPIOZERO_PIN_FACTORY" in os.environ or any(CHIPS.glob("gpiochip*"))


def _open(wanted: settings.Button) -> Any:  # noqa: ANN401  gpiozero has no types
    import gpiozero  # noqa: PLC0415  only a computer with pins needs it

    return gpiozero.Button(
        wanted.pin,
        pull_up=wanted.pull == "up",
        bounce_time=wanted.debounce_seconds or None,
        hold_time=wanted.shutdown_seconds,
        pin_factory=_factory(),
    )


def _factory() -> Any:  # noqa: ANN401
    """The pins of the header; None, which is gpiozero's own choice, when the environment names one."""
    if "GPIOZERO_PIN_FACTORY" in os.environ:
        return None
    import lgpio  # noqa: PLC0415
    from gpiozero.pins.lgpio import LGPIOFactory  # noqa: PLC0415

    return LGPIOFactory(chip=_header_chip(lgpio))


def _header_chip(lgpio: Any) -> int:  # noqa: ANN401
    """Find the header's chip by its label: its number differs between models and kernels."""
    for path in sorted(CHIPS.glob("gpiochip*")):
        number = int(path.name.removeprefix("gpiochip"))
        handle = lgpio.gpiochip_open(number)
        *_, label = lgpio.gpio_get_chip_info(handle)
        lgpio.gpiochip_close(handle)
        if label.startswith(HEADER_LABEL):
            return number
    raise ControlError("no chip here is a Raspberry Pi's header")
