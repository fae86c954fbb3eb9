"""The mirror's pulse: felt by systemd only while every thread makes progress."""

import logging
from collections.abc import Sequence

from pi_pose.systemd import Notifier
from pi_pose.workers import Worker

SECONDS = 1.0
"""Between two beats; a small part of the unit's WatchdogSec."""

STALL_SECONDS = 45.0
"""How long one step of a worker may take: a model server that does not answer is waited for 20 seconds."""

logger = logging.getLogger(__name__)


class Pulse:
    """Feeds the watchdog for the main loop, which is alive when it calls, and for its workers."""

    def __init__(self, notifier: Notifier, workers: Sequence[Worker]) -> None:
        self._notifier = notifier
        self._workers = workers
        self._due = 0.0

    def beat(self, now: float, status: str) -> None:
        """Tell systemd, once a second, what the glass shows, and that all is well if it is."""
        if now < self._due:
            return
        self._due = now + SECONDS
        self._notifier.tell(status)
        stalled = [worker.name for worker in self._workers if worker.stalled(STALL_SECONDS)]
        if stalled:
            logger.error("no progress in %s; systemd will start the mirror again", " and ".join(stalled))
        else:
            self._notifier.alive()
