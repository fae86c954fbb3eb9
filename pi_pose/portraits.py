"""The thread that draws how a pose is done, so that no frame waits for it."""

from collections.abc import Mapping
from queue import Empty, SimpleQueue
from types import MappingProxyType

import numpy as np

from pi_pose.athlete import portrait
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import YOGA
from pi_pose.athlete.person.body import Body, Colours, Look
from pi_pose.coach.flow import Task
from pi_pose.coach.sides import Side
from pi_pose.frames import Image
from pi_pose.workers import Worker

SIZE = 720
"""Pixels a side."""

WAIT_SECONDS = 0.2

# Two-way glass swallows what is dark.
ATHLETE = Body(look=Look(colours=Colours(legs=(122, 138, 178), hair=(120, 82, 60), top=(64, 178, 178))))

TURNED: Mapping[str, Posture] = MappingProxyType(
    {
        "chair": YOGA["chair"].changed(turn=-50),
        "cobra": YOGA["cobra"].changed(turn=62),
        "dog": YOGA["dog"].changed(turn=62),
        "tree": YOGA["tree"],
        "warrior": YOGA["warrior"].changed(turn=66),
    }
)
"""Each pose from where it is best told from the others; tree and warrior stand on the right leg."""


def draw(task: Task) -> Image | None:
    """(SIZE, SIZE, 4) RGBA, as the person sees it in a mirror; None for a pose that the owner made up."""
    posture = TURNED.get(task.pose)
    if posture is None:
        return None
    shown = posture.mirrored() if task.side is Side.LEFT else posture
    return np.ascontiguousarray(portrait(ATHLETE, shown, (SIZE, SIZE))[:, ::-1])


class Portraits(Worker):
    """Draws what it is asked for, and keeps it."""

    def __init__(self) -> None:
        super().__init__("portraits")
        self._asked: SimpleQueue[Task] = SimpleQueue()
        self._drawn: dict[tuple[str, Side | None], Image | None] = {}

    def get(self, task: Task) -> Image | None:
        """Return the portrait of a task, or None until it is drawn."""
        key = task.pose, task.side
        if key not in self._drawn:
            self._drawn[key] = None
            self._asked.put(task)
        return self._drawn[key]

    def open(self) -> None:
        """There is nothing to open."""

    def step(self) -> None:
        """Draw what was asked for."""
        try:
            task = self._asked.get(timeout=WAIT_SECONDS)
        except Empty:
            return
        self._drawn[task.pose, task.side] = draw(task)

    def close(self) -> None:
        """There is nothing to close."""
