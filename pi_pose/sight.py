"""What the mirror sees, and the threads that deliver it: a camera and a model, or a recording."""

from pathlib import Path
from typing import Protocol

from pi_pose import recording
from pi_pose.capture import Capture
from pi_pose.estimate import Estimate
from pi_pose.frames import Frame
from pi_pose.lookout import Lookout
from pi_pose.provision.supply import Supply
from pi_pose.replay import Replay
from pi_pose.settings import Settings
from pi_pose.workers import Worker


class Sight(Protocol):
    """Whatever delivers pictures and estimates."""

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads, in the order in which they are to be started."""
        ...

    @property
    def trouble(self) -> str | None:
        """What keeps it from seeing, while it does."""
        ...

    @property
    def notice(self) -> str | None:
        """What the owner should know all the same."""
        ...

    @property
    def figures(self) -> str:
        """A line for the curious."""
        ...

    @property
    def live(self) -> bool:
        """Whether it is a camera that sees."""
        ...

    def adapt(self, settings: Settings) -> None:
        """Follow a change of the settings."""
        ...

    def rest(self, seconds: float) -> None:
        """Look more seldom: wait so long between two looks; 0 looks as often as can be."""
        ...

    def next_model(self) -> None:
        """Go on to the next pose model."""
        ...

    def news(self) -> str | None:
        """Return what is to be said once, if there is something."""
        ...

    def end_well(self) -> None:
        """Take note that the mirror ends because it was asked to."""
        ...

    def picture(self) -> Frame | None:
        """Return the newest picture, if there is one that was not returned before."""
        ...

    def estimate(self, wait_seconds: float = 0.0) -> Estimate | None:
        """Return the newest estimate, if there is one, within that time, that was not returned before."""
        ...


class LiveSight:
    """A camera, or a file in its place, and the pose model."""

    def __init__(self, settings: Settings) -> None:
        self._capture = Capture(settings.camera)
        self._supply = Supply(settings)
        self._lookout = Lookout(self._capture.for_inference, self._supply, settings)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Frames and models first, then what looks at the ones with the others."""
        return self._capture, self._supply, self._supply.accelerator, self._lookout

    @property
    def trouble(self) -> str | None:
        """What is wrong with the camera."""
        return self._capture.trouble

    @property
    def notice(self) -> str | None:
        """What is to be said about the camera, the model and the classifier."""
        told = [self._capture.notice, self._supply.notice, self._lookout.notice]
        return "\n".join(notice for notice in told if notice) or None

    @property
    def figures(self) -> str:
        """How many frames went where."""
        frames, estimates = self._capture.for_inference, self._lookout.estimates
        missed = frames.drops + self._lookout.skipped
        return f"captured {frames.puts}   not inferred {missed}   estimated {estimates.puts}"

    @property
    def live(self) -> bool:
        """Whether the camera is one."""
        return self._capture.live

    def rest(self, seconds: float) -> None:
        """Take fewer pictures; what looks at them then has less to do, too."""
        self._capture.rest_seconds = seconds

    def adapt(self, settings: Settings) -> None:
        """The threads take what they need of it when they next look."""
        self._capture.settings = settings.camera
        self._supply.settings = settings
        self._lookout.settings = settings

    def next_model(self) -> None:
        """It is loaded while the one before answers."""
        self._supply.go_on()

    def news(self) -> str | None:
        """Return what is new about the model."""
        return self._supply.news.take()

    def end_well(self) -> None:
        """An end that was not asked for counts against a new model."""
        self._supply.ends_well = True

    def picture(self) -> Frame | None:
        """Return the camera's newest frame."""
        return self._capture.for_display.take()

    def estimate(self, wait_seconds: float = 0.0) -> Estimate | None:
        """Return what was learned from the newest frame that was looked at."""
        return self._lookout.estimates.take(wait_seconds)


class RecordedSight:
    """A recording: no picture, no model, and nothing that could go wrong on the way."""

    trouble = None
    notice = None
    live = False

    def __init__(self, path: Path, settings: Settings) -> None:
        self._replay = Replay(path, settings)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The one that plays it."""
        return (self._replay,)

    @property
    def figures(self) -> str:
        """How many lines were played."""
        return f"replayed {self._replay.estimates.puts}"

    def rest(self, seconds: float) -> None:
        """A recording costs next to nothing."""

    def adapt(self, settings: Settings) -> None:
        """What was recorded stays; how it is judged may change."""
        self._replay.settings = settings

    def next_model(self) -> None:
        """There is none in a recording."""

    def news(self) -> str | None:
        """There is none in a recording."""
        return None

    def end_well(self) -> None:
        """A recording is on trial for nothing."""

    def picture(self) -> Frame | None:
        """There is none in a recording."""
        return None

    def estimate(self, wait_seconds: float = 0.0) -> Estimate | None:
        """Return the newest line."""
        return self._replay.estimates.take(wait_seconds)


def open_sight(settings: Settings) -> Sight:
    """Choose what the settings' source needs."""
    if recording.is_recording(settings.camera.source):
        return RecordedSight(Path(settings.camera.source), settings)
    return LiveSight(settings)
