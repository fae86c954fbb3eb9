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

IMAGE: Image = np.zeros((480, 640, 3), np.uint8)


class Scripted:
    """A model that answers as sure as it is told, and remembers where it looked."""

    name = "scripted"

    def __init__(self, *scores: float) -> None:
        self.scores = list(scores)
        self.regions: list[CropRegion] = []

    def estimate(self, image: Image, region: CropRegion) -> Pose:
        assert image.ndim == 3
        self.regions.append(region)
        return standing(height=0.4, score=self.scores.pop(0) if len(self.scores) > 1 else self.scores[0])


def follow(model: Scripted, frames: int) -> list[Pose | None]:
    tracker = Tracker(model, Settings())
    return [tracker.follow(Frame(IMAGE, i, i / 30)) for i in range(frames)]


def test_the_second_look_is_where_the_person_was() -> None:
    model = Scripted(0.9)
    follow(model, 2)
    assert model.regions == [crop.whole((640, 480)), crop.next_region(standing(height=0.4), (640, 480))]


def test_somebody_lost_is_looked_for_everywhere() -> None:
    model = Scripted(0.9, 0.1, 0.9)
    assert [pose is not None for pose in follow(model, 3)] == [True, False, True]
    assert model.regions[2] == crop.whole((640, 480))


def test_another_frame_size_starts_anew() -> None:
    model = Scripted(0.9)
    tracker = Tracker(model, Settings(smoothing=Smoothing()))
    tracker.follow(Frame(IMAGE, 0, 0.0))
    tracker.follow(Frame(IMAGE[:240], 1, 0.03))
    assert model.regions[-1] == crop.whole((640, 240))


def test_somebody_seen_well_is_looked_at_three_times() -> None:
    model = Scripted(0.7, 0.9, 0.8)
    pose = Tracker(model, Settings()).find(Frame(IMAGE, 0, 0.0))
    assert len(model.regions) == 3
    assert pose is not None
    assert round(pose.score, 2) == 0.9


def test_somebody_hardly_seen_is_searched_for_in_the_parts() -> None:
    model = Scripted(0.3)
    Tracker(model, Settings()).find(Frame(IMAGE, 0, 0.0))
    assert set(crop.parts((640, 480))) <= set(model.regions)


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
