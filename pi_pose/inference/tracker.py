"""Follows one person from frame to frame: crop, estimate, smooth."""

from typing import Protocol

from pi_pose.frames import Frame, Image
from pi_pose.inference import crop
from pi_pose.inference.crop import CropRegion
from pi_pose.inference.smoothing import Smoother
from pi_pose.pose import Pose
from pi_pose.settings import Settings

LOOKS = 3
"""How often a region of a single picture is looked at: as it is, then closer, and closer again.

On 560 photographs labelled by people, the surest of three looks had 80 % of the keypoints within 0.2 of
the torso's length, two looks 79 %, the first alone 70 %.
"""

SURE = 0.5
"""Below this score the parts of a picture are searched, too. On 240 drawn pictures of small people in floor
and balance poses, that raised the keypoints found within 0.1 of the body from 90 to 93 %; a higher value
finds more of them still, but takes more bystanders in photographs for the person."""


class PoseModel(Protocol):
    """A network that finds one person in a square of a picture."""

    @property
    def name(self) -> str:
        """What it is called in the catalogue."""
        ...

    def estimate(self, image: Image, region: CropRegion) -> Pose:
        """Return the keypoints, relative to the whole picture."""
        ...


def closer_and_closer(model: PoseModel, image: Image, region: CropRegion) -> list[Pose]:
    """Look at a region of a picture, and LOOKS times in all: each time closer at whom was found before."""
    size_wh = image.shape[1], image.shape[0]
    looks = [model.estimate(image, region)]
    while len(looks) < LOOKS:
        looks.append(model.estimate(image, crop.next_region(looks[-1], size_wh)))
    return looks


class Tracker:
    """One person, as one model sees them."""

    def __init__(self, model: PoseModel, settings: Settings) -> None:
        self.model = model
        """May be replaced between two frames."""
        self.others: tuple[Pose, ...] = ()
        """Nobody: such a model sees one person."""
        self._settings = settings
        self._smoother = Smoother(settings.smoothing)
        self._region: CropRegion | None = None
        self._size_wh = (0, 0)

    def follow(self, frame: Frame) -> Pose | None:
        """Find the person in the next frame of a stream; None when nobody is there."""
        pose = self.model.estimate(frame.image, self._expected(frame.size_wh))
        if pose.score < self._minimum():
            self.reset()
            return None
        pose = self._smoother.smooth(pose, frame.timestamp)
        self._region = crop.next_region(pose, frame.size_wh)
        return pose

    def find(self, frame: Frame) -> Pose | None:
        """Find the person in a picture that stands alone: the surest of several looks."""
        looks = closer_and_closer(self.model, frame.image, crop.whole(frame.size_wh))
        if _surest(looks).score < SURE:
            for part in crop.parts(frame.size_wh):
                looks += closer_and_closer(self.model, frame.image, part)
        pose = _surest(looks)
        return pose if pose.score >= self._minimum() else None

    def reset(self) -> None:
        """Forget the person: the next one is looked for in the whole frame."""
        self._region = None
        self._smoother.reset()

    def _minimum(self) -> float:
        return self._settings.for_model(self.model.name).thresholds.person_score

    def _expected(self, size_wh: tuple[int, int]) -> CropRegion:
        if self._region is None or size_wh != self._size_wh:
            self._size_wh = size_wh
            return crop.whole(size_wh)
        return self._region


def _surest(looks: list[Pose]) -> Pose:
    return max(looks, key=lambda look: look.score)
