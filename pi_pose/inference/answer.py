"""What a model says about one frame."""

from msgspec import Struct

from pi_pose.frames import Frame
from pi_pose.pose import Pose


class Answer(Struct, frozen=True, eq=False):
    """Whom it found."""

    frame: Frame
    poses: tuple[Pose, ...]
    """The surest first, relative to the frame."""
    model: str
    """The catalogue name of the one that answered."""
