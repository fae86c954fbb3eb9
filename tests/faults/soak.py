"""`make soak`: half an hour of one fault after the other, at speed, in one mirror.

    python -m tests.faults.soak [MINUTES]

Every fault must be told and mended, and nothing may grow: not its memory, its threads, or its open files.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("GPIOZERO_PIN_FACTORY", "mock")

import numpy as np
import pygame
import pytest

from pi_pose.display.glass import Glass
from pi_pose.provision import relief
from tests import mirror
from tests.faults import webcam
from tests.faults.interpreter import vouched
from tests.faults.runtime import Runtime
from tests.faults.trial import follows, says, threads
from tests.faults.webcam import Webcam
from tests.mirror import Visitor, press, until, visit

FPS = 60
MOST_GROWTH = 0.05
WARM_SHARE = 0.2
"""So much of the time memory may still settle."""

QUIET_SECONDS = 2.0
"""Between two faults."""


class Trouble(NamedTuple):
    """A fault that can be ended."""

    begin: Callable[[], object]
    told: Callable[[Glass], bool]
    end: Callable[[], object]


class Body(NamedTuple):
    """What a process is made of."""

    resident: int
    """Bytes."""
    files: int
    threads: int


def body() -> Body:
    """Look at this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    files = len(list(Path("/proc/self/fd").iterdir()))
    return Body(pages * os.sysconf("SC_PAGE_SIZE"), files, threads().total())


class Soak:
    """One mirror, and what happens to it."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, seconds: float) -> None:
        self.camera, self.runtime = Webcam(), Runtime()
        self.config = vouched(folder, patch)
        self.bodies: list[Body] = []
        self.told: dict[str, int] = {}
        """How often each fault was mended."""
        self._good = self.config.read_text()
        self._seconds = seconds
        self._rng = np.random.default_rng()
        self.camera.install(patch)
        self.runtime.install(patch)
        patch.setattr(webcam, "FPS", FPS)
        patch.setattr(relief, "STEADY_SECONDS", 1.0)  # each failure of a model is its first

    def visitor(self) -> Visitor:
        """Break it, wait until it says so, mend it, wait until it is well, and look what it is made of."""
        yield from until(well)
        ends = time.monotonic() + self._seconds
        while time.monotonic() < ends:
            name = str(self._rng.choice(list(self._troubles)))
            trouble = self._troubles[name]
            trouble.begin()
            yield from until(trouble.told)
            trouble.end()
            yield from until(well)
            calm = time.monotonic() + QUIET_SECONDS
            yield from until(lambda glass, calm=calm: time.monotonic() > calm and well(glass))  # type: ignore[misc]
            self.bodies.append(body())
            self.told[name] = self.told.get(name, 0) + 1

    @property
    def _troubles(self) -> dict[str, Trouble]:
        camera, runtime = self.camera, self.runtime

        def spoilt(spoil: Callable[[webcam.Shot], webcam.Shot], words: str) -> Trouble:
            return Trouble(lambda: setattr(camera, "spoil", spoil), says(words), camera.mend)

        def nonsense(order: str) -> Trouble:
            return Trouble(lambda: runtime.behave(order), relieved, self._turn_to_a_fresh_model)

        return {
            "unplugged": Trouble(lambda: setattr(camera, "plugged", False), says("stopped"), camera.mend),
            "blocked": Trouble(camera.block, says("stopped sending"), camera.mend),
            "frozen": spoilt(webcam.still(), "the same picture"),
            "halved": spoilt(webcam.half, "a part is missing"),
            "black": spoilt(webcam.black, "nothing but black"),
            "resized": spoilt(webcam.small, "another size"),
            "raw": spoilt(webcam.raw, "no known format"),
            "raise": nonsense("raise"),
            "nan": nonsense("nan"),
            "far": nonsense("far"),
            "display": Trouble(pygame.display.quit, lambda _glass: not pygame.display.get_init(), int),
            "config": Trouble(
                lambda: self.config.write_text("display: [1, 2"),
                says("config.yaml"),
                lambda: self.config.write_text(self._good),
            ),
        }

    def _turn_to_a_fresh_model(self) -> None:
        """The one that failed lives in another process by now, where this runtime has no say."""
        self.runtime.mend()
        press(pygame.K_m)


def relieved(glass: Glass) -> bool:
    """Whether the mirror says that a model failed."""
    return says("is started again")(glass) or says("stands in for")(glass)


def well(glass: Glass) -> bool:
    """Whether it draws a fresh skeleton, and complains of nothing."""
    return pygame.display.get_init() and glass.image is not None and follows(glass) and not glass.notices


def verdict(soak: Soak) -> bool:
    """Print what came of it; whether all is as it should be."""
    warm = soak.bodies[round(len(soak.bodies) * WARM_SHARE) :]
    third = max(1, len(warm) // 3)
    first, last = (median(each.resident for each in part) for part in (warm[:third], warm[-third:]))
    growth = last / first - 1
    print(
        f"{soak.camera.taken} frames; faults: {', '.join(f'{k} {n}' for k, n in sorted(soak.told.items()))}"
    )
    print(f"memory {first / 1e6:.1f} MB, at the end {last / 1e6:.1f} MB: {growth:+.1%}")
    print(f"threads {sorted({each.threads for each in warm})}")
    print(f"open files {sorted({each.files for each in warm})}")
    steady = warm[-1].threads <= warm[0].threads and warm[-1].files <= warm[0].files
    return growth <= MOST_GROWTH and steady


def main() -> int:
    """Run the mirror for so long; 1 when anything does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak")
    parser.add_argument("minutes", nargs="?", type=float, default=30.0)
    seconds = parser.parse_args().minutes * 60
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME"):
            patch.setenv(variable, f"{folder}/{variable}")
        patch.setattr(mirror, "PATIENCE_SECONDS", seconds + mirror.PATIENCE_SECONDS)
        soak = Soak(Path(folder), patch, seconds)
        visit(soak.config, soak.visitor(), patch)
    return not verdict(soak)


if __name__ == "__main__":
    sys.exit(main())
