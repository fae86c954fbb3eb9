"""Roughens keypoints the way a pose model and a room full of people would."""

import numpy as np
from numpy.typing import NDArray

from pi_pose.coach import embedding
from pi_pose.coach.embedding import Rows
from pi_pose.pose import EDGES, Keypoint

MIRRORED_SHARE = 0.5

TURN_DEGREES = 7.0
STRETCH = 0.06
"""Spread of the random turn, and of the random change of width and height."""

TREMBLE = 0.025
"""Mean spread of a keypoint, of the body's size; a sample's own is up to twice that."""

ASTRAY, ASTRAY_SPREAD = 0.04, 0.15
"""How often a keypoint lies quite elsewhere, and how far, of the body's size."""

DROPPED = 0.03
"""How often a keypoint that is not seen is put where its neighbour in the skeleton is."""

CONFUSED = 0.05
"""How often a pair of limbs is taken for each other."""

PAIRS: tuple[tuple[tuple[Keypoint, ...], tuple[Keypoint, ...]], ...] = tuple(
    (tuple(Keypoint[f"LEFT_{part}"] for part in parts), tuple(Keypoint[f"RIGHT_{part}"] for part in parts))
    for parts in (("SHOULDER", "ELBOW", "WRIST"), ("HIP", "KNEE", "ANKLE"), ("KNEE", "ANKLE"), ("EYE", "EAR"))
)

HIPS = (Keypoint.LEFT_HIP, Keypoint.RIGHT_HIP)
NEIGHBOURS = sorted(((b, a) for a, b in EDGES if b >= Keypoint.LEFT_ELBOW and b not in HIPS), reverse=True)
"""Each joint of a limb and the one before it, the outermost first."""


def roughen(rows: Rows, rng: np.random.Generator, roughness: float = 1.0) -> Rows:
    """Return as many samples, each changed in its own way; half of them mirrored.

    `roughness` is how much of the errors below is added, 0 to 1: less, where the model's own are in already.
    """
    changed = mirror(rows.copy(), rng.random(len(rows)) < MIRRORED_SHARE)
    changed[..., :2] = _turned(changed[..., :2], rng)
    _drop(changed, rng, roughness * DROPPED)
    changed[..., :2] += _noise(changed, rng, roughness)
    for left, right in PAIRS:
        _confuse(changed, list(left), list(right), rng.random(len(rows)) < CONFUSED)
    return changed


def mirror(rows: Rows, which: NDArray[np.bool_]) -> Rows:
    """Mirror the samples that `which` says: x changes its sign, left and right their places."""
    rows[which] = embedding.mirrored(rows[which])
    return rows


def _turned(xy: Rows, rng: np.random.Generator) -> Rows:
    angle = np.radians(rng.normal(0, TURN_DEGREES, len(xy)))
    turn = np.stack([np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)], axis=1).reshape(-1, 2, 2)
    stretch = rng.normal(1, STRETCH, (len(xy), 1, 2))
    return np.asarray(xy @ turn * stretch, np.float32)


def _noise(rows: Rows, rng: np.random.Generator, roughness: float) -> Rows:
    size = np.ptp(rows[..., :2], axis=1).max(axis=1)[:, np.newaxis, np.newaxis]
    spread = roughness * TREMBLE * rng.uniform(0, 2, (len(rows), 1, 1))
    astray = ASTRAY_SPREAD * (rng.random((*rows.shape[:2], 1)) < roughness * ASTRAY)
    noise = rng.normal(0, 1, (*rows.shape[:2], 2)) * size * (spread + astray)
    return np.asarray(noise, np.float32)


def _drop(rows: Rows, rng: np.random.Generator, often: float) -> None:
    """Move keypoints onto their neighbours, in place."""
    for keypoint, neighbour in NEIGHBOURS:
        chosen = rng.random(len(rows)) < often
        rows[chosen, keypoint] = rows[chosen, neighbour]


def _confuse(rows: Rows, left: list[Keypoint], right: list[Keypoint], which: NDArray[np.bool_]) -> None:
    """Exchange two limbs, in place."""
    chosen = np.flatnonzero(which)[:, np.newaxis]
    rows[chosen, left], rows[chosen, right] = rows[chosen, right], rows[chosen, left]
