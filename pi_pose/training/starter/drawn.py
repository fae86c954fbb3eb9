"""The synthetic athlete as something to learn from: a label that is exact, and pictures without end."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import cv2
import numpy as np

from pi_pose.athlete.drawing import cutout
from pi_pose.athlete.lots import chance, one_of
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.improvised import jittered, random_posture, with_arms_elsewhere
from pi_pose.athlete.motion.keypoints import keypoints_m, visible
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import VARIANTS
from pi_pose.athlete.person import crowd
from pi_pose.athlete.room.rooms import random_light
from pi_pose.athlete.training import random_scene, random_view
from pi_pose.athlete.view import View
from pi_pose.frames import Image
from pi_pose.pose import Keypoint, Points
from pi_pose.training.starter.example import Example, inside, nobody
from pi_pose.training.starter.stock import Item, pack

SHARD = 200
"""How many pictures a shard of a stock holds."""
SHAPES = 400
"""How many bodies there are among the figures; each is sculpted once."""

SIZES_WH = ((288, 288), (320, 240), (256, 320), (320, 180))
GREY = 128
"""What a figure without a room stands before."""
YOGA_SHARES = {"chair": 0.08, "cobra": 0.27, "dog": 0.11, "tree": 0.16, "warrior": 0.38}
"""Bodies that lie level, and those on one leg, are the hardest to find, and rare among photographs."""
HELD = {**VARIANTS, "warrior": VARIANTS["warrior"][:2]}
"""Of the warriors only the third, who lies level in the air."""
UNSUPPORTED = ("chair", "tree", "warrior")
"""Those whose arms are free."""
ARMS_ELSEWHERE, JITTER_DEGREES, MIDDLE_M = 0.5, 7, 0.75

SURE, HIDDEN = 0.75, 0.5
"""The scores of a keypoint in plain view, and of one behind the person's own body: about Lightning's."""


def scenes(seed: int, shard: int) -> Iterator[Item]:
    """People in rooms and outdoors, with their shadows."""
    for rng in _streams(seed, shard):
        size_wh = SIZES_WH[rng.integers(len(SIZES_WH))]
        scene = random_scene(rng, size_wh)
        if scene.pose is None:
            yield pack(nobody(scene.image))
        else:
            yield pack(_labelled(scene.image, scene.pose.xy * np.array(size_wh, np.float32), scene.visible))


def figures(seed: int, shard: int) -> Iterator[Item]:
    """People alone, with a mask, to be put before any picture."""
    return _drawn(seed, shard, lambda rng: (random_posture(rng), random_view(rng, SIZES_WH[0])))


def yoga_figures(seed: int, shard: int) -> Iterator[Item]:
    """The same, all at yoga, and seen from anywhere around and above."""
    return _drawn(seed, shard, lambda rng: (_yoga(rng), _orbiting(rng)))


def _drawn(
    seed: int, shard: int, chosen: Callable[[np.random.Generator], tuple[Posture, View]]
) -> Iterator[Item]:
    for rng in _streams(seed, shard):
        item = None
        while item is None:
            item = _figure(rng, *chosen(rng))
        yield item


def _yoga(rng: np.random.Generator) -> Posture:
    """One of the five, between two of its variants, and often with the arms elsewhere."""
    name = str(rng.choice(list(YOGA_SHARES), p=list(YOGA_SHARES.values())))
    posture = one_of(rng, HELD[name]).towards(one_of(rng, HELD[name]), float(rng.random()))
    if name in UNSUPPORTED and chance(rng, ARMS_ELSEWHERE):
        posture = with_arms_elsewhere(rng, posture)
    turned = jittered(rng, posture, JITTER_DEGREES).changed(turn=float(rng.uniform(-180, 180)))
    return turned.mirrored() if chance(rng, 0.5) else turned


def _orbiting(rng: np.random.Generator) -> View:
    """A camera that looks at the middle of a body, from the floor to steeply above."""
    elevation, away = float(rng.triangular(-8, 10, 60)), float(rng.uniform(2.2, 4.5))
    up, back = away * np.sin(np.radians(elevation)), away * np.cos(np.radians(elevation))
    fov = float(np.degrees(2 * np.arctan(rng.uniform(0.9, 1.4) / away)))
    aside = rng.normal(0, fov / 14, 2)
    return View(
        size_wh=SIZES_WH[0],
        eye_m=(0.0, max(0.1, MIDDLE_M + float(up)), float(back)),
        yaw=float(aside[0]),
        pitch=-elevation + float(aside[1]),
        roll=float(rng.normal(0, 4)),
        fov=fov,
    )


def _streams(seed: int, shard: int) -> Iterator[np.random.Generator]:
    """A random generator for each picture, so that none depends on the one before."""
    return (np.random.default_rng((seed, shard, number)) for number in range(SHARD))


def _figure(rng: np.random.Generator, posture: Posture, view: View) -> Item | None:
    shape = crowd.random_body(np.random.default_rng(int(rng.integers(SHAPES))))
    body = replace(shape, look=replace(shape.look, colours=crowd.random_colours(rng)))
    stood = stance(body.build, posture)
    person = cutout.draw(body, stood, view, random_light(rng))
    if person is None:
        return None
    image = np.full((*SIZES_WH[0], 3), GREY, np.uint8)
    person.lay_over(image)
    screen = view.project(keypoints_m(body.build, stood))
    seen = visible(screen, person.depth, person.corner_xy)
    return pack(_labelled(image, screen[:, :2], seen), _mask(person))


def _mask(person: cutout.Cutout) -> Image:
    mask = np.zeros(SIZES_WH[0], np.uint8)
    height, width = person.alpha.shape
    x, y = person.corner_xy
    mask[y : y + height, x : x + width] = cv2.convertScaleAbs(person.alpha, alpha=255)
    return mask


def _labelled(image: Image, xy: Points, seen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Example:
    height, width = image.shape[:2]
    scores = np.where(seen, SURE, HIDDEN) * inside(xy, (width, height))
    return Example(
        image, xy.astype(np.float32), scores.astype(np.float32), np.ones(len(Keypoint), np.float32)
    )
