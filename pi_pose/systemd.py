"""The mirror's line to systemd, which starts it, watches it, and switches the computer off.

The protocol is sd_notify(3): datagrams of `KEY=value` lines. Everything here is harmless where systemd did
not start the mirror.
"""

import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

SOCKET_VARIABLE = "NOTIFY_SOCKET"
FOLDER_VARIABLE = "RUNTIME_DIRECTORY"

LAST_WORD = "last-word"
"""The file in which a mirror that ends says why, for the recovery page."""

POWER_OFF = "power-off"
"""pi-pose-power-off.path waits for a file of this name: the mirror itself has no right to switch off."""


class Notifier:
    """Tells systemd how the mirror is. A deaf listener costs a message, never time."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get(SOCKET_VARIABLE, "")
        # A leading @ stands for the abstract namespace, which the kernel spells with a zero byte.
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        # Non-blocking: while systemd is slow to read, a send would hold the picture.
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)

    def ready(self) -> None:
        """Say that the first picture is on the glass."""
        self._send("READY=1")

    def alive(self) -> None:
        """Feed the watchdog."""
        self._send("WATCHDOG=1")

    def tell(self, status: str) -> None:
        """Set the line that `systemctl status` shows."""
        self._send(f"STATUS={status}")

    def stopping(self) -> None:
        """Say that the end was asked for."""
        self._send("STOPPING=1")

    def close(self) -> None:
        """Hang up. Closing twice is fine."""
        self._socket.close()

    def _send(self, line: str) -> None:
        if not self._address:
            return
        with suppress(OSError):  # deaf or gone; if that matters, the watchdog notices
            self._socket.sendto(line.encode(), self._address)


def folder() -> Path | None:
    """Return the folder under /run that systemd made for the mirror; None where it did not start it."""
    # With several folders they are separated by colons; the unit asks for one.
    return Path(path) if (path := os.environ.get(FOLDER_VARIABLE)) else None


def leave_word(sentence: str) -> None:
    """Say why the mirror ends; an empty sentence takes an older one back."""
    if (where := folder()) is not None:
        with suppress(OSError):  # the recovery page then has less to say
            (where / LAST_WORD).write_text(sentence, encoding="utf-8")


def last_word() -> str:
    """Return why the mirror ended; empty when it could not say."""
    where = folder()
    try:
        return (where / LAST_WORD).read_text(encoding="utf-8") if where else ""
    except OSError:
        return ""


def power_off() -> bool:
    """Ask for a clean power-off; False where nobody listens."""
    where = folder()
    if where is None:
        return False
    try:
        (where / POWER_OFF).touch()
    except OSError:
        return False
    return True
