"""Samples without pictures: the synthetic athlete's own keypoints, seen by any camera.

Photographs show few people from few sides; a drawn body can be turned under every camera, and do what
nobody photographs. Its keypoints are exact, so `augment` roughens them as MoveNet would.
"""

import numpy as np

from pi_pose.athlete.lots import chance, one_of
from pi_pose.athlete.motion.exercises import EXERCISES
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.improvised import improvised, jittered
from pi_pose.athlete.motion.keypoints import keypoints_m
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import RESTING, STANDING, VARIANTS, walking
from pi_pose.athlete.person import crowd
from pi_pose.athlete.training import random_view
from pi_pose.coach import embedding
from pi_pose.coach.classifier import NONE
from pi_pose.coach.embedding import Embeddings, Rows
from pi_pose.training.classifier.samples import DRAWN, Samples

SCORE = 0.7
"""What MoveNet gives a keypoint that it sees well."""

SIZE_WH = (640, 640)

ALMOST = 0.92
"""From this far on the way from standing into a pose, it is the pose."""

FACING, FACING_DEGREES = 0.35, 30.0
"""How often a body faces the camera, and how far it is turned then."""

EVERYDAY = (*RESTING.values(), *EXERCISES.values())

REACHING = (
    RESTING["stretching"],
    *(EXERCISES[name] for name in ("arms raised", "t-pose", "star", "side bend")),
)
"""Standing with the arms up: seen from the front it is the nearest thing to a chair."""


def draw(count: int, seed: int) -> Samples:
    """Return half as many yoga poses as not, all in different bodies and views."""
    rng = np.random.default_rng(seed)
    struck = [strike(rng) for _ in range(count)]
    rows = [_seen(posture, rng) for _, posture in struck]
    return Samples(np.array(rows), np.array([label for label, _ in struck]), np.full(count, DRAWN))


def strike(rng: np.random.Generator) -> tuple[str, Posture]:
    """Draw a yoga pose by lot, or as often something else, turned anyhow."""
    label = one_of(rng, tuple(VARIANTS)) if chance(rng, 0.5) else NONE
    return label, _turned(_other(rng) if label == NONE else _yoga(label, rng), rng)


def strike_confusable(rng: np.random.Generator) -> tuple[str, Posture]:
    """Draw a chair by lot, or as often somebody who raises the arms, both from the front."""
    label = "chair" if chance(rng, 0.5) else NONE
    posture = _yoga(label, rng) if label == "chair" else _reaching(rng)
    return label, posture.changed(turn=float(rng.normal(0, FACING_DEGREES)))


def draw_others(count: int, seed: int, poses: Embeddings) -> Samples:
    """Return up to `count` bodies that strike none of `poses`, as samples of NONE."""
    rng = np.random.default_rng(seed)
    rows = np.array([_seen(_turned(_other(rng), rng), rng) for _ in range(count)])
    rows = rows[embedding.nearest(embedding.embed(rows), poses) > embedding.ALIKE]
    return Samples(rows, np.full(len(rows), NONE), np.full(len(rows), DRAWN))


def _yoga(label: str, rng: np.random.Generator) -> Posture:
    """Somewhere between the ways to hold the pose; standing ones a little before they are reached, too."""
    variants = VARIANTS[label]
    first, second = one_of(rng, variants), one_of(rng, variants)
    # The three warriors have nothing between them that is a warrior.
    held = first if label == "warrior" else first.towards(second, float(rng.random()))
    if label != "cobra" and chance(rng, 0.3):
        held = STANDING.towards(held, float(rng.uniform(ALMOST, 1)))
    return jittered(rng, held, 5)


def _other(rng: np.random.Generator) -> Posture:
    kind = rng.choice(5, p=(0.3, 0.1, 0.15, 0.25, 0.2))
    return (_everyday, _walking, _between, _reaching, improvised)[kind](rng)


def _everyday(rng: np.random.Generator) -> Posture:
    return jittered(rng, one_of(rng, EVERYDAY), 8)


def _walking(rng: np.random.Generator) -> Posture:
    return jittered(rng, walking(float(rng.random())), 5)


def _between(rng: np.random.Generator) -> Posture:
    share = float(rng.random())
    return jittered(rng, one_of(rng, EVERYDAY).towards(one_of(rng, EVERYDAY), share), 5)


def _reaching(rng: np.random.Generator) -> Posture:
    return jittered(rng, STANDING.towards(one_of(rng, REACHING), float(rng.uniform(0.5, 1))), 7)


def _turned(posture: Posture, rng: np.random.Generator) -> Posture:
    """Whoever uses a mirror mostly faces it."""
    degrees = rng.normal(0, FACING_DEGREES) if chance(rng, FACING) else rng.uniform(-180, 180)
    turned = posture.changed(turn=float(degrees))
    return turned.mirrored() if chance(rng, 0.5) else turned


def _seen(posture: Posture, rng: np.random.Generator) -> Rows:
    build = crowd.random_build(rng, float(rng.random()))
    rows = random_view(rng, SIZE_WH).project(keypoints_m(build, stance(build, posture)))
    rows[:, 2] = SCORE
    return rows
