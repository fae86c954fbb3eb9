"""How far a model agrees with itself: it looks twice."""

import numpy as np

from pi_pose.frames import Frame, Image
from pi_pose.inference import crop
from pi_pose.pose import Keypoint, Pose
from pi_pose.training.starter import evaluate
from tests import poses

FRAME = Frame(np.zeros((200, 240, 3), np.uint8), 0, 0.0)
STANDING = poses.standing(0.7)


class Staring:
    """A model that finds everything in the middle of its square."""

    name, side = "staring", 16

    def estimate(self, square: Image) -> Pose:
        assert square.shape == (self.side, self.side, 3)
        return Pose(np.full((len(Keypoint), 2), 0.5, np.float32), np.ones(len(Keypoint), np.float32))


def test_another_look_is_taken_a_little_elsewhere() -> None:
    look = evaluate.another_look(Staring(), lambda _: STANDING)
    region = crop.next_region(STANDING, FRAME.size_wh)
    middle = np.array([region.left, region.top]) + region.side / 2
    seen = [pose.xy[0] * FRAME.size_wh for _ in range(200) if (pose := look(FRAME))]
    apart = (np.stack(seen) - middle) / region.side
    assert np.all(np.abs(apart.mean(axis=0)) < 0.02)
    assert np.all((apart.std(axis=0) > 0.03) & (apart.std(axis=0) < 0.05))


def test_the_same_seed_takes_the_same_looks() -> None:
    looks = [evaluate.another_look(Staring(), lambda _: STANDING, seed=3)(FRAME) for _ in range(2)]
    assert looks[0] is not None
    assert looks[1] is not None
    assert np.array_equal(looks[0].xy, looks[1].xy)


def test_nobody_is_not_looked_at_again() -> None:
    assert evaluate.another_look(Staring(), lambda _: None)(FRAME) is None
