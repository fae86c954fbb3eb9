"""How many milliseconds each stage takes on this computer."""

import statistics
import time
from collections.abc import Callable
from itertools import count

from pi_pose.athlete import Stage
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.display import canvas, glass
from pi_pose.display.glass import Glass
from pi_pose.doctor.finding import Finding
from pi_pose.doctor.software import load, model
from pi_pose.estimate import Classification
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame
from pi_pose.settings import Settings

ROUNDS, FPS = 15, 30
CAMERA_WH, DISPLAY_WH = (640, 480), (1280, 720)
MOMENT_SECONDS = 6.0
"""Of the athlete's routine: well in view."""


def stages(chosen: Settings) -> Finding:
    """Measure what happens to every frame: the pose is found, then named, then drawn."""
    if (stored := model(chosen)).state == "failed":
        return Finding.failed("stages", "not measured without the model", stored.mend)
    image = Stage(CAMERA_WH).frame_at(MOMENT_SECONDS).image
    frames = (Frame(image, index, index / FPS) for index in count())
    estimator = Estimator(load(chosen), classifier := YogaClassifier(runtime=chosen.model.runtime), chosen)
    pose = estimator.follow(next(frames)).pose
    surface = canvas.new(DISPLAY_WH)
    shown = Glass(image, pose, Classification("chair", 1.0), status="doctor")
    work: dict[str, Callable[[], object]] = {
        "finding the pose": lambda: estimator.follow(next(frames)),
        "drawing": lambda: glass.draw(surface, shown, chosen),
    }
    if pose is not None:
        work["naming it"] = lambda: classifier.guess(pose, CAMERA_WH)
    told = [f"{name} {_milliseconds(job):.3g} ms" for name, job in work.items()]
    return Finding.ok("stages", f"{', '.join(told)} (640x480 in, 1280x720 out)")


def _milliseconds(job: Callable[[], object]) -> float:
    job()
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        job()
        spent.append(time.perf_counter() - started)
    return statistics.median(spent) * 1000
