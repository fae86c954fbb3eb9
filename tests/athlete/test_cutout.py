import numpy as np
import pytest

from pi_pose.athlete.drawing.cutout import Cutout, draw
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.keypoints import keypoints_m, visible
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import STANDING, YOGA
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.view import View
from pi_pose.frames import Image
from pi_pose.pose import Keypoint

BODY = Body.default()
VIEW = View(size_wh=(320, 240))
WIDE = View(size_wh=(320, 240), fov=75)
GREY = 90


def drawn(held: Posture, view: View = VIEW) -> Cutout:
    person = draw(BODY, stance(BODY.build, held), view, Light())
    assert person is not None
    return person


def laid_on_grey(person: Cutout, view: View = VIEW) -> Image:
    width, height = view.size_wh
    picture = np.full((height, width, 3), GREY, np.uint8)
    person.lay_over(picture)
    return picture


def seen(held: Posture, view: View = VIEW) -> list[Keypoint]:
    screen = view.project(keypoints_m(BODY.build, stance(BODY.build, held)))
    person = drawn(held, view)
    return [k for k in Keypoint if visible(screen, person.depth, person.corner_xy)[k]]


def test_a_figure_alone_has_soft_edges_and_a_solid_inside() -> None:
    alpha = drawn(STANDING).alpha
    assert alpha.min() == 0
    assert alpha.max() == 1
    assert ((alpha > 0.05) & (alpha < 0.95)).any()


def test_what_is_beside_the_figure_stays_as_it_was() -> None:
    picture = laid_on_grey(drawn(STANDING))
    assert (picture[:, :40] == GREY).all()
    assert (picture[:, -40:] == GREY).all()
    assert (picture[80:160, 150:170] != GREY).any()


def test_the_figure_is_not_larger_than_its_rectangle() -> None:
    person = drawn(STANDING)
    assert person.alpha[0].max() == person.alpha[:, 0].max() == 0


@pytest.mark.parametrize("label", YOGA)
@pytest.mark.parametrize("turn", [0, 75, 160])
def test_the_truth_lies_on_the_drawn_body(label: str, turn: float) -> None:
    held = YOGA[label].changed(turn=turn)
    person = drawn(held, WIDE)
    screen = WIDE.project(keypoints_m(BODY.build, stance(BODY.build, held)))
    for x, y in np.floor(screen[:, :2]).astype(int) - person.corner_xy:
        assert person.alpha[y - 1 : y + 2, x - 1 : x + 2].max() > 0.5


def test_the_left_hand_of_a_person_who_faces_us_is_on_the_right_of_the_picture() -> None:
    screen = VIEW.project(keypoints_m(BODY.build, stance(BODY.build, STANDING)))
    assert screen[Keypoint.LEFT_WRIST, 0] > screen[Keypoint.RIGHT_WRIST, 0]


def test_a_face_is_seen_from_the_front_alone() -> None:
    face = {Keypoint.NOSE, Keypoint.LEFT_EYE, Keypoint.RIGHT_EYE}
    assert face <= set(seen(STANDING))
    assert not face & set(seen(STANDING.changed(turn=180)))


def test_from_the_side_the_far_arm_is_hidden() -> None:
    sideways = seen(STANDING.changed(turn=90))
    assert Keypoint.RIGHT_ELBOW in sideways
    assert Keypoint.LEFT_ELBOW not in sideways


def test_what_is_outside_the_frame_is_not_visible() -> None:
    near = View(size_wh=(320, 240), eye_m=(0.0, 1.3, 1.0), pitch=20)
    assert Keypoint.NOSE in seen(STANDING, near)
    assert Keypoint.LEFT_ANKLE not in seen(STANDING, near)


def test_who_is_out_of_the_picture_is_not_drawn() -> None:
    away = STANDING.moved((9.0, 0.0))
    assert draw(BODY, stance(BODY.build, away), VIEW, Light()) is None


def test_the_side_towards_the_lamp_is_the_brighter_one() -> None:
    def brightness(x: float) -> float:
        person = draw(BODY, stance(BODY.build, STANDING), VIEW, Light(towards=(x, 0.4, 0.2)))
        assert person is not None
        right_half = person.image[:, person.image.shape[1] // 2 :]
        return float(right_half.mean())

    assert brightness(1.0) > brightness(-1.0)
