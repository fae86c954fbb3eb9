"""Where the frame lies on the glass."""

import numpy as np
import pytest

from pi_pose.display import viewport
from pi_pose.settings import Display

HAND = np.array([[0.25, 0.5]], np.float32)
"""On the left of the unmirrored picture: the person's right hand."""


def place(frame_wh: tuple[int, int], canvas_wh: tuple[int, int], fit: str) -> tuple[int, int, int, int]:
    where = viewport.place(frame_wh, canvas_wh, Display(fit=fit))  # type: ignore[arg-type]
    return where.left, where.top, where.width, where.height


@pytest.mark.parametrize(
    ("canvas_wh", "fit", "expected"),
    [
        ((1280, 720), "contain", (160, 0, 960, 720)),
        ((1280, 720), "cover", (0, -120, 1280, 960)),
        ((720, 1280), "contain", (0, 370, 720, 540)),
        ((720, 1280), "cover", (-494, 0, 1707, 1280)),
        ((640, 480), "contain", (0, 0, 640, 480)),
    ],
)
def test_a_frame_is_centred_and_not_distorted(
    canvas_wh: tuple[int, int], fit: str, expected: tuple[int, int, int, int]
) -> None:
    assert place((640, 480), canvas_wh, fit) == expected


def test_a_mirror_shows_the_right_hand_on_the_right() -> None:
    mirrored = viewport.place((640, 480), (640, 480), Display(mirror=True))
    plain = viewport.place((640, 480), (640, 480), Display(mirror=False))
    assert mirrored.to_canvas(HAND).tolist() == [[480, 240]]
    assert plain.to_canvas(HAND).tolist() == [[160, 240]]
