"""What every source of frames can do."""

from typing import Protocol

from pi_pose.frames import Frame


class Source(Protocol):
    """A camera, or something that stands in for one."""

    name: str
    """How the source is called on the glass and in messages."""

    def read(self) -> Frame | None:
        """Return the next frame; None at the end, which a camera does not have.

        Raises CameraError when the device is gone, SourceError when a file cannot be read.
        """
        ...

    def close(self) -> None:
        """Let the device go. Closing twice is fine."""
        ...
