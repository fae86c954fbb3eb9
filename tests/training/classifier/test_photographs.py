"""What is seen in pictures, what is remembered of it, and what cannot be used."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from pi_pose.coach import embedding
from pi_pose.coach.classifier import NONE
from pi_pose.frames import Image
from pi_pose.inference import crop
from pi_pose.pose import Keypoint, Pose
from pi_pose.training.classifier import folders, photographs
from pi_pose.training.classifier.folders import Picture
from pi_pose.training.classifier.photographs import Photographer
from tests.poses import standing, with_scores


class Counting:
    """A pose model that counts how often it is asked, and finds the same everywhere."""

    name = "counting"
    side = 192

    def __init__(self, pose: Pose | None = None) -> None:
        self.asked = 0
        self._pose = pose or standing()

    def estimate(self, square: Image) -> Pose:
        assert square.shape == (self.side, self.side, 3)
        self.asked += 1
        return self._pose


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tree/a.png", "tree/b.png", "dog/c.png"):
        path = tmp_path / "pictures" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), np.full((60, 80, 3), path.stem.encode()[0], np.uint8))
    return tmp_path / "pictures"


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    path = tmp_path / "model.tflite"
    path.write_bytes(b"a model")
    return path


def test_a_picture_is_looked_at_as_the_mirror_would(folder: Path, model_file: Path, tmp_path: Path) -> None:
    gathered = Photographer(Counting(), model_file, tmp_path / "cache").gather(folders.labelled(folder))
    assert gathered.refused == []
    assert gathered.samples.labels.tolist() == ["dog", "tree", "tree"]
    assert [Path(name).name for name in gathered.samples.names] == ["c.png", "a.png", "b.png"]
    found = crop.whole((80, 60)).placed(standing(), (80, 60))
    assert gathered.samples.rows[0] == pytest.approx(embedding.row(found, (80, 60)))


def test_what_was_looked_at_once_is_remembered(folder: Path, model_file: Path, tmp_path: Path) -> None:
    model = Counting()
    for _ in range(2):
        photographer = Photographer(model, model_file, tmp_path / "cache")
        gathered = photographer.gather(folders.labelled(folder), copies=2)
        assert len(gathered.samples) == 3 * 2 * 3
        assert model.asked == 3 * 3 + 3 * 2 * 3


def test_only_a_changed_picture_is_looked_at_again(folder: Path, model_file: Path, tmp_path: Path) -> None:
    model = Counting()
    photographer = Photographer(model, model_file, tmp_path / "cache")
    photographer.gather(folders.labelled(folder))
    cv2.imwrite(str(folder / "dog/c.png"), np.full((60, 80, 3), 200, np.uint8))
    photographer.gather(folders.labelled(folder))
    assert model.asked == 3 * 3 + 3


def test_another_model_looks_for_itself(folder: Path, model_file: Path, tmp_path: Path) -> None:
    model = Counting()
    Photographer(model, model_file, tmp_path / "cache").gather(folders.labelled(folder))
    model_file.write_bytes(b"another model")
    Photographer(model, model_file, tmp_path / "cache").gather(folders.labelled(folder))
    assert model.asked == 2 * 3 * 3


def test_a_look_that_was_interrupted_leaves_nothing_half_written(
    folder: Path, model_file: Path, tmp_path: Path
) -> None:
    class Interrupted(Counting):
        def estimate(self, square: Image) -> Pose:
            if self.asked == 4:
                raise KeyboardInterrupt
            return super().estimate(square)

    with pytest.raises(KeyboardInterrupt):
        Photographer(Interrupted(), model_file, tmp_path / "cache").gather(folders.labelled(folder))
    model = Counting()
    gathered = Photographer(model, model_file, tmp_path / "cache").gather(folders.labelled(folder))
    assert len(gathered.samples) == 3
    assert model.asked == 2 * 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\xff\xd8\xff\xe0 half a picture", "not a whole picture"),
        (b"text", "not a whole picture"),
    ],
)
def test_a_damaged_picture_is_refused(
    folder: Path, model_file: Path, tmp_path: Path, content: bytes, reason: str
) -> None:
    (folder / "tree/a.png").write_bytes(content)
    gathered = Photographer(Counting(), model_file, tmp_path / "cache").gather(folders.labelled(folder))
    assert len(gathered.samples) == 2
    assert [one.picture.path.name for one in gathered.refused] == ["a.png"]
    assert reason in gathered.refused[0].reason


def test_a_picture_of_nobody_is_refused(folder: Path, model_file: Path, tmp_path: Path) -> None:
    model = Counting(standing(score=0.05))
    gathered = Photographer(model, model_file, tmp_path / "cache").gather(folders.labelled(folder), copies=1)
    assert len(gathered.samples) == 0
    assert {one.reason for one in gathered.refused} == {"nobody in view"}


def test_a_picture_of_half_a_person_is_refused_unless_it_is_a_non_pose(
    folder: Path, model_file: Path, tmp_path: Path
) -> None:
    half = with_scores(standing(), 0.02, Keypoint.LEFT_ANKLE, Keypoint.RIGHT_ANKLE)
    photographer = Photographer(Counting(half), model_file, tmp_path / "cache")
    gathered = photographer.gather(
        [Picture(folder / "tree/a.png", "tree"), Picture(folder / "tree/b.png", NONE)]
    )
    assert gathered.samples.labels.tolist() == [NONE]
    assert [one.reason for one in gathered.refused] == ["left ankle not visible"]


def test_a_varied_picture_is_another_picture_of_the_same_thing() -> None:
    picture = np.full((100, 100, 3), 128, np.uint8)
    rng = np.random.default_rng(0)
    varied = [photographs.vary(picture, rng) for _ in range(8)]
    assert len({image.shape for image in varied}) > 4
    assert all(image.dtype == np.uint8 for image in varied)
