"""Takes every measurement, each beside the one it is compared with."""

import itertools
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import msgspec
import numpy as np

from pi_pose.bench import machine, mirror, reel, startup
from pi_pose.bench.mirror import Seen, Watcher
from pi_pose.bench.reel import Reel
from pi_pose.bench.sample import Sample
from pi_pose.bench.stopwatch import Stopwatch, percentiles
from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.display import window
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame, Image
from pi_pose.inference import crop
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.kiosk import REFRESH_HZ
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Camera, Display, History, Idle, Settings, Sound
from pi_pose.settings_file import SettingsFile

Figures: TypeAlias = dict[str, float]

SETTLE_SECONDS = 1.0
IMAGES = 12
BUFFERS = 4
"""As many pictures as a camera's driver keeps are held in the memory of the mirror that is measured."""

STAGES = ("capture wait", "crop and resize", "invoke", "decode", "smooth", "classify", "draw", "flip")
AROUND = ("crop and resize", "smooth", "classify", "learn", "steps", "capture wait")
"""What the thread does that does not invoke."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure."""

    rounds: int = 5
    """Of bare invokes and the mirror in turn, and of starts of both."""
    seconds: float = 3.0
    """Each."""
    paced_seconds: float = 10.0
    frames: int = 2000
    """That the mirror looks at while its memory is watched."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was found."""

    machine: dict[str, str]
    figures: Figures
    ratios: Figures


def settings(wanted: Settings) -> Settings:
    """The owner's model, thresholds and runtime, with a reel for a camera and nothing kept."""
    width, height = reel.SIZE_WH
    return msgspec.structs.replace(
        wanted,
        camera=Camera(source="synthetic", width=width, height=height),
        display=Display(background="camera", fullscreen=False),
        history=History(keep="nothing"),
        idle=Idle(after_seconds=0),
        sound=Sound(enabled=False),
    )


def measure(chosen: Settings, effort: Effort, told: Callable[[str], None]) -> Result:
    """Take every measurement; `told` hears what is measured now. Takes a few minutes."""
    images = reel.draw(IMAGES)
    path = Shelf(chosen).locate(chosen.model.name, lambda _here, _size: None)
    bare = Interpreter(path, chosen.model.threads, chosen.model.runtime)
    figures: Figures = {}
    told("poses and bare invokes, in turn")
    figures |= _throughput(chosen, bare, images, effort)
    told("a camera at 30 frames a second")
    figures |= _paced(chosen, images, effort)
    told("the published sample's work around an invoke")
    figures |= _beside_sample(chosen, path, images)
    told("starting, and memory")
    figures |= _starts(chosen, path, bare.runtime, images, effort)
    described = machine.describe(bare.runtime)
    described |= {"model": chosen.model.name, "threads": str(chosen.model.threads)}
    return Result(described, figures, _ratios(figures))


def _throughput(chosen: Settings, bare: Interpreter, images: list[Image], effort: Effort) -> Figures:
    square = crop.whole(reel.SIZE_WH).cut(images[0], bare.inputs[0].shape[1])[np.newaxis]
    value = square.astype(bare.inputs[0].dtype)
    invokes, poses, spent = [_rate(lambda: bare.invoke(value), effort.seconds)], [], []
    for _ in range(effort.rounds):
        seen = _watched(chosen, images, reel.UNPACED_FPS, effort.seconds)
        poses.append(seen.estimated / seen.seconds)
        spent.append(seen.cpu / seen.estimated)
        invokes.append(_rate(lambda: bare.invoke(value), effort.seconds))
    around = [(before + after) / 2 for before, after in itertools.pairwise(invokes)]
    together = [pose / invoke for pose, invoke in zip(poses, around, strict=True)]
    return {
        "bare invokes a second": median(invokes),
        "poses a second": median(poses),
        "poses over invokes": median(together),
        "processor ms a pose, all threads": 1000 * median(spent),
    }


def _rate(work: Callable[[], object], seconds: float) -> float:
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < seconds:
        work()
        done += 1
    return done / spent


def _watched(chosen: Settings, images: list[Image], fps: float, seconds: float) -> Seen:
    found: list[Seen] = []

    def work(watcher: Watcher) -> None:
        watcher.span(SETTLE_SECONDS)
        found.append(watcher.span(seconds))

    with tempfile.TemporaryDirectory() as folder, closing(window.greet(chosen)) as opened:
        config = Path(folder) / "config.yaml"
        config.write_text("{}\n")
        mirror.run(opened, SettingsFile(config, lambda _loaded: chosen), Reel(images, fps), work)
    return found[0]


def _paced(chosen: Settings, images: list[Image], effort: Effort) -> Figures:
    stopwatch = Stopwatch()
    with mirror.stages(stopwatch):
        seen = _watched(chosen, images, reel.FPS, effort.paced_seconds)
    figures: Figures = {}
    for stage in STAGES:
        figures[f"{stage}, median ms"], figures[f"{stage}, 95th ms"] = stopwatch.milliseconds(stage)
    invoke, beside = stopwatch.cpu("invoke"), stopwatch.cpu("decode", "ask")
    age, oldest = percentiles(seen.ages)
    return figures | {
        "age when shown, median ms": 1000 * age,
        "age when shown, 95th ms": 1000 * oldest,
        "frames delivered": seen.delivered,
        "frames not inferred": max(seen.delivered - seen.estimated, 0),
        "pictures shown": seen.shown,
        "pictures shown again": seen.repeated,
        "processor ms a frame around an invoke": 1000 * (beside + stopwatch.cpu(*AROUND)),
        "share of the looking thread in invokes": invoke / (invoke + beside),
        "draw and flip, processor ms": 1000 * stopwatch.cpu("draw", "flip"),
    }


class _Timed:
    """An interpreter that knows how much processor time its last invoke took."""

    def __init__(self, plain: Interpreter) -> None:
        self.inputs, self.outputs, self.runtime = plain.inputs, plain.outputs, plain.runtime
        self.spent = 0.0
        self._plain = plain

    def invoke(self, *values: Any) -> list[Any]:  # noqa: ANN401  arrays, as in AnyInterpreter
        started = time.thread_time()
        answers = self._plain.invoke(*values)
        self.spent = time.thread_time() - started
        return answers


def _beside_sample(chosen: Settings, path: Path, images: list[Image]) -> Figures:
    """Both look at the same pictures in turn."""
    one, other = (_Timed(Interpreter(path, 1, chosen.model.runtime)) for _ in range(2))
    estimator = Estimator(MoveNet(one, chosen.model.name), YogaClassifier(), chosen)
    sample = Sample(other, SHIPPED)
    ours, theirs = [], []
    for index in range(10 * len(images)):
        frame = Frame(images[index % len(images)], index, index / reel.FPS)
        ours.append(_cpu(partial(estimator.follow, frame)) - one.spent)
        theirs.append(_cpu(partial(sample.follow, frame.image)) - other.spent)
    return {
        "around an invoke, processor ms": 1000 * median(ours),
        "around an invoke, the sample's processor ms": 1000 * median(theirs),
    }


def _cpu(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _starts(
    chosen: Settings, path: Path, runtime: str, images: list[Image], effort: Effort
) -> Figures:  # fmt: skip
    bare, ours = [], []
    for _ in range(effort.rounds + 1):
        bare.append(startup.bare(path, runtime))
        ours.append(startup.mirror(chosen, images[:BUFFERS], 0))
    del bare[0], ours[0]  # nothing was compiled yet, nor in memory
    soaked = startup.mirror(chosen, images[:BUFFERS], effort.frames)
    figures: Figures = {}
    for who, runs in (("bare script", bare), ("mirror", ours)):
        for name, (clock, cpu) in startup.quickest(runs).items():
            figures[f"{who}: {name}, s"] = clock
            figures[f"{who}: {name}, processor s"] = cpu
    return figures | {
        "bare script, resident MB": median(run["resident"][0] for run in bare),
        "mirror, resident MB": median(soaked["resident"]),
        "mirror, resident MB at the start": soaked["resident"][0],
        "mirror, resident MB at the end": soaked["resident"][-1],
    }


def _ratios(figures: Figures) -> Figures:
    shown = 1000 / figures["bare invokes a second"] + 1000 / REFRESH_HZ
    delivered = figures["frames delivered"]
    return {
        "poses a second over bare invokes": figures["poses over invokes"],
        "processor time of the looking thread spent in invokes": figures[
            "share of the looking thread in invokes"
        ],
        "age when shown over an invoke and a display frame, median": figures["age when shown, median ms"]
        / shown,
        "age when shown over an invoke and a display frame, 95th": figures["age when shown, 95th ms"] / shown,
        "frames inferred of those delivered": 1 - figures["frames not inferred"] / delivered,
        "processor time around an invoke over the sample's": figures["around an invoke, processor ms"]
        / figures["around an invoke, the sample's processor ms"],
        "first picture over the bare script's imports": figures["mirror: picture, s"]
        / figures["bare script: imports, s"],
        "first skeleton over the bare script": figures["mirror: skeleton, s"]
        / figures["bare script: invoke, s"],
        "resident memory over the bare script's": figures["mirror, resident MB"]
        / figures["bare script, resident MB"],
        "resident memory at the end over the start": figures["mirror, resident MB at the end"]
        / figures["mirror, resident MB at the start"],
    }


def quiet() -> None:
    """Show and play nothing, and leave the owner's choice of a model alone."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    os.environ["STATE_DIRECTORY"] = tempfile.mkdtemp()
