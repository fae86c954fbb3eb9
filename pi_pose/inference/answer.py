"""What a model says about one frame."""

from dataclasses import dataclass

from pi_pose.frames import Frame
from pi_pose.pose import Pose


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """Whom it found."""

    frame: Frame
    poses: tuple[Pose, ...]
    """The surest first, relative to the frame."""
    model: str
    """The catalogue name of the one that answered."""
