"""How each pose of a flow is done, drawn."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from pi_pose.athlete import portrait
from pi_pose.athlete.motion.posture import Posture
from pi_pose.athlete.motion.postures import YOGA
from pi_pose.athlete.person.body import Body, Colours, Look
from pi_pose.coach.flow import Task
from pi_pose.coach.sides import Side
from pi_pose.frames import Image

SIZE = 720
"""Pixels a side."""

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
