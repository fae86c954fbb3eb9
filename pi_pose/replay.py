"""The thread that plays a recording: estimates without a camera and without a pose model."""

import time
from collections import deque
from pathlib import Path

from msgspec.structs import replace

from pi_pose import recording
from pi_pose.coach import repertoire
from pi_pose.estimate import Estimate, Sighting
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Settings
from pi_pose.workers import Latest, Worker

WAIT_SECONDS = 0.2

BREAK_SECONDS = 0.5
"""Between the last line of a recording and the first one again."""


class Replay(Worker):
    """Yields the estimates of a recording at their own pace, over and over."""

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__("replay")
        self.settings = settings
        """May be replaced at any time by another thread; what depends on it is then made anew."""
        self.estimates: Latest[Estimate] = Latest()
        self._path = path
        self._made_with = settings
        self._upcoming: deque[Sighting] = deque()

    def open(self) -> None:
        """Read the recording. One that is not there, or damaged, is a fault."""
        self._recorded = list(recording.read(self._path))
        self._classifier = repertoire.load(self.settings)
        self._recogniser = Recogniser(self._classifier, self.settings)

    def step(self) -> None:
        """Recognise what is in the next line, if its time has come."""
        if self.settings != self._made_with:
            self._made_with = self.settings
            self._recogniser = Recogniser(self._classifier, self.settings)
        if not self._upcoming:
            self._rewind(time.monotonic() + BREAK_SECONDS)
        early = self._upcoming[0].timestamp - time.monotonic()
        if early > 0:
            self.stopping.wait(min(early, WAIT_SECONDS))
        else:
            self.estimates.put(self._recogniser.follow(self._upcoming.popleft()))

    def close(self) -> None:
        """Nothing is open."""

    def _rewind(self, start: float) -> None:
        """Line up the whole recording, its first line due at `start`."""
        shift = start - self._recorded[0].timestamp
        self._upcoming.extend(replace(seen, timestamp=seen.timestamp + shift) for seen in self._recorded)
