"""Who is who, from frame to frame."""

import numpy as np
import pytest

from pi_pose.inference.tracks import LONGEST_GAP_SECONDS, MOST_TRACKS, Tracks, similarity
from pi_pose.pose import Keypoint, Pose
from tests.poses import standing, with_scores

SIZE_WH = (640, 480)

COCO_SIGMAS = {"nose": 0.026, "eyes": 0.025, "ears": 0.035, "shoulders": 0.079, "elbows": 0.072}
COCO_SIGMAS |= {"wrists": 0.062, "hips": 0.107, "knees": 0.087, "ankles": 0.089}
"""From COCO's keypoint evaluation."""


def numbers(tracks: Tracks, poses: list[Pose], timestamp: float) -> list[int]:
    return [track.number for track in tracks.link(poses, timestamp, SIZE_WH)]


def test_two_people_who_walk_past_each_other_stay_who_they_are() -> None:
    tracks = Tracks()
    for i in range(31):
        left, right = standing(x=0.2 + 0.02 * i, y=0.45), standing(x=0.8 - 0.02 * i, y=0.6, height=0.7)
        surest_first = [left, right] if i % 2 else [right, left]
        found = numbers(tracks, surest_first, i / 30)
        assert (found if i % 2 else found[::-1]) == [2, 1]


def test_somebody_new_is_somebody_else() -> None:
    tracks = Tracks()
    assert numbers(tracks, [standing(x=0.2)], 0.0) == [1]
    assert numbers(tracks, [standing(x=0.8), standing(x=0.2)], 0.1) == [2, 1]


@pytest.mark.parametrize(("gap", "number"), [(0.9, 1), (1.1, 2)])
def test_somebody_gone_for_long_is_forgotten(gap: float, number: int) -> None:
    assert LONGEST_GAP_SECONDS == 1.0
    tracks = Tracks()
    numbers(tracks, [standing()], 0.0)
    numbers(tracks, [], 0.05)
    assert numbers(tracks, [standing()], gap) == [number]


def test_there_are_never_more_than_a_few() -> None:
    tracks = Tracks()
    for i in range(60):
        numbers(tracks, [standing(x=(i % 20) / 20, height=0.05 + i / 100)], i / 100)
    assert len(tracks.numbers) == MOST_TRACKS
    assert max(tracks.numbers) > MOST_TRACKS


def test_similarity_is_cocos() -> None:
    here = standing(height=0.5)
    assert similarity(here, here, SIZE_WH) == 1.0
    moved = standing(height=0.5, x=0.5 + 16 / 640)
    falloffs = [np.exp(-(16**2) / (2 * (38.4 * 216) * (2 * sigma) ** 2)) for sigma in COCO_SIGMAS.values()]
    expected = np.average(falloffs, weights=[1, *[2] * 8])
    assert similarity(moved, here, SIZE_WH) == pytest.approx(expected, rel=1e-4)
    assert similarity(standing(x=0.9), here, SIZE_WH) < 0.01


def test_too_few_keypoints_in_common_are_no_resemblance() -> None:
    here = standing()
    hidden = with_scores(here, 0.1, *list(Keypoint)[3:])
    assert similarity(here, hidden, SIZE_WH) == 0.0
