"""What the coach lets be heard."""

from enum import StrEnum


class Cue(StrEnum):
    """One short sound."""

    ENTER = "enter"
    """A pose is held from now on."""
    COUNT = "count"
    """Three, two, one; and each repetition."""
    DONE = "done"
    """A pose of a flow was held for as long as it asks, or the flow is over."""
