"""Switches the display off and on with the owner's own programs."""

import logging
import subprocess
from collections.abc import Sequence
from subprocess import DEVNULL

from pi_pose.settings import Idle

PATIENCE_SECONDS = 2.0

logger = logging.getLogger(__name__)


class Backlight:
    """Starts a program and does not wait for it; a list of arguments, never a line for a shell."""

    def __init__(self, settings: Idle) -> None:
        self.settings = settings
        """May be replaced at any time."""
        self.trouble: str | None = None
        """Why the last program did not start."""
        self._running: list[subprocess.Popen[bytes]] = []

    def sleep(self) -> None:
        """Switch the display off."""
        self._start(self.settings.sleep_command)

    def wake(self) -> None:
        """Switch the display on."""
        self._start(self.settings.wake_command)

    def close(self) -> None:
        """Let the programs come to their end; one that hangs is ended."""
        for program in self._running:
            try:
                program.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()

    def _start(self, command: Sequence[str]) -> None:
        self.trouble = None
        self._running = [program for program in self._running if program.poll() is None]
        if not command:
            return
        try:
            self._running.append(subprocess.Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL))
        except OSError as error:
            self.trouble = f"cannot start {command[0]} of idle in config.yaml: {error.strerror}"
            logger.warning("%s", self.trouble)
