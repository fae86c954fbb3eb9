"""The classifier's architecture: keypoints as they come in, a share for each label out.

The embedding (see pi_pose.coach.embedding) is made of layers of the model, so that training and the mirror
cannot prepare the data differently.
"""

import keras
import numpy as np
from keras import ops

from pi_pose.coach.embedding import LIMBS, SHORTEST, TORSO_FACTOR
from pi_pose.pose import Keypoint, Points

WIDTHS = ((96, 48), (80, 32), (64, 24), (48, 16))
"""Neurons of the two hidden layers, from many to few."""

MOST_WEIGHTS = 11_000
"""Two bytes each: with what else is in it, the file stays below 40 KB."""

DROPOUT = 0.15


def build(labels: int) -> keras.Model:
    """Return an untrained network that answers `labels` shares, [1, n], for [1, 17, 3] keypoints."""
    rows = keras.Input((len(Keypoint), 3), name="keypoints")
    hidden = features(rows)
    for width in _widths(hidden.shape[1], labels):
        hidden = keras.layers.Dense(width, activation="relu")(hidden)
        hidden = keras.layers.Dropout(DROPOUT)(hidden)
    shares = keras.layers.Dense(labels, activation="softmax", name="shares")(hidden)
    return keras.Model(rows, shares)


def features(rows: keras.KerasTensor) -> keras.KerasTensor:
    """Return the embedding, (batch, 62)."""
    xy = rows[..., :2]
    hips = _middle(xy, Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)
    torso = _length(_middle(xy, Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER) - hips)
    centred = xy - hips
    size = ops.maximum(TORSO_FACTOR * torso, ops.max(_length(centred), axis=1, keepdims=True))
    placed = centred / ops.maximum(size, 1e-3)
    limbs = _mix(placed, _differences())
    directions = limbs / (_length(limbs) + SHORTEST)
    flat = ops.concatenate([placed, directions], axis=1)
    return ops.reshape(flat, (-1, 2 * (len(Keypoint) + len(LIMBS))))


def _widths(features: int, labels: int) -> tuple[int, int]:
    """The more labels there are, the fewer neurons fit beside them."""
    fitting = (
        (first, second)
        for first, second in WIDTHS
        if features * first + first * second + second * labels <= MOST_WEIGHTS
    )
    return next(fitting, WIDTHS[-1])


def _middle(xy: keras.KerasTensor, a: Keypoint, b: Keypoint) -> keras.KerasTensor:
    return (xy[:, a : a + 1] + xy[:, b : b + 1]) / 2


def _length(vectors: keras.KerasTensor) -> keras.KerasTensor:
    return ops.sqrt(ops.sum(ops.square(vectors), axis=-1, keepdims=True) + 1e-9)


def _mix(points: keras.KerasTensor, weights: Points) -> keras.KerasTensor:
    """(batch, 17, 2) points, (limbs, 17) weights: a plain matrix product, which every runtime has."""
    return ops.transpose(ops.matmul(ops.transpose(points, (0, 2, 1)), weights.T), (0, 2, 1))


def _differences() -> Points:
    weights = np.zeros((len(LIMBS), len(Keypoint)), np.float32)
    for i, (a, b) in enumerate(LIMBS):
        weights[i, a], weights[i, b] = -1, 1
    return weights
