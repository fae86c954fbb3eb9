"""Poses that were taught are kept, found again, and carried to another mirror."""

import json
from pathlib import Path

import numpy as np
import pytest

from pi_pose.coach import embedding, taught
from pi_pose.coach.neighbours import Neighbours
from pi_pose.coach.taught import LONGEST_NAME, TaughtPose, TaughtPoses
from pi_pose.errors import PosesError
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing

UP = np.array([1, -1], np.float32)


def with_arm(side: str, height: float = 0.5, **place: float) -> Pose:
    """Somebody who raises one arm."""
    pose = standing(height=height, **place)
    xy = pose.xy.copy()
    shoulder = xy[Keypoint[f"{side}_SHOULDER"]]
    for part in ("ELBOW", "WRIST"):
        keypoint = Keypoint[f"{side}_{part}"]
        xy[keypoint] = shoulder + (xy[keypoint] - shoulder) * UP
    return Pose(xy, pose.scores)


def rows(pose: Pose, size_wh: tuple[int, int] = (480, 480)) -> embedding.Rows:
    return embedding.row(pose, size_wh)[np.newaxis]


@pytest.fixture
def poses(tmp_path: Path) -> TaughtPoses:
    return TaughtPoses(tmp_path / "poses")


def names(poses: TaughtPoses) -> list[str]:
    return [pose.name for pose in poses.load()]


@pytest.mark.parametrize(
    "name", ["half moon", "半月のポーズ", "../../etc/passwd", "a/b", "100 %", ".hidden", "con:aux"]
)
def test_a_pose_is_kept_whatever_it_is_called(poses: TaughtPoses, name: str) -> None:
    poses.keep(TaughtPose(name, rows(standing())))
    assert names(poses) == [name]
    assert [path.parent for path in poses.folder.iterdir()] == [poses.folder]


def test_only_keypoints_around_the_hips_are_kept(poses: TaughtPoses) -> None:
    for x in (0.2, 0.7):
        poses.keep(TaughtPose(f"at {x}", rows(standing(x=x))))
    near, far = (path.read_text(encoding="utf-8") for path in sorted(poses.folder.iterdir()))
    assert set(json.loads(near)) == {"name", "keypoints"}
    assert np.array(json.loads(near)["keypoints"]) == pytest.approx(
        np.array(json.loads(far)["keypoints"]), abs=0.01
    )


def test_no_folder_is_no_poses(poses: TaughtPoses) -> None:
    assert poses.load() == []
    assert poses.free_name() == "pose 1"


def test_the_next_free_name_fills_a_gap(poses: TaughtPoses) -> None:
    for name in ("pose 1", "pose 3"):
        poses.keep(TaughtPose(name, rows(standing())))
    assert poses.free_name() == "pose 2"


def test_a_pose_gets_another_name(poses: TaughtPoses) -> None:
    poses.keep(TaughtPose("pose 1", rows(standing())))
    poses.rename("pose 1", "mountain")
    assert names(poses) == ["mountain"]


def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(poses: TaughtPoses) -> None:
    for name in ("mountain", "moon"):
        poses.keep(TaughtPose(name, rows(standing())))
    with pytest.raises(PosesError, match="already"):
        poses.rename("moon", "mountain")
    assert names(poses) == ["moon", "mountain"]


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1), "a\nb"])
def test_a_name_that_cannot_be_shown_is_refused(poses: TaughtPoses, name: str) -> None:
    with pytest.raises(PosesError, match="1 to 40 characters"):
        poses.keep(TaughtPose(name, rows(standing())))


def test_a_removed_pose_is_gone(poses: TaughtPoses) -> None:
    poses.keep(TaughtPose("mountain", rows(standing())))
    poses.remove("mountain")
    assert names(poses) == []


def test_a_typo_is_guessed(poses: TaughtPoses) -> None:
    poses.keep(TaughtPose("mountain", rows(standing())))
    with pytest.raises(PosesError, match="did you mean 'mountain'"):
        poses.remove("montain")


def test_poses_go_to_another_mirror(poses: TaughtPoses, tmp_path: Path) -> None:
    poses.keep(TaughtPose("half moon", rows(standing())))
    assert poses.hand_out(tmp_path / "stick") == ["half moon"]
    other = TaughtPoses(tmp_path / "other")
    assert other.take_in(tmp_path / "stick") == ["half moon"]
    assert other.load()[0].rows == pytest.approx(poses.load()[0].rows)


def test_a_folder_without_poses_cannot_be_taken_in(poses: TaughtPoses, tmp_path: Path) -> None:
    with pytest.raises(PosesError, match="no pose in"):
        poses.take_in(tmp_path)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "null", "{", '{"name": "x"}', '{"name": "x", "keypoints": []}', '{"name": 3, "keypoints": []}',
     '{"name": "x", "keypoints": [[[NaN, 0, 0]]]}', "\x00\x01"],
)  # fmt: skip
def test_a_file_that_is_no_pose_is_left_out_and_the_others_stay(poses: TaughtPoses, content: str) -> None:
    poses.keep(TaughtPose("mountain", rows(standing())))
    broken = poses.folder / f"broken{taught.SUFFIX}"
    broken.write_text(content, encoding="utf-8")
    assert names(poses) == ["mountain"]
    with pytest.raises(PosesError, match="remove it"):
        taught.read(broken)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "poses").write_text("a file is in the way")
    with pytest.raises(PosesError, match="cannot keep 'mountain'"):
        TaughtPoses(tmp_path / "poses").keep(TaughtPose("mountain", rows(standing())))


def score(pose: Pose, *known: TaughtPose) -> float:
    return Neighbours(known).scores(pose, (480, 480))["arm"]


def test_a_taught_pose_is_known_again_from_near_and_far_and_to_the_other_side(poses: TaughtPoses) -> None:
    poses.keep(TaughtPose("arm", rows(with_arm("LEFT"))))
    arm = poses.load()[0]
    assert score(with_arm("LEFT", height=0.9), arm) > 0.95
    assert score(with_arm("LEFT", height=0.2, x=0.2, y=0.3), arm) > 0.95
    assert score(with_arm("RIGHT"), arm) > 0.95


def test_another_pose_is_not(poses: TaughtPoses) -> None:
    poses.keep(TaughtPose("arm", rows(with_arm("LEFT"))))
    assert score(standing(), poses.load()[0]) < 0.4
