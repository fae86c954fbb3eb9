"""What a pose is, whoever strikes it and wherever they stand: numbers whose distance says how alike two are.

As in TensorFlow's pose classification tutorial, a body is centred on its hips and scaled by its torso. The
directions of the limbs are added, which say the same from near and from far.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pi_pose.pose import EDGES, MIRRORED, Keypoint, Pose

Rows: TypeAlias = NDArray[np.float32]
"""(n, 17, 3): x and y in pixels of any size, score."""

Embeddings: TypeAlias = NDArray[np.float32]
"""(n, 62)."""

TORSO_FACTOR = 2.5
"""A body fits into this many torso lengths around its hips; the tutorial's value."""

LIMBS = [(a, b) for a, b in EDGES if min(a, b) >= Keypoint.LEFT_SHOULDER]
LIMBS += [(Keypoint.NOSE, Keypoint.LEFT_SHOULDER), (Keypoint.NOSE, Keypoint.RIGHT_SHOULDER)]

LONGEST_REACH = 20.0
"""In torso lengths from the hips to anything else of the body."""

SHORTEST = 0.03
"""Of the body's size: a limb shorter than that points nowhere."""

ALIKE = 0.16
"""Two bodies nearer than that strike the same pose. Of 3,000 photographs of people at sport and in the
street, at most one in a hundred is so near to twenty pictures of a yoga pose; frames of one person who holds
a pose are half as far apart."""

CHUNK = 1000
"""Rows compared at once: a matter of memory."""


def row(pose: Pose, size_wh: tuple[int, int]) -> Rows:
    """Return a pose found in a frame of that size as (17, 3), in pixels."""
    width, height = size_wh
    points = zip(pose.xy.tolist(), pose.scores.tolist(), strict=True)
    return np.array([(x * width, y * height, score) for (x, y), score in points], np.float32)


def embed(rows: Rows) -> Embeddings:
    """Return the embedding of each row of keypoints."""
    placed = _placed(rows[..., :2])
    limbs = np.stack([placed[:, b] - placed[:, a] for a, b in LIMBS], axis=1)
    directions = limbs / (np.linalg.norm(limbs, axis=2, keepdims=True) + SHORTEST)
    flat = np.concatenate([placed, directions], axis=1).reshape(len(rows), -1)
    return np.asarray(flat, np.float32)


def centred(xy: NDArray[np.float32]) -> NDArray[np.float32]:
    """Put the hips of each body, (n, 17, 2), at the origin, and make its torso as long as 1."""
    hips = _middle(xy, (Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP))
    shoulders = _middle(xy, (Keypoint.LEFT_SHOULDER, Keypoint.RIGHT_SHOULDER))
    torso = np.linalg.norm(shoulders - hips, axis=2, keepdims=True)
    around = xy - hips
    # Whoever bends towards the camera has hardly any torso, but is not endless.
    reach = np.linalg.norm(around, axis=2, keepdims=True).max(axis=1, keepdims=True)
    return np.asarray(around / np.maximum(torso, np.maximum(reach / LONGEST_REACH, 1e-3)), np.float32)


def mirrored(rows: Rows) -> Rows:
    """Return the same poses struck to the other side."""
    swapped = np.asarray(rows[:, list(MIRRORED)], np.float32)
    swapped[..., 0] *= -1
    return swapped


def distances(some: Embeddings, others: Embeddings) -> NDArray[np.float32]:
    """(n, m): how unlike each of some is to each of the others; the root mean square of the difference."""
    squares = np.square(some).sum(axis=1)[:, None] - 2 * some @ others.T + np.square(others).sum(axis=1)
    return np.asarray(np.sqrt(squares.clip(min=0) / some.shape[1]), np.float32)


def nearest(some: Embeddings, others: Embeddings) -> NDArray[np.float32]:
    """(n,): how unlike each of some is to the one of the others that is most like it."""
    chunks = [distances(some[i : i + CHUNK], others).min(axis=1) for i in range(0, len(some), CHUNK)]
    return np.concatenate([np.zeros(0, np.float32), *chunks])


def _placed(xy: NDArray[np.float32]) -> NDArray[np.float32]:
    around = centred(xy)
    reach = np.linalg.norm(around, axis=2, keepdims=True).max(axis=1, keepdims=True)
    return np.asarray(around / np.maximum(TORSO_FACTOR, reach), np.float32)


def _middle(xy: NDArray[np.float32], pair: Sequence[Keypoint]) -> NDArray[np.float32]:
    return np.asarray(xy[:, list(pair)].mean(axis=1, keepdims=True), np.float32)
