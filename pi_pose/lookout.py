"""Keeps a thread looking at frames, whatever becomes of its model."""

import logging

from pi_pose.errors import InterpreterError
from pi_pose.estimate import Estimate
from pi_pose.frames import Frame
from pi_pose.perception import Perception
from pi_pose.provision.supply import Supply
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2

HANG_SECONDS = 10.0
"""How long one look may take. The slowest model of the catalogue takes 0.6 s on a Raspberry Pi 4, but a large
one of the owner's on a small Raspberry Pi takes seconds."""

MOST_LEFT = 3
"""How many threads may be left behind before a new process is the better start."""

END_SECONDS = 1.0

logger = logging.getLogger(__name__)


class Lookout(Worker):
    """Owns the thread that looks. One that hangs in its model cannot be ended: it is left behind."""

    def __init__(self, frames: Latest[Frame], supply: Supply, settings: Settings) -> None:
        super().__init__("lookout")
        self.settings = settings
        """May be replaced at any time by another thread."""
        self.estimates: Latest[Estimate] = Latest()
        self._frames = frames
        self._supply = supply
        self._left = 0
        self._seen: Frame | None = None
        self._waits = 0
        self._perception = self._another()

    @property
    def notice(self) -> str | None:
        """What the owner should know about the classifier."""
        return self._perception.notice

    def open(self) -> None:
        """Begin to look."""
        self._perception.start()

    def step(self) -> None:
        """See that the thread goes on. Raises what ended it."""
        self.stopping.wait(WAIT_SECONDS)
        if (fault := self._perception.fault) is not None:
            raise fault
        self._perception.settings = self.settings
        if self._hangs():
            self._leave()

    def close(self) -> None:
        """Look no more."""
        self._perception.stop(END_SECONDS)

    def _hangs(self) -> bool:
        """Counts its own steps: a process that was stopped for a while hangs nowhere."""
        frame, before = self._perception.looks_at, self._seen
        self._seen = frame
        self._waits = self._waits + 1 if frame is not None and frame is before else 0
        return self._waits * WAIT_SECONDS > HANG_SECONDS

    def _leave(self) -> None:
        self._left += 1
        self._perception.stopping.set()
        if self._left > MOST_LEFT:
            raise InterpreterError("models hang again and again; the mirror starts anew")
        self._perception.fail(f"no answer within {HANG_SECONDS:g} s")
        self._perception = self._another()
        self._perception.start()

    def _another(self) -> Perception:
        return Perception(self._frames, self._supply, self.settings, self.estimates)
