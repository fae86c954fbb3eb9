"""The mirror on the synthetic athlete, drawn into files: a film, a contact sheet, and what it recognised."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import cv2
import numpy as np
from msgspec import Struct, field

from pi_pose.athlete import Scene, Stage
from pi_pose.coach import repertoire
from pi_pose.display import canvas
from pi_pose.display.recorder import Recorder
from pi_pose.estimate import Estimate
from pi_pose.estimator import Estimator
from pi_pose.frames import Frame, Image
from pi_pose.inference.networks import AnyModel
from pi_pose.pose import Pose
from pi_pose.rate import Rate
from pi_pose.settings import Settings

FPS = 15
"""Half a camera's rate: smooth enough for a film, and done sooner on a small computer."""

NEAR = 0.1
"""A keypoint counts as found within this share of the body's height."""

SHEET_COLUMNS, SHEET_WIDTH = 3, 640
"""The contact sheet: pictures a row, and how wide each is in pixels."""


class Tally(Struct):
    """What the mirror said during one phase of the routine."""

    frames: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    found: list[float] = field(default_factory=list)
    """A frame: the share of visible keypoints that were found where they are."""

    def add(self, scene: Scene, estimate: Estimate) -> None:
        """Count one frame."""
        self.frames += 1
        self.labels[estimate.classification.label or "nothing"] += 1
        if scene.pose is not None and scene.visible.any():
            self.found.append(hits(scene, estimate.pose))


def hits(scene: Scene, pose: Pose | None) -> float:
    """Return the share of the scene's visible keypoints that `pose` has within NEAR of the body's height."""
    if scene.pose is None or pose is None:
        return 0.0
    size_wh = np.array(scene.image.shape[1::-1], np.float32)
    truth, found = scene.pose.xy * size_wh, pose.xy * size_wh
    distances = np.linalg.norm(found - truth, axis=1)
    height = np.ptp(truth, axis=0).max()
    return float((distances[scene.visible] < NEAR * height).mean())


class Demo:
    """One routine, from the empty room to the empty room."""

    def __init__(
        self, model: AnyModel, settings: Settings, seconds: float | None = None, notice: str | None = None
    ) -> None:
        """Prepare the whole routine, or its first `seconds`; `notice` is on the glass all the time."""
        self._settings = settings
        self._notices = (notice,) if notice else ()
        self._estimator = Estimator(model, repertoire.load(settings), settings)
        self._stage = Stage((settings.camera.width, settings.camera.height))
        self._rate = Rate()
        self._tallies: dict[str, Tally] = {}
        self._pictures: dict[str, list[Image]] = {}
        self.length = round((seconds or self._stage.cycle_seconds) * FPS)
        """Frames."""

    def record(self, folder: Path) -> Iterator[None]:
        """Write demo.mp4 and demo.png into `folder`; yields after each frame."""
        with ExitStack() as stack:
            recorder = stack.enter_context(Recorder(folder / "demo.mp4", self._settings, FPS))
            for index in range(self.length):
                self._record_frame(recorder, index)
                yield
        cv2.imwrite(str(folder / "demo.png"), self._sheet())

    def table(self) -> str:
        """Say for each phase what the mirror said."""
        rows = [f"{'the athlete':<14}{'frames':>8}   {'the mirror said':<28}{'keypoints found':>15}"]
        for phase, tally in self._tallies.items():
            said = ", ".join(f"{label} {n / tally.frames:.0%}" for label, n in tally.labels.most_common(2))
            found = f"{np.mean(tally.found):.0%}" if tally.found else ""
            rows.append(f"{phase:<14}{tally.frames:>8}   {said:<28}{found:>15}")
        return "\n".join(rows)

    def _record_frame(self, recorder: Recorder, index: int) -> None:
        scene = self._stage.frame_at(index / FPS)
        started = time.perf_counter()
        estimate = self._estimator.follow(Frame(scene.image, index, index / FPS))
        seconds = time.perf_counter() - started
        status = f"{estimate.model}   {1 / seconds:.0f} fps   {seconds * 1000:.0f} ms"
        recorder.add(scene.image, estimate, status, self._notices)
        self._tallies.setdefault(scene.phase, Tally()).add(scene, estimate)
        self._pictures.setdefault(scene.phase, []).append(_small(recorder))

    def _sheet(self) -> Image:
        """One picture from the middle of each phase; the ways between them say little."""
        phases = [pictures for phase, pictures in self._pictures.items() if phase != "transition"]
        chosen = [pictures[len(pictures) // 2] for pictures in phases]
        chosen += [np.zeros_like(chosen[0])] * (-len(chosen) % SHEET_COLUMNS)
        rows = [chosen[i : i + SHEET_COLUMNS] for i in range(0, len(chosen), SHEET_COLUMNS)]
        return np.vstack([np.hstack(row) for row in rows])


def _small(recorder: Recorder) -> Image:
    with canvas.pixels(recorder.surface) as pixels:
        height, width = pixels.shape[:2]
        size = (SHEET_WIDTH, round(height * SHEET_WIDTH / width))
        return cv2.resize(pixels[..., :3], size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]
