"""The square that the model looks at."""

import numpy as np
import pytest

from pi_pose.inference import crop
from pi_pose.inference.crop import CropRegion
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing, with_scores

FRAME_WH = (640, 480)


def inside(region: CropRegion, pose: Pose, keypoint: Keypoint) -> bool:
    x, y = pose.xy[keypoint] * FRAME_WH
    across, down = (x - region.left) / region.side, (y - region.top) / region.side
    return bool(0 <= across <= 1 and 0 <= down <= 1)


def test_somebody_new_is_looked_for_in_the_whole_frame() -> None:
    assert crop.next_region(None, FRAME_WH) == CropRegion(0, -80, 640)


def test_the_crop_is_a_square_around_the_hips_that_holds_everybody_part() -> None:
    pose = standing(height=0.4, x=0.3)
    region = crop.next_region(pose, FRAME_WH)
    assert region.left + region.side / 2 == pytest.approx(0.3 * 640, abs=0.1)
    assert region.top + region.side / 2 == pytest.approx(0.5 * 480, abs=0.1)
    assert region.side < 480
    assert all(inside(region, pose, k) for k in Keypoint)


def test_raised_arms_widen_the_crop() -> None:
    pose = standing(height=0.4, y=0.6)
    xy = pose.xy.copy()
    for side in ("LEFT", "RIGHT"):
        xy[Keypoint[f"{side}_ELBOW"]] = pose.xy[Keypoint[f"{side}_EAR"]] - (0, 0.06)
        xy[Keypoint[f"{side}_WRIST"]] = pose.xy[Keypoint[f"{side}_EAR"]] - (0, 0.16)
    overhead = Pose(xy, pose.scores)
    region = crop.next_region(overhead, FRAME_WH)
    assert region.side > crop.next_region(pose, FRAME_WH).side * 1.2
    assert inside(region, overhead, Keypoint.LEFT_WRIST)
    assert inside(region, overhead, Keypoint.RIGHT_WRIST)


def test_keypoints_that_are_not_seen_do_not_widen_the_crop() -> None:
    pose = standing(height=0.4)
    xy, scores = pose.xy.copy(), pose.scores.copy()
    xy[Keypoint.LEFT_WRIST], scores[Keypoint.LEFT_WRIST] = (0.99, 0.5), 0.05
    assert crop.next_region(Pose(xy, scores), FRAME_WH) == crop.next_region(pose, FRAME_WH)


@pytest.mark.parametrize("lost", ["SHOULDER", "HIP"])
def test_a_torso_that_is_not_seen_leads_back_to_the_whole_frame(lost: str) -> None:
    pose = with_scores(standing(), 0.1, Keypoint[f"LEFT_{lost}"], Keypoint[f"RIGHT_{lost}"])
    assert crop.next_region(pose, FRAME_WH) == crop.whole(FRAME_WH)


def test_somebody_very_close_is_seen_in_the_whole_frame() -> None:
    assert crop.next_region(standing(height=1.6), FRAME_WH) == crop.whole(FRAME_WH)


def test_the_parts_of_a_picture_cover_it_and_overlap() -> None:
    seen = np.zeros((480, 640), int)
    for part in crop.parts(FRAME_WH):
        left, top, side = round(part.left), round(part.top), round(part.side)
        assert left >= 0
        assert top >= 0
        seen[top : top + side, left : left + side] += 1
    assert seen.min() == 1
    assert seen[240, 320] > 1


def test_a_crop_beyond_the_frame_is_black_there() -> None:
    image = np.full((480, 640, 3), 200, np.uint8)
    square = crop.whole(FRAME_WH).cut(image, 192)
    assert square.shape == (192, 192, 3)
    assert (square[:22] == 0).all()
    assert (square[26:166] == 200).all()
    assert (square[170:] == 0).all()


def test_a_crop_in_the_frame_has_no_black_in_it() -> None:
    image = np.full((480, 640, 3), 200, np.uint8)
    assert (CropRegion(3, 5, 301).cut(image, 192) == 200).all()


@pytest.mark.parametrize(
    "region", [CropRegion(-300, 0, 200), CropRegion(0, 481, 200), CropRegion(900, 900, 1)]
)
def test_a_crop_that_shows_nothing_of_the_frame_is_black(region: CropRegion) -> None:
    assert not region.cut(np.full((480, 640, 3), 200, np.uint8), 192).any()


def test_a_point_keeps_its_place_through_crop_and_back() -> None:
    image = np.zeros((480, 640, 3), np.uint8)
    image[296:304, 446:454] = 255  # centred on x 450, y 300
    region = CropRegion(400, 200, 192)
    square = region.cut(image, 192)
    rows, columns = np.nonzero(square[..., 0] > 128)
    centre = np.array([[(columns.mean() + 0.5) / 192, (rows.mean() + 0.5) / 192]], np.float32)
    assert region.to_frame(centre, FRAME_WH)[0] * FRAME_WH == pytest.approx((450, 300), abs=0.5)


def test_keypoints_in_one_point_leave_something_to_look_at() -> None:
    point = Pose(np.full((17, 2), 0.5, np.float32), np.full(17, 0.9, np.float32))
    region = crop.next_region(point, (640, 480))
    assert region.side == 20
    assert region.cut(np.zeros((480, 640, 3), np.uint8), 192).shape == (192, 192, 3)
