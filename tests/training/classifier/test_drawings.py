"""Drawn pictures, and what is seen in them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pi_pose.coach.shipped import MADE_FOR
from pi_pose.training.classifier import drawings, recipe, rendered
from pi_pose.training.classifier.drawings import AROUND, Drawing
from pi_pose.training.classifier.photographs import Photographer
from tests.training.classifier.test_photographs import Counting

FEW = replace(AROUND, count=12)


@pytest.fixture(autouse=True)
def _small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "SHARD", 6)


def drawn(cache: Path) -> list[Drawing]:
    return [
        drawing for number in range(drawings.shards(FEW)) for drawing in drawings.shard(FEW, number, cache)
    ]


def test_a_picture_is_drawn_once_and_is_the_same_ever_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = drawn(tmp_path)
    monkeypatch.delattr(drawings, "random_scene")
    again = drawn(tmp_path)
    assert len({drawing.name for drawing in first}) == len(first) > 6
    assert [drawing.label for drawing in again] == [drawing.label for drawing in first]
    assert all((one.image == other.image).all() for one, other in zip(first, again, strict=True))


def test_every_model_looks_at_the_same_drawings_for_itself(tmp_path: Path) -> None:
    asked = []
    for content in (b"a model", b"another", b"another"):
        file = tmp_path / "model.tflite"
        file.write_bytes(content)
        model = Counting()
        found = rendered.look(FEW, Photographer(model, file, tmp_path / "cache"))
        asked.append(model.asked)
        assert len(found) == 3 * len(np.unique(found.names))
    assert asked[0] == asked[1] > 0
    assert asked[2] == 0


def test_there_is_a_recipe_for_every_classifier_in_the_box() -> None:
    assert set(recipe.COURSES) == {"lightning", *MADE_FOR}
