"""What the classifier learns from."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from pi_pose.coach.classifier import NONE, YogaClassifier
from pi_pose.frames import Image
from pi_pose.inference.crop import CropRegion
from pi_pose.pose import MIRRORED, Keypoint, Pose
from pi_pose.training.classifier import augment, figures, photographs, samples
from tests.poses import standing

ROWS = np.repeat(samples.row(standing(), (480, 480))[np.newaxis], 500, axis=0)


def test_a_mirrored_body_has_its_left_on_the_other_side() -> None:
    mirrored = augment.mirror(ROWS[:2].copy(), np.array([True, False]))
    assert (mirrored[1] == ROWS[1]).all()
    assert mirrored[0, Keypoint.LEFT_WRIST, 0] == -ROWS[0, Keypoint.RIGHT_WRIST, 0]
    assert (mirrored[0, :, 1] == ROWS[0, list(MIRRORED), 1]).all()


def test_roughened_keypoints_stay_near_where_they_were() -> None:
    size = np.ptp(ROWS[0, :, 1])
    rough = augment.roughen(ROWS, np.random.default_rng(0))
    centred = rough[..., :2] - rough[..., :2].mean(axis=1, keepdims=True)
    before = np.abs(ROWS[..., :2] - ROWS[..., :2].mean(axis=1, keepdims=True))
    off = np.linalg.norm(np.abs(centred) - before, axis=2) / size
    assert 0.01 < np.median(off) < 0.1
    assert len(np.unique(rough[:, 0, 0])) == len(rough)


def test_roughening_leaves_its_input_alone() -> None:
    before = ROWS.copy()
    augment.roughen(ROWS, np.random.default_rng(0))
    assert (before == ROWS).all()


def test_drawn_figures_are_what_they_are_called(classifier: YogaClassifier) -> None:
    drawn = figures.draw(400, seed=99)
    guesses = [classifier.guess(Pose(row[:, :2], row[:, 2]), (1, 1)).label or NONE for row in drawn.rows]
    right = np.mean([guess == label for guess, label in zip(guesses, drawn.labels, strict=True)])
    assert set(drawn.labels) == set(classifier.labels)
    assert right > 0.85


def test_the_same_seed_draws_the_same_figures() -> None:
    assert (figures.draw(5, seed=1).rows == figures.draw(5, seed=1).rows).all()
    assert (figures.draw(5, seed=1).rows != figures.draw(5, seed=2).rows).any()


class Counting:
    """A pose model that counts how often it is asked, and finds the same everywhere."""

    name = "counting"
    asked = 0

    def estimate(self, image: Image, region: CropRegion) -> Pose:
        assert image.ndim == 3
        assert region.side > 0
        self.asked += 1
        return standing()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tree/a.png", "tree/b.png", "dog/c.png"):
        path = tmp_path / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), np.full((60, 80, 3), len(name), np.uint8))
    return tmp_path / "pictures"


def test_a_sub_folder_names_its_pictures(folder: Path, tmp_path: Path) -> None:
    read = photographs.read(folder, Counting(), tmp_path / "cache", copies=0)
    assert read.labels.tolist() == ["dog", "tree", "tree"]
    assert read.names.tolist() == ["dog/c.png", "tree/a.png", "tree/b.png"]
    assert read.rows.shape == (3, 17, 3)
    assert read.rows[0] == pytest.approx(samples.row(standing(), (80, 60)))


def test_what_was_looked_at_once_is_remembered(folder: Path, tmp_path: Path) -> None:
    model = Counting()
    first = photographs.read(folder, model, tmp_path / "cache", copies=2)
    looks = model.asked
    again = photographs.read(folder, model, tmp_path / "cache", copies=2)
    assert looks == len(first) == 3 * 2 * 3
    assert model.asked == looks
    assert (first.rows == again.rows).all()


def test_a_changed_picture_is_looked_at_again(folder: Path, tmp_path: Path) -> None:
    model = Counting()
    photographs.read(folder, model, tmp_path / "cache", copies=0)
    cv2.imwrite(str(folder / "dog/c.png"), np.full((60, 80, 3), 200, np.uint8))
    photographs.read(folder, model, tmp_path / "cache", copies=0)
    assert model.asked == 2 * 3 * 3


def test_a_varied_picture_is_another_picture_of_the_same_thing() -> None:
    picture = np.full((100, 100, 3), 128, np.uint8)
    rng = np.random.default_rng(0)
    varied = [photographs.vary(picture, rng) for _ in range(8)]
    assert len({image.shape for image in varied}) > 4
    assert all(image.dtype == np.uint8 for image in varied)
