"""What the mirror learned from one frame."""

from dataclasses import dataclass

from pi_pose.pose import Pose


@dataclass(frozen=True, slots=True)
class Classification:
    """The name of a yoga pose, or the reason why there is none."""

    label: str | None
    score: float = 0.0
    """0 to 1: how sure the classifier is of `label`; of its best guess where there is none."""
    reason: str | None = None
    """Why there is no label, in words for the person in front of the glass."""

    def __post_init__(self) -> None:
        if (self.label is None) == (self.reason is None):
            raise ValueError("a classification has either a label or a reason")


@dataclass(frozen=True, slots=True)
class Estimate:
    """Everything learned from one frame."""

    index: int
    """The frame's own index and timestamp."""
    timestamp: float
    pose: Pose | None
    """None when nobody is in view."""
    classification: Classification
    model: str
    """The catalogue name of the pose model that looked."""
