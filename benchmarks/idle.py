"""What the mirror costs while nobody is there, and how soon it is awake and has named the pose again.

    python -m benchmarks.idle

The whole mirror runs on a display that shows nothing. Its camera is a loop of drawn pictures at 30 a second:
somebody who holds a tree, or an empty room. Processor time is that of the whole process.
"""

import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median
from unittest.mock import patch

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from pi_pose.athlete import Stage
from pi_pose.camera import chooser
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window, greet
from pi_pose.frames import Frame
from pi_pose.kiosk import Kiosk
from pi_pose.settings import Settings
from pi_pose.settings_file import SettingsFile

FPS, SECONDS, ROUNDS = 30, 8.0, 5
IDLE_SECONDS = 1.5

CONFIG = f"""
camera: {{source: synthetic}}
display: {{fullscreen: false, width: 1920, height: 1080}}
idle: {{after_seconds: {IDLE_SECONDS}}}
history: {{keep: nothing}}
"""


class Room:
    """A camera with somebody in front of it, or nobody."""

    name = "drawn"

    def __init__(self) -> None:
        stage = Stage((640, 480))
        moments = [i / FPS for i in range(round(stage.cycle_seconds * FPS))]
        holding = [t for t in moments if stage.moment_at(t).label == "tree"][:FPS]
        nobody = next(t for t in moments if stage.moment_at(t).posture is None)
        self._person = cycle([stage.frame_at(t).image for t in holding])
        self._empty = stage.frame_at(nobody).image
        self.occupied = True
        self._index = 0
        self._taken = time.monotonic()

    def read(self) -> Frame | None:
        """Wait for the next picture, as a camera with a buffer of one does."""
        due = self._taken + 1 / FPS
        time.sleep(max(0.0, due - time.monotonic()))
        self._taken = max(due, time.monotonic())
        self._index += 1
        return Frame(next(self._person) if self.occupied else self._empty, self._index, self._taken)

    def close(self) -> None:
        """Nothing is open."""


class Watch:
    """Looks at every picture that the mirror shows."""

    def __init__(self) -> None:
        self.glass = Glass()
        self.named = threading.Event()
        self.dark = threading.Event()

    def see(self, glass: Glass) -> None:
        """Take note of one."""
        self.glass = glass
        if glass.asleep:
            self.dark.set()
        elif glass.classification is not None and glass.classification.label is not None:
            self.named.set()


@contextmanager
def watched() -> Iterator[tuple[Room, Watch]]:
    """Put the drawn room in the camera's place, and look at the glass."""
    room, watch, show = Room(), Watch(), Window.show

    def seen(self: Window, shown: Glass, settings: Settings) -> None:
        show(self, shown, settings)
        watch.see(shown)

    with patch.object(chooser, "open_source", lambda _wanted: room), patch.object(Window, "show", seen):
        yield room, watch


def load() -> float:
    """Return how many processor cores are busy with this process for a while."""
    before, started = time.process_time(), time.perf_counter()
    time.sleep(SECONDS)
    return (time.process_time() - before) / (time.perf_counter() - started)


def measure(room: Room, watch: Watch, kiosk: Kiosk) -> None:
    """Measure and print, then end the mirror."""
    try:
        watch.named.wait(60)
        awake, asleep, wakings = [], [], []
        for _ in range(ROUNDS):
            awake.append(load())
            room.occupied = False
            watch.dark.clear()
            watch.dark.wait(60)
            asleep.append(load())
            watch.named.clear()
            room.occupied, stepped_in = True, time.perf_counter()
            watch.named.wait(60)
            wakings.append(time.perf_counter() - stepped_in)
        share = median(asleep) / median(awake)
        sys.stdout.write(f"awake   {median(awake):>7.3f} cores\n")
        sys.stdout.write(f"asleep  {median(asleep):>7.3f} cores   {share:.3f} of awake\n")
        sys.stdout.write(f"awake and named after {median(wakings):.2f} s, at most {max(wakings):.2f} s\n")
    finally:
        kiosk.stop()


def main() -> None:
    """Run the mirror, and somebody who comes and goes."""
    with tempfile.TemporaryDirectory() as folder, watched() as (room, watch):
        config = Path(folder) / "config.yaml"
        config.write_text(CONFIG)
        file = SettingsFile(config)
        kiosk = Kiosk(file, greet(file.settings))
        threading.Thread(target=measure, args=(room, watch, kiosk), daemon=True).start()
        kiosk.run()


if __name__ == "__main__":
    main()
