"""The whole mirror on a reel: its real threads, its real glass, and what is seen of it from outside."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from pi_pose import workers
from pi_pose.bench.reel import Reel
from pi_pose.bench.stopwatch import Stage, Stopwatch
from pi_pose.camera import chooser
from pi_pose.camera.source import Source
from pi_pose.display import glass
from pi_pose.display.glass import Glass
from pi_pose.display.window import Window
from pi_pose.errors import PiPoseError
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Image
from pi_pose.inference import crop
from pi_pose.inference.answer import Answer
from pi_pose.inference.crop import CropRegion
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.smoothing import Smoother
from pi_pose.kiosk import Kiosk
from pi_pose.lookout import Lookout
from pi_pose.perception import Perception
from pi_pose.recogniser import Recogniser
from pi_pose.settings import Camera, Settings
from pi_pose.settings_file import SettingsFile
from pi_pose.sight import LiveSight

INFERENCE, LOOKOUT = "inference", "lookout"
"""The names of the mirror's threads: one invokes, and one does what is around it."""

PATIENCE_SECONDS = 60.0

WATCHED = (
    (workers, "wait_for_any", Stage("capture wait", LOOKOUT)),
    (CropRegion, "cut", Stage("crop and resize", LOOKOUT)),
    (crop, "next_region", Stage("crop and resize", LOOKOUT)),
    (Interpreter, "invoke", Stage("invoke", INFERENCE)),
    (MoveNet, "estimate", Stage("decode", INFERENCE)),
    (Smoother, "smooth", Stage("smooth", LOOKOUT)),
    (Recogniser, "follow", Stage("classify", LOOKOUT, opaque=True)),
    (Estimator, "learn", Stage("learn", LOOKOUT, ends_frame=True)),
    (Lookout, "step", Stage("steps", LOOKOUT)),
    (Perception, "step", Stage("ask", INFERENCE, ends_frame=True)),
    (glass, "draw", Stage("draw", opaque=True)),
    (Window, "show", Stage("flip", ends_frame=True)),
)
"""The functions that the stages begin with."""


@dataclass(slots=True)
class Seen:
    """What the mirror did while it was watched."""

    seconds: float = 0.0
    delivered: int = 0
    """Frames that the camera gave."""
    estimated: int = 0
    cpu: float = 0.0
    """Processor time of the whole process, seconds."""
    shown: int = 0
    """Pictures on the glass, and how many of those had the camera's picture of the one before."""
    repeated: int = 0
    ages: list[float] = field(default_factory=list)
    """Of each estimate when it was on the glass for the first time, seconds after its frame was taken."""


class Watcher:
    """Looks at the glass, and at what goes in and out of the model."""

    def __init__(self, reel: Reel) -> None:
        self.seen = Seen()
        self.started = threading.Event()
        """Set once there is a skeleton on the glass."""
        self._reel = reel
        self._newest: Estimate | None = None
        self._image: Image | None = None

    def span(self, seconds: float) -> Seen:
        """Watch for so long, from now on."""
        self.seen = seen = Seen()
        at, cpu, delivered = time.monotonic(), time.process_time(), self._reel.delivered
        time.sleep(seconds)
        seen.seconds, seen.cpu = time.monotonic() - at, time.process_time() - cpu
        seen.delivered = self._reel.delivered - delivered
        self.seen = Seen()
        return seen

    def wait(self) -> None:
        """Wait for the first skeleton. Raises PiPoseError when there is none."""
        if not self.started.wait(PATIENCE_SECONDS):
            raise PiPoseError("the mirror never showed a skeleton; look at pi-pose doctor")

    def estimated(self) -> None:
        """Count one."""
        self.seen.estimated += 1

    def collected(self, estimate: Estimate | None) -> None:
        """Take note of what the main thread fetched; it shows it next."""
        self._newest = estimate or self._newest

    def shown(self, shown: Glass) -> None:
        """Take note of what is on the glass now."""
        self.seen.shown += 1
        self.seen.repeated += shown.image is self._image
        self._image = shown.image
        if self._newest is not None:
            self.seen.ages.append(time.monotonic() - self._newest.timestamp)
            self._newest = None
        if shown.pose is not None:
            self.started.set()


def run(opened: Window, file: SettingsFile, reel: Reel, work: Callable[[Watcher], None]) -> None:
    """Run the mirror, and `work` beside it from the first skeleton on; its end is the mirror's."""
    watcher, faults = Watcher(reel), list[BaseException]()
    with _watched(reel, watcher):
        kiosk = Kiosk(file, opened)

        def beside() -> None:
            try:
                watcher.wait()
                work(watcher)
            except BaseException as error:  # noqa: BLE001  raised below, in the thread that asked
                faults.append(error)
            finally:
                kiosk.stop()

        threading.Thread(target=beside, daemon=True).start()
        kiosk.run()
    if faults:
        raise faults[0]


@contextmanager
def stages(stopwatch: Stopwatch) -> Iterator[None]:
    """Time every stage of the mirrors that run meanwhile."""
    with ExitStack() as stack:
        for owner, name, stage in WATCHED:
            stack.enter_context(stopwatch.watch(owner, name, stage))
        yield


@contextmanager
def _watched(reel: Reel, watcher: Watcher) -> Iterator[None]:
    """Put the reel in the camera's place, and the watcher where it sees."""
    show, estimate, learn = Window.show, LiveSight.estimate, Estimator.learn
    opened = chooser.open_source

    def seen_show(self: Window, shown: Glass, settings: Settings) -> None:
        show(self, shown, settings)
        watcher.shown(shown)

    def seen_estimate(self: LiveSight, wait_seconds: float = 0.0) -> Estimate | None:
        found = estimate(self, wait_seconds)
        watcher.collected(found)
        return found

    def seen_learn(self: Estimator, answer: Answer) -> Estimate:
        watcher.estimated()
        return learn(self, answer)

    def open_reel(wanted: Camera) -> Source:  # noqa: ARG001  the reel's own size it is
        return reel

    Window.show = seen_show  # type: ignore[method-assign]
    LiveSight.estimate = seen_estimate  # type: ignore[method-assign]
    Estimator.learn = seen_learn  # type: ignore[method-assign]
    chooser.open_source = open_reel
    try:
        yield
    finally:
        Window.show, LiveSight.estimate = show, estimate  # type: ignore[method-assign]
        Estimator.learn, chooser.open_source = learn, opened  # type: ignore[method-assign]
