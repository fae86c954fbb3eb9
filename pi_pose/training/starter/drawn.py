"""The synthetic athlete as something to learn from: a label that is exact, and pictures without end."""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np

from pi_pose.athlete.drawing import cutout
from pi_pose.athlete.motion.footing import stance
from pi_pose.athlete.motion.improvised import random_posture
from pi_pose.athlete.motion.keypoints import keypoints_m, visible
from pi_pose.athlete.person import crowd
from pi_pose.athlete.room.rooms import random_light
from pi_pose.athlete.training import random_scene, random_view
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
    for rng in _streams(seed, shard):
        item = None
        while item is None:
            item = _figure(rng)
        yield item


def _streams(seed: int, shard: int) -> Iterator[np.random.Generator]:
    """A random generator for each picture, so that none depends on the one before."""
    return (np.random.default_rng((seed, shard, number)) for number in range(SHARD))


def _figure(rng: np.random.Generator) -> Item | None:
    shape = crowd.random_body(np.random.default_rng(int(rng.integers(SHAPES))))
    body = replace(shape, look=replace(shape.look, colours=crowd.random_colours(rng)))
    stood = stance(body.build, random_posture(rng))
    view = random_view(rng, SIZES_WH[0])
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
