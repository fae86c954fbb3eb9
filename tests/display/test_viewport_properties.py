"""What holds for the place of the frame on every glass."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pi_pose.display import viewport
from pi_pose.display.viewport import Viewport
from pi_pose.settings import Display
from tests.strategies import SIZES

CORNERS = np.array([[0, 0], [1, 1]], np.float32)


def placed(
    frame_wh: tuple[int, int], canvas_wh: tuple[int, int], fit: str, *, mirror: bool = False
) -> Viewport:
    return viewport.place(frame_wh, canvas_wh, Display(fit=fit, mirror=mirror))  # type: ignore[arg-type]


@given(SIZES, SIZES)
def test_contained_it_lies_on_the_canvas_and_touches_two_edges(
    frame_wh: tuple[int, int], canvas_wh: tuple[int, int]
) -> None:
    where = placed(frame_wh, canvas_wh, "contain")
    assert 0 <= where.left <= where.left + where.width <= canvas_wh[0]
    assert 0 <= where.top <= where.top + where.height <= canvas_wh[1]
    assert where.width == canvas_wh[0] or where.height == canvas_wh[1]


@given(SIZES, SIZES)
def test_covering_it_leaves_no_pixel_of_the_canvas_bare(
    frame_wh: tuple[int, int], canvas_wh: tuple[int, int]
) -> None:
    where = placed(frame_wh, canvas_wh, "cover")
    assert where.left <= 0
    assert where.top <= 0
    assert where.left + where.width >= canvas_wh[0]
    assert where.top + where.height >= canvas_wh[1]
    assert where.width == canvas_wh[0] or where.height == canvas_wh[1]


@given(SIZES, SIZES, st.sampled_from(["contain", "cover"]))
def test_it_is_there_centred_and_undistorted_to_the_pixel(
    frame_wh: tuple[int, int], canvas_wh: tuple[int, int], fit: str
) -> None:
    where = placed(frame_wh, canvas_wh, fit)
    assert where.width >= 1
    assert where.height >= 1
    assert abs(where.left + where.left + where.width - canvas_wh[0]) <= 1
    assert abs(where.top + where.top + where.height - canvas_wh[1]) <= 1
    ratios = [canvas / frame for canvas, frame in zip(canvas_wh, frame_wh, strict=True)]
    scale = min(ratios) if fit == "contain" else max(ratios)
    sides = [max(1, side * scale) for side in frame_wh]
    assert [where.width, where.height] == pytest.approx(sides, rel=0, abs=0.51)


@given(SIZES, SIZES, st.sampled_from(["contain", "cover"]), st.booleans())
def test_the_corners_of_the_frame_are_the_corners_of_its_place(
    frame_wh: tuple[int, int],
    canvas_wh: tuple[int, int],
    fit: str,
    mirror: bool,  # noqa: FBT001
) -> None:
    where = placed(frame_wh, canvas_wh, fit, mirror=mirror)
    (left, top), (right, bottom) = where.to_canvas(CORNERS)
    if mirror:
        left, right = right, left
    assert (left, top) == (where.left, where.top)
    assert (right, bottom) == (where.left + where.width, where.top + where.height)


@given(SIZES, SIZES, st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=10))
def test_a_mirror_turns_left_and_right_about_and_leaves_up_and_down(
    frame_wh: tuple[int, int], canvas_wh: tuple[int, int], points: list[tuple[float, float]]
) -> None:
    xy = np.array(points, np.float32)
    plain = placed(frame_wh, canvas_wh, "contain").to_canvas(xy)
    where = placed(frame_wh, canvas_wh, "contain", mirror=True)
    turned = where.to_canvas(xy)
    assert plain[:, 1] == pytest.approx(turned[:, 1])
    assert plain[:, 0] + turned[:, 0] == pytest.approx(
        np.full(len(points), 2 * where.left + where.width), abs=0.01
    )
