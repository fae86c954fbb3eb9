"""The Raspberry Pi camera on the ribbon cable, through picamera2."""

import time

from libcamera import Transform
from picamera2 import Picamera2
from picamera2 import TimeoutError as CaptureTimeout

from pi_pose.errors import CameraError
from pi_pose.frames import Frame
from pi_pose.settings import Camera

BUFFERS = 3
"""One being filled, one being looked at, one on the way. More only cost contiguous memory."""

WAIT_SECONDS = 2.0
"""A sensor that hangs raises nothing: without a limit the capture would wait for ever."""


class CsiCamera:
    """The camera module number `device`."""

    def __init__(self, wanted: Camera) -> None:
        self.name = f"camera module {wanted.device}"
        try:
            self._camera = Picamera2(wanted.device)
        except (IndexError, RuntimeError) as error:
            raise CameraError(
                "no camera module found; check the ribbon cable, then try: rpicam-hello --list-cameras"
            ) from error
        frame_us = round(1_000_000 / wanted.fps)
        self._camera.configure(
            self._camera.create_video_configuration(
                # libcamera names formats by the integer, not by the bytes: BGR888 is R, G, B in memory.
                main={"size": (wanted.width, wanted.height), "format": "BGR888"},
                raw=None,
                transform=Transform(hflip=wanted.rotate == 180, vflip=wanted.rotate == 180),  # noqa: PLR2004
                buffer_count=BUFFERS,
                queue=False,
                display=None,
                encode=None,
                controls={"FrameDurationLimits": (frame_us, frame_us)},
            )
        )
        self._camera.start()
        self._index = 0

    def read(self) -> Frame | None:
        """Wait for the next picture. Raises CameraError when none comes within WAIT_SECONDS."""
        try:
            request = self._camera.capture_request(wait=WAIT_SECONDS)
        except CaptureTimeout as error:
            self._camera.cancel_all_and_flush()
            raise CameraError(f"{self.name} stopped sending pictures; check the ribbon cable") from error
        try:
            frame = Frame(request.make_array("main"), self._index, time.monotonic())
        finally:
            request.release()
        self._index += 1
        return frame

    def close(self) -> None:
        """Stop the camera and let it go."""
        self._camera.close()
