"""The athlete before the mirror, frame by frame."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from pi_pose.athlete import scene
from pi_pose.athlete.drawing.light import Light
from pi_pose.athlete.room import backdrop
from pi_pose.athlete.room.layout import Room
from pi_pose.athlete.room.rooms import random_room
from pi_pose.athlete.routine import Moment, Routine
from pi_pose.athlete.scene import Scene
from pi_pose.athlete.view import View


class Stage:
    """A mirror's view of one athlete after another; the same seed shows the same people and rooms."""

    def __init__(self, size_wh: tuple[int, int] = (640, 480), seed: int = 0) -> None:
        self._routine = Routine(seed)
        self._view = View(size_wh)
        self._seed = seed

    @property
    def cycle_seconds(self) -> float:
        """How long one athlete's routine takes, from one empty room to the next."""
        return self._routine.seconds

    def moment_at(self, seconds: float) -> Moment:
        """What the athlete does at a time from 0."""
        return self._routine.at(seconds)

    def frame_at(self, seconds: float) -> Scene:
        """What the mirror sees at a time from 0."""
        moment = self.moment_at(seconds)
        return replace(self._seen(moment), label=moment.label, phase=moment.phase)

    def _seen(self, moment: Moment) -> Scene:
        room = _room(self._seed, moment.cycle)
        background = backdrop.paint(room, self._view)
        if moment.posture is None:
            return scene.empty(background)
        return scene.draw(moment.body, moment.posture, self._view, room.light, background)


@lru_cache(maxsize=8)
def _room(seed: int, cycle: int) -> Room:
    """Where a cycle takes place. The room of the demo opens seed 0."""
    if seed == cycle == 0:
        return Room.default()
    # Whatever the room is like, it is lit from the mirror, as a good place to train is.
    return replace(random_room(np.random.default_rng((seed, cycle))), light=Light())
