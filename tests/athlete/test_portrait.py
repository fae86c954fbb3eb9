import numpy as np
import pytest

from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import YOGA
from pi_pose.athlete.person.body import Body
from pi_pose.athlete.portrait import portrait

SIZE = (150, 200)


@pytest.mark.parametrize("held", [*YOGA.values(), EXERCISES["lying on the back"].changed(turn=90)])
def test_a_portrait_shows_the_whole_person_and_nothing_else(held: Posture) -> None:
    alpha = portrait(Body.default(), held, SIZE)[:, :, 3]
    assert alpha.shape == (200, 150)
    border = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert border.max() == 0
    assert alpha.max() == 255


def test_a_portrait_fills_its_picture() -> None:
    alpha = portrait(Body.default(), YOGA["tree"], SIZE)[:, :, 3]
    rows = np.flatnonzero(alpha.max(axis=1))
    assert rows[-1] - rows[0] > 0.8 * 200


def test_colours_do_not_darken_towards_the_edge() -> None:
    picture = portrait(Body.default(), YOGA["warrior"].changed(turn=70), SIZE).astype(int)
    alpha = picture[:, :, 3]
    edge, inside = (alpha > 100) & (alpha < 200), alpha == 255
    assert picture[edge, :3].mean() > 0.6 * picture[inside, :3].mean()
