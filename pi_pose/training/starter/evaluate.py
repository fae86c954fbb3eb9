"""How good a model is, asked through the same code that the mirror runs, beside its teacher."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from pi_pose.camera import pictures
from pi_pose.camera.video import Video
from pi_pose.frames import Frame
from pi_pose.inference import crop, tracker
from pi_pose.inference.tracker import PoseModel, Tracker
from pi_pose.pose import Keypoint, Pose
from pi_pose.settings import Settings
from pi_pose.training.starter import framing, measure

Look: TypeAlias = Callable[[Frame], Pose | None]

ELSEWHERE = 0.04
"""How far the square of another look lies from the first one's, and how much larger or smaller it is: the
deviation, as a share of the side. It is 8 of 192 pixels."""

UNSEEN = Pose(np.full((len(Keypoint), 2), np.inf, np.float32), np.zeros(len(Keypoint), np.float32))


@dataclass(frozen=True, slots=True)
class Mark:
    """PCK of one model on one set of pictures."""

    frames: int
    """In how many somebody was to be found."""
    found: float
    """The share of them in which somebody was."""
    pck_01: float
    pck_02: float


def against(truth: Look, look: Look, frames: Iterable[Frame]) -> Mark:
    """Compare what a model sees with what is true, or with what its teacher sees."""
    pairs = [
        (known, look(frame) or UNSEEN, frame.size_wh)
        for frame in frames
        if (known := truth(frame)) is not None
    ]
    found = np.mean([seen is not UNSEEN for _, seen, _ in pairs])
    return Mark(len(pairs), float(found), _pck(pairs, 0.1), _pck(pairs, 0.2))


def stills(folder: Path) -> Iterator[Frame]:
    """Every picture of a folder."""
    return (Frame(pictures.load(path), index, 0.0) for index, path in enumerate(pictures.find(folder)))


def film(path: Path) -> Iterator[Frame]:
    """Every frame of a video."""
    video = Video(path)
    while (frame := video.read()) is not None:
        yield frame


def still_look(model: PoseModel) -> Look:
    """See pictures one by one."""
    return Tracker(model, Settings()).find


def film_look(model: PoseModel) -> Look:
    """Follow a person from frame to frame; each frame is asked about once, in order."""
    return Tracker(model, Settings()).follow


def another_look(model: PoseModel, first: Look, seed: int = 0) -> Look:
    """See what `first` sees once more, in a square that lies a little elsewhere.

    How far a model so agrees with itself is as far as another one can be asked to agree with it.
    """
    rng = np.random.default_rng(seed)

    def look(frame: Frame) -> Pose | None:
        if (pose := first(frame)) is None:
            return None
        zoom, shift = np.exp(rng.normal(0, ELSEWHERE)), rng.normal(0, ELSEWHERE, 2)
        region = framing.zoomed(crop.next_region(pose, frame.size_wh), zoom, shift)
        return tracker.look(model, frame.image, region)

    return look


def _pck(pairs: list[tuple[Pose, Pose, tuple[int, int]]], share: float) -> float:
    return measure.share_of(
        measure.hits(seen.xy * size_wh, known.xy * size_wh, known.scores, share)
        for known, seen, size_wh in pairs
    )
