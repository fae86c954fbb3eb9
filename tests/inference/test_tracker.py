"""Following one person, and finding one in a single picture."""

import numpy as np

from pi_pose.athlete import Stage
from pi_pose.frames import Frame, Image
from pi_pose.inference import crop
from pi_pose.inference.crop import CropRegion
from pi_pose.inference.movenet import MoveNet
from pi_pose.inference.tracker import Tracker
from pi_pose.pose import Pose
from pi_pose.settings import Settings, Smoothing
from tests.poses import standing

IMAGE: Image = np.random.default_rng(0).integers(0, 256, (480, 640, 3), np.uint8)
"""No two parts of it look alike."""


class Scripted:
    """A model that answers as sure as it is told, and remembers what it was shown."""

    name = "scripted"
    side = 192

    def __init__(self, *scores: float) -> None:
        self.scores = list(scores)
        self.squares: list[Image] = []

    def estimate(self, square: Image) -> Pose:
        self.squares.append(square)
        return standing(height=0.4, score=self.scores.pop(0) if len(self.scores) > 1 else self.scores[0])

    def saw(self, region: CropRegion, image: Image = IMAGE) -> list[bool]:
        """Of each look, whether it was at that region of a picture."""
        return [bool((region.cut(image, self.side) == square).all()) for square in self.squares]


def follow(model: Scripted, frames: int) -> list[Pose | None]:
    tracker = Tracker(model, Settings())
    return [tracker.follow(Frame(IMAGE, i, i / 30)) for i in range(frames)]


SIZE_WH = (640, 480)
WHOLE = crop.whole(SIZE_WH)
THERE = crop.next_region(WHOLE.placed(standing(height=0.4), SIZE_WH), SIZE_WH)
"""Where the one is whom the model sees in the whole picture."""


def test_the_second_look_is_where_the_person_was() -> None:
    model = Scripted(0.9)
    follow(model, 2)
    assert (model.saw(WHOLE), model.saw(THERE)) == ([True, False], [False, True])


def test_what_is_cut_before_an_answer_is_where_the_person_was_before_that() -> None:
    model = Scripted(0.9)
    tracker = Tracker(model, Settings())
    first, second = (tracker.view(Frame(IMAGE, i, i / 30)) for i in range(2))
    tracker.learn(first.ask())
    third = tracker.view(Frame(IMAGE, 2, 2 / 30))
    assert [view.region for view in (first, second, third)] == [WHOLE, WHOLE, THERE]


def test_somebody_lost_is_looked_for_everywhere() -> None:
    model = Scripted(0.9, 0.1, 0.9)
    assert [pose is not None for pose in follow(model, 3)] == [True, False, True]
    assert model.saw(WHOLE) == [True, False, True]


def test_another_frame_size_starts_anew() -> None:
    model = Scripted(0.9)
    tracker = Tracker(model, Settings(smoothing=Smoothing()))
    tracker.follow(Frame(IMAGE, 0, 0.0))
    tracker.follow(Frame(IMAGE[:240], 1, 0.03))
    assert model.saw(crop.whole((640, 240)), IMAGE[:240])[-1]


def test_somebody_seen_well_is_looked_at_three_times() -> None:
    model = Scripted(0.7, 0.9, 0.8)
    pose = Tracker(model, Settings()).find(Frame(IMAGE, 0, 0.0))
    assert len(model.squares) == 3
    assert pose is not None
    assert round(pose.score, 2) == 0.9


def test_somebody_hardly_seen_is_searched_for_in_the_parts() -> None:
    model = Scripted(0.3)
    Tracker(model, Settings()).find(Frame(IMAGE, 0, 0.0))
    assert all(any(model.saw(part)) for part in crop.parts(SIZE_WH))


def test_somebody_small_in_a_corner_is_found(movenet: MoveNet) -> None:
    scene = Stage((320, 240)).frame_at(8)
    wide = np.full((720, 960, 3), 120, np.uint8)
    wide[460:700, 20:340] = scene.image
    pose = Tracker(movenet, Settings()).find(Frame(wide, 0, 0.0))
    assert pose is not None
    assert scene.pose is not None
    truth = (scene.pose.xy * (320, 240) + (20, 460)) / (960, 720)
    distances = np.linalg.norm((pose.xy - truth) * (960, 720), axis=1)
    assert np.median(distances) < 10
