"""How far the drawn skeleton lags behind the person, with and without carrying it on.

    python -m benchmarks.overlay [--rate 10] [--latency 0.1]

The drawn athlete does a minute of the routine. MoveNet looks at `rate` frames a second, and its answer comes
`latency` seconds after the frame was taken: about what a Raspberry Pi does. At 60 pictures a second the drawn
skeleton is compared with where the athlete really was a moment before; the lag is the moment that fits best.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pi_pose.athlete import Stage
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.keypoints import keypoints_m
from pi_pose.athlete.view import View
from pi_pose.display.motion import Motion
from pi_pose.frames import Frame
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.tracker import Tracker
from pi_pose.models.shelf import Shelf
from pi_pose.pose import Pose
from pi_pose.settings import Settings

REFRESH_HZ = 60
TRUTH_HZ = 120
SIZE = (640, 480)
LIMBS = slice(5, 17)
MOVING_PX = 4
"""Within a tenth of a second; what moves less has no lag that could be seen."""
LAGS = np.arange(0, 0.5, 1 / TRUTH_HZ)


def seen(stage: Stage, rate: float, seconds: float) -> list[tuple[float, Pose | None]]:
    """Return what MoveNet finds, and when each frame was taken."""
    settings = Settings()
    path = Shelf(settings).locate(settings.model.name, lambda _here, _size: None)
    tracker = Tracker(MoveNet(Interpreter(path), settings.model.name), settings)
    times = [i / rate for i in range(round(seconds * rate))]
    return [(t, tracker.follow(Frame(stage.frame_at(t).image, i, t))) for i, t in enumerate(times)]


def positions(stage: Stage, seconds: float) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield where the keypoints of the limbs really are, pixels, at each 120th of a second."""
    for tick in range(round(seconds * TRUTH_HZ)):
        moment = stage.moment_at(tick / TRUTH_HZ)
        if moment.posture is not None:
            points_m = keypoints_m(moment.body.build, stance(moment.body.build, moment.posture))
            yield tick, View(SIZE).project(points_m)[LIMBS, :2]


def held(found: list[tuple[float, Pose | None]], latency: float) -> Callable[[float], Pose | None]:
    """Return the newest pose as it is, which is what a mirror without prediction draws."""

    def at(now: float) -> Pose | None:
        known = [pose for taken, pose in found if taken + latency <= now]
        return known[-1] if known else None

    return at


def carried_on(found: list[tuple[float, Pose | None]], latency: float) -> Callable[[float], Pose | None]:
    """Return what the mirror draws."""
    motion, waiting = Motion(), list(found)

    def at(now: float) -> Pose | None:
        while waiting and waiting[0][0] + latency <= now:
            taken, pose = waiting.pop(0)
            motion.observe(pose, taken)
        return motion.at(now)

    return at


def errors(
    truth: dict[int, NDArray[np.float32]], drawn: list[tuple[float, Pose | None]], lag: float
) -> Iterator[float]:
    """Yield the distance of each moving keypoint from where it was `lag` seconds before, in pixels."""
    for now, pose in drawn:
        was = truth.get(round((now - lag) * TRUTH_HZ))
        before = truth.get(round((now - lag) * TRUTH_HZ) - 12)
        if pose is None or was is None or before is None:
            continue
        moving = np.linalg.norm(was - before, axis=1) > MOVING_PX
        yield from np.linalg.norm(pose.xy[LIMBS] * SIZE - was, axis=1)[moving].tolist()


def step(before: Pose | None, now: Pose | None) -> float:
    """Return how far the keypoint that moved most moved from one picture to the next, pixels."""
    return 0.0 if before is None or now is None else float(np.abs(now.xy - before.xy)[LIMBS].max() * SIZE[0])


def report(name: str, truth: dict[int, NDArray[np.float32]], drawn: list[tuple[float, Pose | None]]) -> float:
    """Print one line and return the lag in seconds."""
    means = [float(np.median(list(errors(truth, drawn, float(lag))))) for lag in LAGS]
    best = int(np.argmin(means))
    steps = [step(a, b) for (_, a), (_, b) in pairwise(drawn)]
    lag = float(LAGS[best])
    say(f"{name:<14}{lag * 1000:>6.0f} ms behind{means[0]:>10.1f} px off{np.percentile(steps, 99):>10.1f} px")
    return lag


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Measure both, and print what carrying on removes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rate", type=float, default=10, help="poses a second")
    parser.add_argument("--latency", type=float, default=0.1, help="from the frame to its pose, seconds")
    parser.add_argument("--seconds", type=float, default=60)
    chosen = parser.parse_args()
    stage = Stage(SIZE)
    found = seen(stage, chosen.rate, chosen.seconds)
    truth = dict(positions(stage, chosen.seconds))
    moments = [i / REFRESH_HZ for i in range(round(chosen.seconds * REFRESH_HZ))]
    say(f"{'':<14}{'the skeleton is':>16}{'moving points':>16}{'99 % of steps':>15}")
    lags = []
    for name, source in (("as it comes", held), ("carried on", carried_on)):
        at = source(found, chosen.latency)
        lags.append(report(name, truth, [(now, at(now)) for now in moments]))
    say(f"removed: {(lags[0] - lags[1]) * 1000:.0f} ms of {lags[0] * 1000:.0f} ms")


if __name__ == "__main__":
    main()
