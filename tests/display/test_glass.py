"""What the person in front of the glass sees."""

import msgspec
import numpy as np
import pygame
import pygame.surfarray
import pytest

from pi_pose.coach.coach import Coaching
from pi_pose.coach.seen import Advice
from pi_pose.display import canvas, glass, mounting
from pi_pose.display.glass import Glass
from pi_pose.estimate import Classification, Reason
from pi_pose.frames import Image
from pi_pose.pose import Keypoint
from pi_pose.settings import Display, Settings
from tests.display import golden
from tests.display.screens import SIZES, screens
from tests.poses import standing, with_scores

POSE = standing(height=0.8, x=0.4)
SCREENS = screens()
WITH_LABEL = Classification("warrior", 0.93)
WITHOUT = Classification(None, 0.4, Reason("step_back", Keypoint.LEFT_ANKLE))


def room() -> Image:
    """A picture whose left is dark and whose right is bright, so that mirroring shows."""
    ramp = np.linspace(30, 220, 640, dtype=np.float32)
    return np.repeat(np.tile(ramp, (480, 1))[..., None], 3, axis=2).astype(np.uint8)


def settings(**display: object) -> Settings:
    return Settings(display=msgspec.structs.replace(Display(), **display))


def drawn(shown: Glass, chosen: Settings, size_wh: tuple[int, int] = (640, 360)) -> pygame.Surface:
    surface = canvas.new(size_wh)
    glass.draw(surface, shown, chosen)
    return surface


SHOWN = Glass(room(), POSE, WITH_LABEL, status="lightning   30 fps   24 ms")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_looks_as_it_was_found_good(name: str, size: str) -> None:
    golden.check(drawn(SCREENS[name], Settings(), SIZES[size]), f"{name}-{size}")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("camera", settings(background="camera")),
        ("cover", settings(background="camera", fit="cover")),
        ("unmirrored", settings(mirror=False)),
    ],
)
def test_the_camera_s_picture_lies_behind_where_it_is_wanted(name: str, chosen: Settings) -> None:
    golden.check(drawn(SHOWN, chosen), name)


@pytest.mark.parametrize("size_wh", [(480, 320), (320, 480), (1024, 600), (2160, 3840), (3840, 2160)])
@pytest.mark.parametrize("name", SCREENS)
def test_every_size_leaves_the_edge_free(name: str, size_wh: tuple[int, int]) -> None:
    shown = msgspec.structs.replace(SCREENS[name], pose=None)
    picture = pygame.surfarray.array3d(drawn(shown, Settings(), size_wh))
    assert picture.any()
    assert not np.concatenate([picture[:2].ravel(), picture[-2:].ravel()]).any()
    assert not np.concatenate([picture[:, :2].ravel(), picture[:, -2:].ravel()]).any()


def test_a_mirror_is_black_behind_the_skeleton() -> None:
    with_picture, without = Glass(room()), Glass()
    assert (
        pygame.surfarray.array3d(drawn(with_picture, settings(mirror=True)))
        == pygame.surfarray.array3d(drawn(without, settings(mirror=True)))
    ).all()
    assert pygame.surfarray.array3d(drawn(with_picture, settings(mirror=False))).mean() > 50


def test_left_is_where_a_mirror_has_it() -> None:
    """The person's left is on the left of a mirror, and on the right of a photograph."""
    shown = Glass(classification=WITHOUT, coaching=Coaching(advice=Advice.STEP_LEFT))
    mirrored = pygame.surfarray.array3d(drawn(shown, settings(mirror=True)))
    straight = pygame.surfarray.array3d(drawn(shown, settings(mirror=False)))
    height = round(360 * 0.25)  # of the arrow's shaft and point
    columns = [np.flatnonzero(picture[:, height - 20].any(axis=1)) for picture in (mirrored, straight)]
    assert columns[0].mean() < 320 < columns[1].mean()


def test_a_turned_display_shows_the_upright_picture_turned() -> None:
    chosen = settings(rotate=90)
    upright = drawn(SHOWN, chosen, (360, 640))
    turned = mounting.turned(SHOWN, chosen, (640, 360))
    expected = np.rot90(pygame.surfarray.array3d(upright).swapaxes(0, 1), k=-1)
    assert (pygame.surfarray.array3d(turned).swapaxes(0, 1) == expected).all()


def test_keypoints_under_the_threshold_are_not_drawn() -> None:
    chosen = settings(background="black")
    hidden = with_scores(POSE, 0.1, *Keypoint)
    nothing = msgspec.structs.replace(SHOWN, pose=None)
    assert pygame.image.tobytes(drawn(msgspec.structs.replace(SHOWN, pose=hidden), chosen), "RGB") == (
        pygame.image.tobytes(drawn(nothing, chosen), "RGB")
    )


def test_everybody_else_is_drawn_too() -> None:
    chosen = settings(background="black")
    left, right = standing(x=0.25), standing(x=0.75)
    alone = pygame.surfarray.array3d(drawn(Glass(room(), left), chosen))
    both = pygame.surfarray.array3d(drawn(Glass(room(), left, others=(right,)), chosen))
    assert not alone[:320].any()
    assert both[:320].any()
    assert (both[320:] == alone[320:]).all()


def test_left_and_right_have_different_colours() -> None:
    chosen = settings(background="black", mirror=True)
    picture = pygame.surfarray.array3d(drawn(Glass(room(), POSE), chosen)).astype(int)
    x = 640 / 2 + (0.5 - 0.4) * 480  # where the body is, mirrored
    left_half, right_half = picture[: int(x)], picture[int(x) :]
    bluish = [int((half[..., 2] > half[..., 0] + 80).sum()) for half in (left_half, right_half)]
    reddish = [int((half[..., 0] > half[..., 2] + 80).sum()) for half in (left_half, right_half)]
    assert bluish[0] > 10 * bluish[1]
    assert reddish[1] > 10 * reddish[0]


def test_text_never_leaves_the_glass() -> None:
    endless = "a very long name " * 20
    shown = Glass(classification=Classification(endless, 1), notices=(endless,), status=endless)
    picture = pygame.surfarray.array3d(drawn(shown, settings(), (480, 320)))
    assert (picture[-8:] == 0).all()
    assert picture.any()
