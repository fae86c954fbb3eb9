"""Poses a second of the whole pipeline, beside the invokes a second of the bare interpreter, in one run.

The frames are drawn beforehand, so that the source costs nothing. The two are measured in turn, several
times, because the machine's own speed changes from second to second; the medians are compared.
"""

import statistics
import sys
import time
from collections.abc import Callable
from itertools import cycle

import numpy as np
from tqdm import tqdm

from pi_pose.athlete import Stage
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.display import canvas, glass
from pi_pose.display.glass import Glass
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.inference.crop import whole
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Model, Settings

ROUNDS, SECONDS_EACH = 7, 1.5
FPS = 30


def rate(work: Callable[[], object]) -> float:
    """Return how often `work` is done a second."""
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < SECONDS_EACH:
        work()
        done += 1
    return done / spent


def main() -> None:
    """Measure and print."""
    settings = Settings(model=Model(threads=1))
    path = Shelf(settings).locate(settings.model.name, lambda _here, _size: None)
    model = MoveNet(Interpreter(path, settings.model.threads), settings.model.name)
    estimator = Estimator(model, YogaClassifier(), settings)
    stage = Stage((640, 480))
    images = [stage.frame_at(6 + i / FPS).image for i in tqdm(range(4 * FPS), desc="drawing", leave=False)]
    numbered = enumerate(cycle(images))
    surface = canvas.new((1280, 720))

    def estimate_and_draw() -> None:
        index, image = next(numbered)
        estimate = estimator.follow(Frame(image, index, index / FPS))
        shown = Glass(image, estimate.pose, estimate.classification, status="bench")
        glass.draw(surface, shown, settings)

    def estimate() -> None:
        index, image = next(numbered)
        estimator.follow(Frame(image, index, index / FPS))

    bare_interpreter = Interpreter(path, settings.model.threads)
    square = whole((640, 480)).cut(images[0], model.side)[np.newaxis]
    work = {
        "bare invokes": lambda: bare_interpreter.invoke(square),
        "poses": estimate,
        "poses drawn": estimate_and_draw,
    }
    measured: dict[str, list[float]] = {name: [] for name in work}
    for _ in tqdm(range(ROUNDS), desc="measuring", leave=False):
        for name, job in work.items():
            measured[name].append(rate(job))
    bare = statistics.median(measured["bare invokes"])
    sys.stdout.write(f"{model.runtime}, {settings.model.threads} thread, 640x480 frames, 1280x720 glass\n")
    for name, rates in measured.items():
        median = statistics.median(rates)
        sys.stdout.write(f"{name:<14}{median:>8.1f} a second{median / bare:>8.2f} of bare invokes\n")


if __name__ == "__main__":
    main()
