import numpy as np
import pytest

from pi_pose.athlete.lens import Lens
from pi_pose.athlete.person.crowd import random_body
from pi_pose.athlete.scene import Scene
from pi_pose.athlete.training import random_scene

SIZE = (96, 96)


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    rng = np.random.default_rng(7)
    return [random_scene(rng, SIZE) for _ in range(16)]


def test_a_random_scene_has_a_picture_and_its_truth(scenes: list[Scene]) -> None:
    for scene in scenes:
        assert scene.image.shape == (96, 96, 3)
        assert scene.image.dtype == np.uint8
        assert scene.visible.shape == (17,)
        assert scene.pose is None or np.isfinite(scene.pose.xy).all()


def test_nearly_every_scene_shows_most_of_somebody(scenes: list[Scene]) -> None:
    shown = [scene.visible.sum() for scene in scenes if scene.pose is not None]
    assert len(shown) >= 14
    assert np.mean(shown) > 8


def test_what_is_visible_is_within_the_frame(scenes: list[Scene]) -> None:
    for scene in scenes:
        if scene.pose is not None:
            inside = scene.pose.xy[scene.visible]
            assert ((inside >= 0) & (inside <= 1)).all()


def test_scenes_differ(scenes: list[Scene]) -> None:
    means = [scene.image.mean() for scene in scenes]
    hips = [scene.pose.xy[11] for scene in scenes if scene.pose is not None]
    assert np.std(means) > 8
    assert np.std(hips, axis=0).min() > 0.02


def test_the_same_lot_gives_the_same_scene() -> None:
    first, second = (random_scene(np.random.default_rng(11), SIZE) for _ in range(2))
    assert np.array_equal(first.image, second.image)
    assert first.pose is not None
    assert second.pose is not None
    assert np.array_equal(first.pose.xy, second.pose.xy)


def test_people_differ_in_height_skin_and_clothes() -> None:
    people = [random_body(np.random.default_rng(seed)) for seed in range(60)]
    heights = [person.build.height_m for person in people]
    assert max(heights) - min(heights) > 0.25
    assert all(1.45 <= height <= 2.02 for height in heights)
    assert len({person.look.cut.hair for person in people}) >= 6
    skins = [sum(person.look.colours.skin) for person in people]
    assert max(skins) - min(skins) > 250


def test_a_perfect_lens_changes_nothing() -> None:
    image = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    assert np.abs(Lens().through(image, np.random.default_rng(0)).astype(int) - image).max() <= 1


def test_a_poor_lens_keeps_the_size() -> None:
    poor = Lens(blur_px=1.2, smear_px=4, exposure=0.7, gamma=0.8, grain=9, quality=50)
    image = np.full((20, 30, 3), 128, np.uint8)
    seen = poor.through(image, np.random.default_rng(0))
    assert seen.shape == image.shape
    assert seen.mean() < 120
