"""One label out of many opinions: the teacher's looks, and what people marked by hand where they did."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pi_pose.pose import Points, Scores
from pi_pose.training.starter.measure import HIPS, SHOULDERS

NEAR = 0.25
"""Two places agree when they are no farther apart than this share of the torso."""
DOUBTED = 0.35
"""How far a label is believed about which the teacher and a person disagree."""
SAME_PERSON = 0.5
"""Teacher and people speak of the same person if they agree about this share of the marks."""
UNDERSTOOD = 0.8
LEAST_SCORE = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """Where the keypoints of one person are; see Example."""

    xy: Points
    scores: Scores
    trust: Scores


def label(asked: NDArray[np.float32], marked: NDArray[np.float32] | None) -> Label | None:
    """Make the best of (ways, looks, 17, 3) of the teacher and (17, 3) of people; None when that is poor."""
    made = agreed(asked)
    if made.scores.mean() < LEAST_SCORE:
        return None
    return made if marked is None else _corrected(made, marked)


def agreed(asked: NDArray[np.float32]) -> Label:
    """The look that most others support, made finer by those that do.

    How large a part of the others that is says how far each place is to be trusted. Of 18,131 keypoints that
    people marked, 81.0 % are within 0.2 of the torso of these places; of the surest upright look's, 77.3 %.
    """
    looks = asked.reshape(-1, *asked.shape[2:])
    xy, scores = looks[..., :2], looks[..., 2]
    apart = np.linalg.norm(xy[:, None] - xy[None], axis=-1)
    near = apart < NEAR * np.array([torso(one) for one in xy])[:, None, None]
    weight = near * scores**2
    chosen = (weight.sum(axis=(1, 2)) * scores.mean(axis=1)).argmax()
    support = weight[chosen].sum(axis=0)
    rows = (looks * weight[chosen][..., None]).sum(axis=0) / support[:, None]
    trust = np.clip(2 * support / (scores**2).sum(axis=0), 0, 1)
    return Label(rows[:, :2], rows[:, 2], trust.astype(np.float32))


def is_understood(asked: NDArray[np.float32], xy: Points) -> bool:
    """Whether the teacher, asked about the upright picture, places most keypoints where they are."""
    closest = asked[0, -1]
    apart = np.linalg.norm(closest[:, :2] - xy, axis=1)
    return bool((apart < NEAR * torso(xy)).mean() >= UNDERSTOOD)


def _corrected(made: Label, marked: NDArray[np.float32]) -> Label | None:
    """Hold a label against the marks of people.

    People place hips and shoulders a little elsewhere than the teacher does; where the two agree the
    teacher's place stays, so that all pictures are labelled alike. Where they do not, the person is right.
    """
    known = marked[:, 2] > 0
    size = torso(np.where(known[:, None], marked[:, :2], made.xy))
    agrees = np.linalg.norm(marked[:, :2] - made.xy, axis=1) < NEAR * size
    if agrees[known].mean() < SAME_PERSON:
        return None
    xy = np.where((agrees | ~known)[:, None], made.xy, marked[:, :2])
    trust = np.where(known, np.where(agrees, 1, DOUBTED), made.trust)
    return Label(xy.astype(np.float32), made.scores, trust.astype(np.float32))


def torso(xy: Points) -> float:
    """From between the shoulders to between the hips; never less than a quarter of the body's extent."""
    length = float(np.linalg.norm(xy[SHOULDERS].mean(axis=0) - xy[HIPS].mean(axis=0)))
    return max(length, 0.25 * float(np.ptp(xy, axis=0).max()))
