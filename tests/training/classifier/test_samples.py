"""What the classifier learns from."""

import numpy as np

from pi_pose.coach import embedding
from pi_pose.coach.classifier import NONE, YogaClassifier
from pi_pose.pose import MIRRORED, Keypoint, Pose
from pi_pose.training.classifier import augment, figures, samples
from pi_pose.training.classifier.samples import Samples
from tests.poses import standing

ROWS = np.repeat(embedding.row(standing(), (480, 480))[np.newaxis], 500, axis=0)


def test_a_mirrored_body_has_its_left_on_the_other_side() -> None:
    mirrored = augment.mirror(ROWS[:2].copy(), np.array([True, False]))
    assert (mirrored[1] == ROWS[1]).all()
    assert mirrored[0, Keypoint.LEFT_WRIST, 0] == -ROWS[0, Keypoint.RIGHT_WRIST, 0]
    assert (mirrored[0, :, 1] == ROWS[0, list(MIRRORED), 1]).all()


def test_roughened_keypoints_stay_near_where_they_were() -> None:
    size = np.ptp(ROWS[0, :, 1])
    rough = augment.roughen(ROWS, np.random.default_rng(0))
    centred = rough[..., :2] - rough[..., :2].mean(axis=1, keepdims=True)
    before = np.abs(ROWS[..., :2] - ROWS[..., :2].mean(axis=1, keepdims=True))
    off = np.linalg.norm(np.abs(centred) - before, axis=2) / size
    assert 0.01 < np.median(off) < 0.1
    assert len(np.unique(rough[:, 0, 0])) == len(rough)


def test_roughening_leaves_its_input_alone() -> None:
    before = ROWS.copy()
    augment.roughen(ROWS, np.random.default_rng(0))
    assert (before == ROWS).all()


def test_drawn_figures_are_what_they_are_called(classifier: YogaClassifier) -> None:
    drawn = figures.draw(400, seed=99)
    guesses = [classifier.guess(Pose(row[:, :2], row[:, 2]), (1, 1)).label or NONE for row in drawn.rows]
    right = np.mean([guess == label for guess, label in zip(guesses, drawn.labels, strict=True)])
    assert set(drawn.labels) == set(classifier.labels)
    assert right > 0.85


def test_the_same_seed_draws_the_same_figures() -> None:
    assert (figures.draw(5, seed=1).rows == figures.draw(5, seed=1).rows).all()
    assert (figures.draw(5, seed=1).rows != figures.draw(5, seed=2).rows).any()


def test_drawn_non_poses_are_unlike_every_pose() -> None:
    pose = embedding.embed(figures.draw(1, seed=3).rows)
    others = figures.draw_others(200, 0, pose)
    assert 100 < len(others) <= 200
    assert set(others.labels) == {NONE}
    assert embedding.nearest(embedding.embed(others.rows), pose).min() > embedding.ALIKE


def test_a_pose_that_everybody_strikes_has_no_such_counterexamples() -> None:
    upside_down = np.asarray(ROWS[:1] * np.array([1, -1, 1], np.float32), np.float32)
    nobodys = embedding.embed(upside_down)
    everyday = embedding.embed(figures.draw_others(300, 0, nobodys).rows)
    assert len(everyday) == 300
    assert len(figures.draw_others(300, 0, everyday)) == 0


def of_pictures(*labelled: tuple[str, str]) -> Samples:
    labels, names = zip(*labelled, strict=True)
    return Samples(ROWS[: len(labelled)], np.array(labels), np.array(names))


def test_looks_at_one_picture_stay_together() -> None:
    many = of_pictures(*((label, f"{label}{i // 4}") for label in ("a", "b") for i in range(80)))
    learn, check = samples.divide(many, 0.3, seed=0)
    assert len(learn) + len(check) == 160
    assert len(check) > 10
    assert not set(learn.names) & set(check.names)


def test_a_pose_with_one_picture_is_not_set_aside() -> None:
    many = of_pictures(*[("rare", "one")] * 4, *(("common", f"{i}") for i in range(50)))
    for seed in range(20):
        assert "rare" in samples.divide(many, 0.5, seed)[0].labels
