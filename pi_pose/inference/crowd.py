"""Follows the one who trains, where a model sees everybody."""

from typing import Protocol

import numpy as np
from msgspec import Struct

from pi_pose.frames import Frame, Image
from pi_pose.inference.answer import Answer
from pi_pose.inference.smoothing import Smoother
from pi_pose.inference.tracks import SEEN, Track, Tracks
from pi_pose.pose import Pose
from pi_pose.settings import Settings

MARGIN = 0.1
"""How much nearer to the middle somebody else must be to be followed instead, in widths of the frame."""


class CrowdModel(Protocol):
    """A network that finds everybody in a picture."""

    @property
    def name(self) -> str:
        """What it is called in the catalogue."""
        ...

    def estimate_all(self, image: Image) -> list[Pose]:
        """Return the poses, the surest first, relative to the picture."""
        ...


class Whole(Struct, frozen=True, eq=False):
    """A whole frame."""

    frame: Frame
    model: CrowdModel

    def ask(self) -> Answer:
        """Find everybody in it."""
        return Answer(self.frame, tuple(self.model.estimate_all(self.frame.image)), self.model.name)


class Crowd:
    """Everybody in view; the person nearest the middle is followed."""

    def __init__(self, model: CrowdModel, settings: Settings) -> None:
        self.model = model
        self.others: tuple[Pose, ...] = ()
        """Everybody else in the last frame, where the settings ask for all people."""
        self._settings = settings
        self._tracks = Tracks()
        self._smoothers: dict[int, Smoother] = {}
        """By the numbers of the tracks."""
        self._followed: int | None = None

    def follow(self, frame: Frame) -> Pose | None:
        """Find the person in the next frame of a stream; None when nobody is there."""
        return self.learn(self.view(frame).ask())

    def view(self, frame: Frame) -> Whole:
        """Return what is to be looked at in the next frame of a stream: all of it."""
        return Whole(frame, self.model)

    def learn(self, answer: Answer) -> Pose | None:
        """Take note of what a view showed, and return the person; None when nobody is there."""
        frame = answer.frame
        tracks = self._tracks.link(self._people(answer), frame.timestamp, frame.size_wh)
        self._smoothers = {n: s for n, s in self._smoothers.items() if n in self._tracks.numbers}
        smooth = {track.number: self._smooth(track) for track in tracks}
        self._followed = self._choose(tracks)
        pose = smooth.pop(self._followed) if self._followed is not None else None
        self.others = self._shown(list(smooth.values()))
        return pose

    def find(self, frame: Frame) -> Pose | None:
        """Find the person in a picture that stands alone."""
        people = sorted(self._people(self.view(frame).ask()), key=_off_centre)
        self.others = self._shown(people[1:])
        return people[0] if people else None

    def _people(self, answer: Answer) -> list[Pose]:
        minimum = self._settings.for_model(answer.model).thresholds.person_score
        return [pose for pose in answer.poses if pose.score >= minimum]

    def _shown(self, others: list[Pose]) -> tuple[Pose, ...]:
        return tuple(others) if self._settings.model.people == "all" else ()

    def _smooth(self, track: Track) -> Pose:
        smoother = self._smoothers.setdefault(track.number, Smoother(self._settings.smoothing))
        return smoother.smooth(track.pose, track.timestamp)

    def _choose(self, tracks: list[Track]) -> int | None:
        """The one nearest the middle; of two about as near, the one followed so far."""
        if not tracks:
            return None
        off = {track.number: _off_centre(track.pose) for track in tracks}
        nearest = min(off, key=off.__getitem__)
        so_far = self._followed
        return so_far if so_far in off and off[so_far] < off[nearest] + MARGIN else nearest


def _off_centre(pose: Pose) -> float:
    """How far from the frame's middle line somebody stands, in widths of the frame."""
    seen = pose.scores >= SEEN
    x = pose.xy[seen if seen.any() else slice(None), 0]
    return abs(float(np.mean([x.min(), x.max()])) - 0.5)
