"""Cuts people out of photographs: GrabCut (Rother et al., SIGGRAPH 2004), told by the keypoints."""

import cv2
import numpy as np

from pi_pose.frames import Image
from pi_pose.inference import crop, tracker
from pi_pose.inference.crop import TORSO
from pi_pose.inference.tracker import PoseModel
from pi_pose.pose import EDGES, Keypoint, Points
from pi_pose.training.starter import agreement, composite, framing
from pi_pose.training.starter.example import Example
from pi_pose.training.starter.stock import Item, pack

CORE, BODY, AROUND = 0.1, 0.32, 0.75
"""How thick a limb surely is, probably is, and possibly is, as shares of the torso."""
ROUNDS = 4
HEAD = Keypoint.RIGHT_EAR + 1
"""The keypoints before this one are the head's."""
SOFT_PX = 0.8
MARK = (1,)
NO_BOX = (0, 0, 0, 0)
"""GrabCut starts from the mask instead."""


def cut_out(example: Example, teacher: PoseModel) -> Item | None:
    """The person alone, before grey, with a mask; nothing if the teacher does not recognise them any more."""
    mask = _mask(example)
    alone = Example(composite.alone(example.image, mask), example.xy, example.scores, example.trust)
    return pack(alone, np.asarray(mask * 255, np.uint8)) if _is_whole(alone, teacher) else None


def _mask(example: Example) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """How much of each pixel is the person, 0 to 1."""
    core, body, around = (_drawn(example, share) for share in (CORE, BODY, AROUND))
    guess = np.full(core.shape, cv2.GC_BGD, np.uint8)
    guess[around > 0] = cv2.GC_PR_BGD
    guess[body > 0] = cv2.GC_PR_FGD
    guess[core > 0] = cv2.GC_FGD
    near, far = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(0)
    cv2.grabCut(example.image, guess, NO_BOX, near, far, ROUNDS, cv2.GC_INIT_WITH_MASK)
    person = np.isin(guess, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    return np.asarray(cv2.GaussianBlur(_connected(person, core).astype(np.float32), (0, 0), SOFT_PX))


def _drawn(example: Example, share: float) -> Image:
    """A figure of lines as thick as a share of the torso."""
    canvas = np.zeros(example.image.shape[:2], np.uint8)
    thick = max(1, int(share * agreement.torso(example.xy)))
    seen = example.scores > crop.SEEN
    for start, end in EDGES:
        if seen[start] and seen[end]:
            cv2.line(canvas, _pixel(example.xy[start]), _pixel(example.xy[end]), MARK, thick)
    cv2.fillConvexPoly(canvas, cv2.convexHull(example.xy[list(TORSO)].astype(np.int32)), MARK)
    if seen[:HEAD].any():
        cv2.circle(canvas, _pixel(example.xy[:HEAD][seen[:HEAD]].mean(axis=0)), thick, MARK, -1)
    return canvas


def _pixel(xy: Points) -> tuple[int, int]:
    return int(xy[0]), int(xy[1])


def _connected(person: Image, core: Image) -> Image:
    """Without the pieces that do not hang together with the body."""
    _, pieces = cv2.connectedComponents(person)
    return np.asarray(np.isin(pieces, np.unique(pieces[(core & person) > 0])) & (person > 0), np.uint8)


def _is_whole(alone: Example, teacher: PoseModel) -> bool:
    """Whether the teacher still finds the keypoints where they were."""
    pose = tracker.look(teacher, alone.image, framing.region(alone))
    rows = np.column_stack([pose.xy * np.array(alone.size_wh), pose.scores])
    return agreement.is_understood(rows[np.newaxis, np.newaxis], alone.xy)
