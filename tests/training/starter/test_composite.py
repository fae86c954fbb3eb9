import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.pose import Keypoint
from pi_pose.training.starter import composite
from pi_pose.training.starter.drawn import GREY
from pi_pose.training.starter.example import Example
from tests.training.starter import people


def _figure() -> tuple[Example, Image]:
    example = people.dotted()
    mask = np.zeros(example.image.shape[:2], np.uint8)
    for xy in example.xy:
        cv2.circle(mask, np.floor(xy).astype(int).tolist(), people.DOT, (255,), -1)
    image = np.where(mask[..., None] > 0, example.image, np.uint8(GREY))
    return Example(image, example.xy, example.scores, example.trust), mask


def test_a_figure_before_another_picture_leaves_no_grey() -> None:
    figure, mask = _figure()
    place = np.full((60, 90, 3), (10, 200, 30), np.uint8)
    seen = composite.before(figure, mask, place)
    assert (seen.image[mask == 0] == (10, 200, 30)).all()
    assert np.array_equal(seen.image[mask > 0], figure.image[mask > 0])
    assert np.array_equal(seen.xy, figure.xy)


def test_somebody_else_never_stands_in_front_of_the_person() -> None:
    example = people.dotted()
    figure, mask = _figure()
    changed = 0
    for seed in range(20):
        seen = composite.accompanied(example, figure, mask, np.random.default_rng(seed))
        assert np.array_equal(seen.xy, example.xy)
        at = np.floor(example.xy[Keypoint.NOSE]).astype(int)
        assert np.array_equal(seen.image[at[1], at[0]], example.image[at[1], at[0]])
        changed += not np.array_equal(seen.image, example.image)
    assert changed > 0


def test_other_clothes_change_the_person_and_nothing_around() -> None:
    figure, mask = _figure()
    dressed = composite.dressed(figure, mask, np.random.default_rng(0))
    assert (dressed.image[mask == 0] == GREY).all()
    assert (dressed.image[mask > 0] != figure.image[mask > 0]).mean() > 0.5
    assert np.array_equal(dressed.xy, figure.xy)
