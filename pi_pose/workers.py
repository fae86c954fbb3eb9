"""Threads that cannot die in silence, and the newest-wins slot between them."""

import logging
import os
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

from pi_pose.errors import PiPoseError

T = TypeVar("T")

FIRST = -10
"""How nice a thread is that goes before the others; see nice(1)."""

logger = logging.getLogger(__name__)


class Latest(Generic[T]):
    """A queue of one in which the newest wins: live data never waits, it is dropped and counted."""

    def __init__(self, changed: threading.Condition | None = None) -> None:
        self.changed = changed or threading.Condition()
        """Notified of every put; slots that one thread waits for together share it."""
        self._items: deque[T] = deque(maxlen=1)
        self.puts = 0
        self.drops = 0

    def put(self, item: T) -> None:
        """Offer `item`, and drop the one before it that nobody took."""
        with self.changed:
            self.puts += 1
            self.drops += len(self._items)
            self._items.append(item)
            self.changed.notify()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take."""
        return not self._items

    def take(self, timeout_seconds: float = 0.0) -> T | None:
        """Remove and return the newest item; None when there is none within the time."""
        with self.changed:
            if not self._items and timeout_seconds > 0:
                self.changed.wait(timeout_seconds)
            return self._items.popleft() if self._items else None


def wait_for_any(timeout_seconds: float, one: Latest[Any], other: Latest[Any]) -> None:
    """Wait until there is something to take from either of two slots that share a condition."""
    with one.changed:
        if one.is_empty and other.is_empty:
            one.changed.wait(timeout_seconds)


def go_first() -> None:
    """Let this thread, and those that it starts, have a core before the others, where that is allowed."""
    with suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), FIRST)


class Worker(ABC):
    """One thread that owns a device: opens it, steps until told to stop, and closes it, all inside itself."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fault: Exception | None = None
        """What ended the thread, when it was not asked to end."""
        self.stopping = threading.Event()
        self._progress = time.monotonic()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @abstractmethod
    def open(self) -> None:
        """Take hold of the device."""

    @abstractmethod
    def step(self) -> None:
        """Do one piece of work, and return within a second or so even when there is nothing to do."""

    @abstractmethod
    def close(self) -> None:
        """Let the device go; must be harmless after a failed `open`."""

    def start(self) -> None:
        """Start the thread; `open` happens in it, so a failure shows as `fault`."""
        self._progress = time.monotonic()
        self._thread.start()

    def stop(self, timeout_seconds: float = 2.0) -> bool:
        """Ask the thread to end and wait for it; False when it is stuck in a device."""
        self.stopping.set()
        if self._thread.ident is not None:
            self._thread.join(timeout_seconds)
        return not self.alive

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def stalled(self, limit_seconds: float) -> bool:
        """Whether no step ended within the last `limit_seconds`."""
        return time.monotonic() - self._progress > limit_seconds

    def progressed(self) -> None:
        """Say that work goes on within one long step: a download, for example."""
        self._progress = time.monotonic()

    def _run(self) -> None:
        try:
            self.open()
            while not self.stopping.is_set():
                self.progressed()
                self.step()
        except PiPoseError as error:
            self.fault = error
        except Exception as error:
            logger.exception("%s ended by a bug", self.name)
            self.fault = error
        finally:
            self._close()

    def _close(self) -> None:
        try:
            self.close()
        except Exception as error:  # noqa: BLE001  a device that is gone may refuse to be closed
            logger.warning("%s did not close cleanly: %s", self.name, error)


def stop_all(workers: Sequence[Worker], within_seconds: float) -> None:
    """Ask all of them to end before waiting for any, the last one first."""
    for worker in workers:
        worker.stopping.set()
    deadline = time.monotonic() + within_seconds
    for worker in reversed(workers):
        worker.stop(max(0.0, deadline - time.monotonic()))
