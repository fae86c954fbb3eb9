"""A mirror in a process of its own, heard as systemd hears it."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import numpy as np

from pi_pose import endings
from tests.waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]


class Process:
    """`pi-pose run`, from its start to its end."""

    def __init__(self, config: Path, program: str = "pi_pose", group: Path | None = None) -> None:
        """Start it, in a control group of the kernel's where one is given."""
        _hear_signals()
        address = config.parent / "notify"
        address.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(address))
        self.heard: list[str] = []
        self._log = (config.parent / "log").open("ab")
        self._popen = subprocess.Popen(
            [
                *(("sh", "-c", 'echo $$ > "$0" && exec "$@"', str(group / "cgroup.procs")) if group else ()),
                *(sys.executable, "-X", "faulthandler", "-m", program, "run", "--config", str(config)),
            ],
            cwd=ROOT,
            env={**os.environ, "NOTIFY_SOCKET": str(address)},
            stdout=self._log,
            stderr=self._log,
        )

    @property
    def pid(self) -> int:
        return self._popen.pid

    def wait_for(self, words: str, seconds: float = 3 * PATIENCE_SECONDS) -> bool:
        """Listen until it says something with these words in it; False when it ends, or does not say it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._listen()
            if any(words in line for line in self.heard):
                return True
            if self._popen.poll() is not None:
                return False
            time.sleep(0.01)
        return False

    def end(self, number: signal.Signals) -> tuple[float, int]:
        """Send a signal, and return how long it took to end and with which code."""
        sent = time.monotonic()
        self._popen.send_signal(number)
        code = self._popen.wait(PATIENCE_SECONDS)
        took = time.monotonic() - sent
        self._listen()
        self._socket.close()
        self._log.close()
        return took, code

    def _listen(self) -> None:
        with suppress(BlockingIOError):
            while True:
                self.heard.append(self._socket.recv(4096, socket.MSG_DONTWAIT).decode())


def _hear_signals() -> None:
    """A shell lets what it starts in the background ignore some, and that is inherited."""
    for number in endings.ASKED:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def moments(count: int, most_seconds: float) -> list[float]:
    """Return random moments, the same ones at each call."""
    return np.random.default_rng(count).uniform(0, most_seconds, count).tolist()  # type: ignore[no-any-return]
