"""The page on the glass while the mirror cannot start: what is wrong, until it is worth trying again."""

import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from pi_pose import endings, settings, systemd
from pi_pose.commands import Command
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.errors import DisplayError, SettingsError
from pi_pose.pulse import Pulse
from pi_pose.settings import Settings
from pi_pose.systemd import Notifier

WAIT_SECONDS = 60.0
"""How long the page stays when nobody can say what would help."""

BLIND_SECONDS = 15.0
"""How long a mirror without a display waits for one."""

REFRESH_HZ = 4

RESULTS = {
    "watchdog": "it hung, and was stopped",
    "signal": "it was stopped by force",
    "core-dump": "it crashed",
    "oom-kill": "there was not enough memory",
    "timeout": "it did not come up in time",
}
"""What systemd calls the end of a service, in words; see $SERVICE_RESULT in systemd.exec(5)."""

logger = logging.getLogger(__name__)


class Recovery:
    """Shows why, and ends when the mirror should be tried again."""

    def __init__(self, config: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._config = config
        self._result = environment.get("MONITOR_SERVICE_RESULT", "")
        self._settings = Settings()
        self._complaint: str | None = None
        self._quit = False

    def run(self) -> None:
        """Show the page until the settings are mended; without a mistake in them, for a while."""
        endings.on_request(self._end)
        self._read()
        try:
            self._show()
        except DisplayError as error:
            logger.warning("%s", error)
            time.sleep(BLIND_SECONDS)

    def _show(self) -> None:
        with ExitStack() as stack:
            window = Window(self._settings.display)
            stack.callback(window.close)
            notifier = Notifier()
            stack.callback(notifier.close)
            pulse = Pulse(notifier, ())
            until = None if self._complaint else time.monotonic() + WAIT_SECONDS
            notifier.ready()
            while self._worth_showing(until):
                window.show(self._glass(until), self._settings)
                pulse.beat(time.monotonic(), next(self._lines()))
                self._quit |= Command.QUIT in window.commands()
                window.tick(REFRESH_HZ)
                self._read()
            notifier.stopping()

    def _worth_showing(self, until: float | None) -> bool:
        if self._quit:
            return False
        return self._complaint is not None if until is None else time.monotonic() < until

    def _read(self) -> None:
        """See whether the settings are good; the last good ones stay, so that the page does not turn."""
        try:
            self._settings, self._complaint = settings.load(self._config), None
        except SettingsError as error:
            self._complaint = str(error)

    def _glass(self, until: float | None) -> Glass:
        waits = "waiting for config.yaml to be mended"
        if until is not None:
            waits = f"trying again in {max(0.0, until - time.monotonic()):.0f} seconds; Esc: now"
        return Glass(status=waits, notices=tuple(self._lines()))

    def _lines(self) -> Iterator[str]:
        if self._complaint:
            yield "the mirror cannot start: its settings are wrong"
            yield from self._complaint.splitlines()
            return
        yield "the mirror could not start"
        yield systemd.last_word() or RESULTS.get(self._result, "it stopped again and again")
        yield "for more: pi-pose doctor, or journalctl -u pi-pose"

    def _end(self) -> None:
        self._quit = True
