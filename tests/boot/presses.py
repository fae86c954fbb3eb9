"""The keyboard, and the button on a pretended pin."""

from collections.abc import Callable

from pi_pose.display import theme
from pi_pose.kiosk import FAREWELL
from tests.boot import sight
from tests.boot.mirror import Mirror, wait

PULL = "/sys/devices/platform/gpio-sim.0/gpiochip*/sim_gpio17/pull"
"""What stands in for a finger: the line of the button's pin goes where it is pulled."""


def a_key_changes_the_model(mirror: Mirror) -> str:
    """The m key of the virtual keyboard."""
    return f"the m key changes the model: {_change(mirror, 'key', lambda: mirror.machine.press('m'))}"


def the_button_changes_the_model(mirror: Mirror) -> str:
    """A short press."""
    return f"a short press changes the model: {_change(mirror, 'button', lambda: _press(mirror))}"


def the_button_switches_off(mirror: Mirror) -> str:
    """A very long press, with a word on the screen."""
    mirror.machine.run(f"echo pull-down >{PULL}")
    mirror.see("farewell", lambda screen: sight.tells(screen, FAREWELL))
    mirror.machine.wait_until_off()
    return "the button held says good bye on the screen, and switches the computer off"


def _change(mirror: Mirror, picture: str, press: Callable[[], None]) -> str:
    before = mirror.model
    press()
    wait(lambda: mirror.model != before)
    after = mirror.model
    mirror.see(picture, lambda screen: sight.shows(screen, after, theme.STATUS))
    return f"{before}, then {after}, as the screen says, too"


def _press(mirror: Mirror) -> None:
    mirror.machine.run(f"echo pull-down >{PULL}; sleep 0.2; echo pull-up >{PULL}")
