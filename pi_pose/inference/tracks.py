"""Who is who from one frame to the next.

The tracker that TensorFlow published with MultiPose (tfjs-models `tracker.ts`, `keypoint_tracker.ts`): a pose
is linked to the track it resembles most, the surest pose first; a track that nobody was linked to for a while
ends, and there are never more than a few. Alike is measured as COCO does, by Object Keypoint Similarity.
"""

import numpy as np
from msgspec import Struct

from pi_pose.pose import Points, Pose

MOST_TRACKS = 18
"""Three times as many as MultiPose sees at once."""

LONGEST_GAP_SECONDS = 1.0
LEAST_SIMILARITY = 0.2

SEEN = 0.3
"""The score above which a keypoint counts, and how many must be seen in both poses to compare them."""
FEWEST_KEYPOINTS = 4

FALLOFF = np.array(
    [0.026, *np.repeat([0.025, 0.035, 0.079, 0.072, 0.062, 0.107, 0.087, 0.089], 2)], np.float32
)
"""How exactly people agree on where each keypoint is, in body sizes: COCO's sigmas."""


class Track(Struct, frozen=True):
    """One person, as last seen."""

    number: int
    pose: Pose
    timestamp: float


class Tracks:
    """Everybody seen lately."""

    def __init__(self) -> None:
        self._tracks: list[Track] = []
        self._next = 0

    @property
    def numbers(self) -> set[int]:
        """The numbers of everybody seen lately."""
        return {track.number for track in self._tracks}

    def link(self, poses: list[Pose], timestamp: float, size_wh: tuple[int, int]) -> list[Track]:
        """Return the track of each pose of a frame; the poses come with the surest first."""
        alive = [track for track in self._tracks if timestamp - track.timestamp < LONGEST_GAP_SECONDS]
        linked: list[Track] = []
        for pose in poses:
            track = _most_alike(pose, alive, size_wh)
            if track is not None:
                alive.remove(track)
            linked.append(Track(track.number if track else self._new_number(), pose, timestamp))
        self._tracks = (linked + alive)[:MOST_TRACKS]  # those linked longest ago are last
        return linked

    def _new_number(self) -> int:
        self._next += 1
        return self._next


def _most_alike(pose: Pose, tracks: list[Track], size_wh: tuple[int, int]) -> Track | None:
    alike = [similarity(pose, track.pose, size_wh) for track in tracks]
    best = max(range(len(tracks)), key=alike.__getitem__, default=None)
    return tracks[best] if best is not None and alike[best] >= LEAST_SIMILARITY else None


def similarity(pose: Pose, other: Pose, size_wh: tuple[int, int]) -> float:
    """Return how alike two poses are, 0 to 1: COCO's OKS, with `other` as the truth."""
    seen = (pose.scores >= SEEN) & (other.scores >= SEEN)
    if seen.sum() < FEWEST_KEYPOINTS:
        return 0.0
    pixels = np.array(size_wh, np.float32)
    squared = (((pose.xy - other.xy) * pixels) ** 2).sum(axis=1)
    area = _box_area(other.xy[other.scores >= SEEN] * pixels)
    return float(np.exp(-squared / (2 * area * (2 * FALLOFF) ** 2))[seen].mean())


def _box_area(xy: Points) -> float:
    return max(float(np.ptp(xy, axis=0).prod()), 1.0)
