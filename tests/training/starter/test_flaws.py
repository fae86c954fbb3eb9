import numpy as np
import pytest

from pi_pose.training.starter import flaws
from pi_pose.training.starter.flaws import Flaw

PICTURE = np.random.default_rng(5).integers(0, 256, (64, 64, 3), np.uint8)


@pytest.mark.parametrize("flaw", [flaw for flaw, _ in flaws.FLAWS], ids=lambda flaw: flaw.__name__)
@pytest.mark.parametrize("seed", range(5))
def test_a_flaw_changes_colours_and_moves_nothing(flaw: Flaw, seed: int) -> None:
    picture = np.full((96, 96, 3), (60, 40, 70), np.uint8)
    picture[30:46, 50:66] = (210, 180, 140)
    spoiled = flaw(picture, np.random.default_rng(seed))
    assert spoiled.shape == picture.shape
    assert spoiled.dtype == np.uint8
    assert not np.array_equal(spoiled, picture)
    around = spoiled[20:56, 40:76].astype(float).mean(axis=2)
    weight = np.abs(around - np.median(spoiled[:20]))
    weight[weight < weight.max() / 2] = 0
    rows, columns = np.indices(around.shape)
    middle = np.array([(columns * weight).sum(), (rows * weight).sum()]) / weight.sum()
    assert np.abs(middle - 17.5).max() < 3


def test_the_same_seed_spoils_alike() -> None:
    one, other = (flaws.flawed(PICTURE, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one, other)
