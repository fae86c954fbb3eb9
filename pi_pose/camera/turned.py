"""A camera that is mounted turned."""

import cv2

from pi_pose.camera.source import Source
from pi_pose.frames import Frame
from pi_pose.settings import Turn

CODES = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Turned:
    """Turns each frame of `source` clockwise, so that people stand upright."""

    def __init__(self, source: Source, degrees: Turn) -> None:
        self.name = source.name
        self._source = source
        self._code = CODES[degrees]

    def read(self) -> Frame | None:
        """Return the next frame, turned."""
        frame = self._source.read()
        if frame is None:
            return None
        turned = cv2.rotate(frame.image, self._code)
        return Frame(turned, frame.index, frame.timestamp)  # type: ignore[arg-type]

    def close(self) -> None:
        """Close the camera."""
        self._source.close()
