"""One mirror, one fault: what is seen on the glass, how soon, and how soon all is well again."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from pi_pose.display.glass import Glass
from tests import waiting
from tests.mirror import Visitor, until, visit
from tests.networks import dots

SOON = 3.0
"""Within so many seconds a fault is told, and what comes back is seen."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a fault."""

    seen: str
    """What the glass, or the system, said."""
    told_seconds: float | None
    """From the fault to that; None when there is nothing to say, because nothing is to be seen of it."""
    back_seconds: float | None
    """From the end of the fault, or from the fault itself where it does not end, until all was well."""


TryOut: TypeAlias = Callable[[Path, pytest.MonkeyPatch], Outcome]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that happens to a mirror."""

    what: str
    try_out: TryOut
    """Runs a mirror in an empty folder, and fails when it does not come through."""
    told_within: float | None = SOON
    back_within: float | None = SOON
    """Seconds; only `make faults` holds the mirror to them."""
    quick: bool = True
    """Whether the ordinary tests try it, too."""


def home(folder: Path, more: str = "", camera: str = "source: v4l2, width: 320, height: 240") -> Path:
    """Give a mirror a config file, and a network that finds the brightest dot and calls it somebody."""
    (folder / "dots.tflite").write_bytes(dots.movenet())
    config = folder / "config.yaml"
    config.write_text(
        f"model: {{name: dots, folder: {folder}}}\nthresholds: {{person_score: 0}}\n"
        f"models: {{dots: {{path: {folder / 'dots.tflite'}}}}}\ncamera: {{{camera}}}\n"
        f"display: {{fullscreen: false, width: 640, height: 360, background: camera}}\n{more}"
    )
    return config


def sees(glass: Glass) -> bool:
    """Whether the mirror shows a picture and a skeleton, and complains of nothing."""
    return glass.image is not None and glass.pose is not None and not glass.notices


def says(words: str) -> Callable[[Glass], bool]:
    """Return what tells whether the glass says something with these words in it."""
    return lambda glass: any(words in notice for notice in glass.notices)


def follows(glass: Glass) -> bool:
    """Whether there is a skeleton, and it is where somebody was within the last second."""
    return glass.pose is not None and age_ms(glass) < 1000


def age_ms(glass: Glass) -> float:
    """Return how old the skeleton is."""
    return float(glass.status.split()[-2])


@dataclass(frozen=True, slots=True)
class Script:
    """What is done to a mirror, and what it must show."""

    begin: Callable[[], object]
    told: Callable[[Glass], bool]
    end: Callable[[], object] | None = None
    """None for a fault that the mirror has to end by itself."""
    well: Callable[[Glass], bool] = sees
    tidy: Callable[[], object] = lambda: None
    """Lets go what hangs only for this."""


def play(config: Path, patch: pytest.MonkeyPatch, script: Script) -> Outcome:
    """Run a mirror through one fault; no thread may be left of it, neither then nor at the end."""
    outcomes: list[Outcome] = []

    def visitor() -> Visitor:
        yield from until(script.well)
        usual = threads()
        script.begin()
        began = ended = time.monotonic()
        shown = yield from until(script.told)
        told = time.monotonic()
        if script.end is not None:
            script.end()
            ended = time.monotonic()
        yield from until(script.well)
        seen = "; ".join(shown.notices).replace(f"{config.parent}/", "")
        outcomes.append(Outcome(seen, told - began, time.monotonic() - ended))
        script.tidy()
        yield from until(lambda _glass: threads() == usual)

    before = threads()
    visit(config, visitor(), patch)
    waiting.until(lambda: threads() <= before)
    (outcome,) = outcomes
    return outcome


def threads() -> Counter[str]:
    return Counter(thread.name for thread in threading.enumerate())
