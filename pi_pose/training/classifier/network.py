"""The classifier's architecture: keypoints as they come in, a share for each label out.

Centring and scaling are layers of the model, so that training and the mirror cannot prepare the data
differently. As in TensorFlow's pose classification tutorial, the body is centred on its hips and scaled by
its torso; the directions of the limbs are added, which say the same from near and from far.
"""

import keras
import numpy as np
from keras import ops

from pi_pose.pose import EDGES, Keypoint, Points

HIDDEN = (96, 48)
DROPOUT = 0.15

TORSO_FACTOR = 2.5
"""A body fits into this many torso lengths around its hips; the tutorial's value."""

LIMBS = [(a, b) for a, b in EDGES if min(a, b) >= Keypoint.LEFT_SHOULDER]
LIMBS += [(Keypoint.NOSE, Keypoint.LEFT_SHOULDER), (Keypoint.NOSE, Keypoint.RIGHT_SHOULDER)]

SHORTEST = 0.03
"""Of the body's size: a limb shorter than that points nowhere."""


def build(labels: int) -> keras.Model:
    """Return an untrained network that answers `labels` shares, [1, n], for [1, 17, 3] keypoints."""
    rows = keras.Input((len(Keypoint), 3), name="keypoints")
    hidden = features(rows)
    for width in HIDDEN:
        hidden = keras.layers.Dense(width, activation="relu")(hidden)
        hidden = keras.layers.Dropout(DROPOUT)(hidden)
    shares = keras.layers.Dense(labels, activation="softmax", name="shares")(hidden)
    return keras.Model(rows, shares)


def features(rows: keras.KerasTensor) -> keras.KerasTensor:
    """Return what the pose is, whoever strikes it, wherever they stand."""
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
