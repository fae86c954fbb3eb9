"""The network's first layers, beside what the mirror compares taught poses by."""

import keras
import numpy as np

from pi_pose.coach import embedding
from pi_pose.pose import Keypoint
from pi_pose.training.classifier import network


def test_the_networks_first_layers_embed_a_pose_as_the_mirror_does() -> None:
    rng = np.random.default_rng(5)
    upright = np.array([[240, 80 + 20 * number, 1] for number in range(len(Keypoint))], np.float32)
    rows = (upright + rng.normal(0, 60, (50, len(Keypoint), 3))).astype(np.float32)
    taken = keras.Input((len(Keypoint), 3))
    layers = keras.Model(taken, network.features(taken))
    found = np.asarray(layers(rows))
    assert found.std() > 0.1
    np.testing.assert_allclose(found, embedding.embed(rows), atol=1e-4)
