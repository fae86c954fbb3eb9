"""A network that carries on with the weights of a file."""

from importlib import resources
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from pi_pose.inference.interpreter import Interpreter
from pi_pose.training.starter import answer, drawn, revival, stock
from pi_pose.training.starter.framing import expected
from pi_pose.training.starter.network import SMALL, Network, normalised
from pi_pose.training.starter.stock import Stock

SHIPPED = Path(str(resources.files("pi_pose.models").joinpath("starter.tflite")))
SIDE, COUNT = 192, 24


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.uint8]:
    """Return drawn people, (n, side, side, 3)."""
    folder = tmp_path_factory.mktemp("figures")
    assert list(stock.fill(folder, 1, lambda _: islice(drawn.yoga_figures(77_000, 0), COUNT)))
    figures = Stock(folder)
    return np.stack([expected(figures.example(number), SIDE).image for number in range(COUNT)])


def places(network: Network, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    with torch.inference_mode():
        heat = network.eval()(normalised(torch.from_numpy(pictures)).permute(0, 3, 1, 2))
    return np.asarray(answer.rows(heat)[..., :2].numpy())


def test_it_answers_as_the_file_does(pictures: NDArray[np.uint8]) -> None:
    revived = Network()
    revival.revive(SHIPPED, revived, pictures[:, np.newaxis])
    file = Interpreter(SHIPPED)
    answered = np.stack([file.invoke(picture[np.newaxis])[0][0, 0, :, :2] for picture in pictures])
    off = np.linalg.norm(places(revived, pictures) - answered, axis=2)
    assert (off < 0.02).mean() > 0.9


def test_one_that_has_grown_answers_as_before(pictures: NDArray[np.uint8]) -> None:
    small, large = Network(SMALL), Network()
    revival.grow(small, large)
    assert np.allclose(places(small, pictures), places(large, pictures), atol=1e-3)
