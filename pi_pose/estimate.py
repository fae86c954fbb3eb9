"""What the mirror learned from one frame."""

from msgspec import Struct

from pi_pose.pose import Keypoint, Pose


class Reason(Struct, frozen=True):
    """Why there is no label; said in the language of the person in front of the glass."""

    key: str
    """Of the text `reason.<key>`."""
    keypoint: Keypoint | None = None
    """The one that the text is about, if it is about one."""


class Classification(Struct, frozen=True):
    """The name of a yoga pose, or the reason why there is none."""

    label: str | None
    score: float = 0.0
    """0 to 1: how sure the classifier is of `label`; of its best guess where there is none."""
    reason: Reason | None = None
    """Why there is no label."""

    def __post_init__(self) -> None:
        if (self.label is None) == (self.reason is None):
            raise ValueError("a classification has either a label or a reason")


class Sighting(Struct, frozen=True):
    """What was seen in one frame: all of it that may be kept, for no picture is in it."""

    index: int
    """The frame's own index and timestamp."""
    timestamp: float
    size_wh: tuple[int, int]
    """Of the frame, pixels."""
    brightness: float
    """Of the frame, 0 to 1."""
    pose: Pose | None
    """None when nobody is in view."""
    others: tuple[Pose, ...] = ()
    """Everybody else, where the model sees several people and the settings ask for all."""
    model: str = "recording"
    """The catalogue name of the pose model that looked."""


class Estimate(Sighting, frozen=True, kw_only=True):
    """Everything learned from one frame."""

    classification: Classification
