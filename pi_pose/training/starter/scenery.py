"""Pictures of places in which nobody is."""

from collections.abc import Iterator

import numpy as np

from pi_pose.athlete.lens import random_lens
from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.rooms import random_room
from pi_pose.athlete.training import random_view
from pi_pose.frames import Image
from pi_pose.inference import crop, tracker
from pi_pose.inference.tracker import PoseModel
from pi_pose.pose import Points
from pi_pose.training.starter.drawn import SIZES_WH
from pi_pose.training.starter.example import nobody
from pi_pose.training.starter.stock import Item, pack

SMALLEST_PX = 72
MARGIN = 0.12
"""How far from a person a place begins, as a share of the person's extent."""
EMPTY, HINT = 0.12, 0.35
"""A place is empty when the teacher's mean score stays under the first and none over the second."""


def rooms(seed: int, shard: int, count: int) -> Iterator[Item]:
    """Drawn rooms and landscapes that nobody has entered yet."""
    for number in range(count):
        rng = np.random.default_rng((seed, shard, number))
        room, view = random_room(rng), random_view(rng, SIZES_WH[rng.integers(len(SIZES_WH))])
        yield pack(nobody(random_lens(rng).through(backdrop.paint(room, view), rng)))


def beside(image: Image, xy: Points, teacher: PoseModel) -> Iterator[Item]:
    """The parts of a photograph left, right and above of the person, if nobody else is there."""
    for part in _parts(image, xy):
        if min(part.shape[:2]) >= SMALLEST_PX and _is_empty(part, teacher):
            yield pack(nobody(np.ascontiguousarray(part)))


def _parts(image: Image, xy: Points) -> tuple[Image, Image, Image]:
    margin = MARGIN * float(np.ptp(xy, axis=0).max())
    left, top = np.maximum(xy.min(axis=0) - margin, 0).astype(int)
    right = int(xy[:, 0].max() + margin)
    return image[:, :left], image[:, right:], image[: max(0, top - int(margin))]


def _is_empty(part: Image, teacher: PoseModel) -> bool:
    scores = tracker.look(teacher, part, crop.whole((part.shape[1], part.shape[0]))).scores
    return bool(scores.mean() < EMPTY and scores.max() < HINT)
