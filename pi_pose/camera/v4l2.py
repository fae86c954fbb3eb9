"""A USB camera, through OpenCV's V4L2 backend."""

import time
from pathlib import Path

import cv2

from pi_pose.errors import CameraError
from pi_pose.frames import Frame
from pi_pose.settings import Camera

DEVICES = Path("/sys/class/video4linux")


def numbers() -> list[int]:
    """Return the n of each /dev/video<n> that is a USB camera.

    A Raspberry Pi has a dozen others, for its codecs and the ribbon cable; and a USB camera has a second one,
    which sends no pictures.
    """
    return sorted(
        int(device.name.removeprefix("video"))
        for device in DEVICES.glob("video*")
        if "/usb" in str(device.resolve()) and (device / "index").read_text().strip() == "0"
    )


class V4l2Camera:
    """The camera at /dev/video<device>."""

    def __init__(self, wanted: Camera) -> None:
        """Open it. Raises CameraError when it is not there."""
        self.name = f"/dev/video{wanted.device}"
        self._capture = cv2.VideoCapture(wanted.device, cv2.CAP_V4L2)
        if not self._capture.isOpened():
            raise CameraError(f"no camera at {self.name}; plug it in, or set camera.device in config.yaml")
        # MJPG first: uncompressed, USB 2 carries only a few pictures a second at this size.
        self._capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, wanted.width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, wanted.height)
        self._capture.set(cv2.CAP_PROP_FPS, wanted.fps)
        # A longer buffer would show the past.
        self._capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._index = 0

    def read(self) -> Frame | None:
        """Wait for the next picture. Raises CameraError when the camera is gone."""
        read, image = self._capture.read()
        timestamp = time.monotonic()
        if not read:
            raise CameraError(f"the camera at {self.name} stopped sending pictures; check its cable")
        try:
            rgb = cv2.cvtColor(image, cv2.COLOR_BGR2RGB, dst=image)
        except cv2.error as error:
            raise CameraError(f"the camera at {self.name} sends pictures of no known format") from error
        frame = Frame(rgb, self._index, timestamp)  # type: ignore[arg-type]
        self._index += 1
        return frame

    def close(self) -> None:
        """Release the device."""
        self._capture.release()
