"""What holds for the square that the model looks at, whoever stands wherever."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pi_pose.inference import crop
from pi_pose.inference.crop import LEAST, SEEN, TORSO, CropRegion
from pi_pose.pose import MIRRORED, Points, Pose
from tests.strategies import poses

FRAMES = st.tuples(st.integers(64, 4096), st.integers(64, 4096))


def with_torso(pose: Pose) -> Pose:
    """Return somebody whose torso is seen."""
    scores = pose.scores.copy()
    scores[list(TORSO)] = 0.9
    return Pose(pose.xy, scores)


def relative(region: CropRegion, pose: Pose, size_wh: tuple[int, int]) -> Points:
    """Where the keypoints are in the square, from 0 to 1."""
    placed: Points = (pose.xy * size_wh - (region.left, region.top)) / region.side
    return placed


@given(poses(), FRAMES)
def test_the_square_is_neither_a_point_nor_larger_than_the_frame(
    pose: Pose, size_wh: tuple[int, int]
) -> None:
    region = crop.next_region(pose, size_wh)
    assert np.isfinite([region.left, region.top, region.side]).all()
    assert LEAST * max(size_wh) <= region.side <= max(size_wh) * (1 + 1e-9)


@given(poses(), FRAMES)
def test_whatever_is_seen_in_the_frame_is_in_the_next_square(pose: Pose, size_wh: tuple[int, int]) -> None:
    inside = (pose.scores > SEEN) & (pose.xy >= 0).all(axis=1) & (pose.xy <= 1).all(axis=1)
    placed = relative(crop.next_region(pose, size_wh), pose, size_wh)[inside]
    assert (placed >= -1e-3).all()
    assert (placed <= 1 + 1e-3).all()


@given(poses(), FRAMES)
def test_without_a_torso_the_whole_frame_is_looked_at(pose: Pose, size_wh: tuple[int, int]) -> None:
    scores = pose.scores.copy()
    scores[list(TORSO)] = 0.1
    assert crop.next_region(Pose(pose.xy, scores), size_wh) == crop.whole(size_wh)


@given(poses(0, 1).map(with_torso), FRAMES)
def test_a_mirrored_person_is_looked_at_in_the_mirrored_square(pose: Pose, size_wh: tuple[int, int]) -> None:
    mirrored = Pose(pose.xy[list(MIRRORED)] * (-1, 1) + (1, 0), pose.scores[list(MIRRORED)])
    one, other = crop.next_region(pose, size_wh), crop.next_region(mirrored, size_wh)
    assert other.side == pytest.approx(one.side, rel=1e-3)
    assert other.top == pytest.approx(one.top, abs=0.01 * max(size_wh))
    assert other.left == pytest.approx(size_wh[0] - one.left - one.side, abs=0.01 * max(size_wh))


@given(poses(0, 1), FRAMES, st.integers(2, 4))
def test_a_finer_picture_changes_nothing_about_where_to_look(
    pose: Pose, size_wh: tuple[int, int], times: int
) -> None:
    coarse = crop.next_region(pose, size_wh)
    fine = crop.next_region(pose, (size_wh[0] * times, size_wh[1] * times))
    assert [fine.left, fine.top, fine.side] == pytest.approx(
        [coarse.left * times, coarse.top * times, coarse.side * times], abs=0.01 * max(size_wh)
    )


@given(FRAMES)
def test_the_parts_leave_no_pixel_out_and_lie_in_the_frame(size_wh: tuple[int, int]) -> None:
    seen = np.zeros((size_wh[1] // 16 + 1, size_wh[0] // 16 + 1), bool)
    y, x = np.mgrid[: seen.shape[0], : seen.shape[1]] * 16
    for part in crop.parts(size_wh):
        seen |= (
            (x >= part.left) & (x <= part.left + part.side) & (y >= part.top) & (y <= part.top + part.side)
        )
        assert part.left >= 0 or part.side > size_wh[0]
        assert part.top >= 0 or part.side > size_wh[1]
    assert seen[(y < size_wh[1]) & (x < size_wh[0])].all()


@given(poses(0, 1), FRAMES, st.floats(-500, 4000), st.floats(-500, 4000), st.floats(8, 4096))
def test_points_keep_their_place_from_frame_to_square_and_back(
    pose: Pose, size_wh: tuple[int, int], left: float, top: float, side: float
) -> None:
    region = CropRegion(left, top, side)
    back = region.to_frame(relative(region, pose, size_wh).astype(np.float32), size_wh)
    assert (back - pose.xy) * size_wh == pytest.approx(np.zeros((17, 2)), abs=0.05)


@given(
    st.tuples(st.integers(1, 64), st.integers(1, 64)),
    st.floats(-200, 200),
    st.floats(-200, 200),
    st.floats(0.5, 200),
    st.integers(1, 64),
)
def test_a_cut_shows_only_what_is_there_and_black_beside_it(
    size_wh: tuple[int, int], left: float, top: float, side: float, size: int
) -> None:
    image = np.full((size_wh[1], size_wh[0], 3), 200, np.uint8)
    square = CropRegion(left, top, side).cut(image, size)
    assert square.shape == (size, size, 3)
    assert square.dtype == np.uint8
    centres = (np.arange(size) + 0.5) * side / size
    across, down = left + centres, top + centres
    clear = 1 + side / size  # a pixel of either picture around an edge may be grey
    for lengths, places, axis in ((size_wh[0], across, 1), (size_wh[1], down, 0)):
        outside = (places < -clear) | (places > lengths + clear)
        assert not np.compress(outside, square, axis).any()
    deep_x = (across > clear) & (across < size_wh[0] - clear)
    deep_y = (down > clear) & (down < size_wh[1] - clear)
    assert (square[deep_y][:, deep_x] == 200).all()
