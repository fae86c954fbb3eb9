"""The Raspberry Pi camera on the ribbon cable, through picamera2.

There is one stream of pictures, for the glass and for the model. A second, smaller one for the model would
save nothing: cutting its square from 1920x1080 takes 0.38 ms, from 640x480 0.29 ms, from 320x240 0.28 ms and
0.07 ms more to turn that stream's YUV into RGB (one core of a PC), and the model would see fewer
pixels of somebody who stands far away.
"""

import time
from contextlib import ExitStack
from typing import Any

from libcamera import Transform
from libcamera import controls as libcontrols
from picamera2 import Picamera2
from picamera2 import TimeoutError as CaptureTimeout

from pi_pose.errors import CameraError
from pi_pose.frames import Frame
from pi_pose.settings import Camera

FORMAT = "BGR888"
"""R, G, B in memory: libcamera names formats by the integer, not by its bytes."""

BUFFERS = 3
"""One being filled, one being looked at, one on the way. More only cost contiguous memory."""

WAIT_SECONDS = 2.0
"""A sensor that hangs raises nothing: without a limit the capture would wait for ever."""

UPSIDE_DOWN = 180
"""The one turn that the camera makes itself, at no cost."""


def count() -> int:
    """Return how many camera modules there are; libcamera's list has USB cameras, too, behind them."""
    return sum("/usb" not in camera["Id"] for camera in Picamera2.global_camera_info())


class CsiCamera:
    """The camera module number `device`."""

    def __init__(self, wanted: Camera) -> None:
        """Open it. Raises CameraError when it is not there or another program has it."""
        self.name = f"camera module {wanted.device}"
        if wanted.device >= count():
            raise CameraError(
                "no camera module found; check the ribbon cable, then try: rpicam-hello --list-cameras"
            )
        try:
            self._camera = _started(wanted)
        except RuntimeError as error:
            raise CameraError(f"{self.name} cannot be opened; another program may have it") from error
        self._index = 0

    def read(self) -> Frame | None:
        """Wait for the next picture. Raises CameraError when none comes within WAIT_SECONDS."""
        try:
            request = self._camera.capture_request(wait=WAIT_SECONDS)
        except CaptureTimeout as error:
            self._camera.cancel_all_and_flush()
            raise CameraError(f"{self.name} stopped sending pictures; check the ribbon cable") from error
        try:
            image, taken_ns = request.make_array("main"), request.get_metadata()["SensorTimestamp"]
        except (RuntimeError, ValueError, KeyError) as error:  # a buffer of another length
            raise CameraError(f"{self.name} sent a damaged picture; check the ribbon cable") from error
        finally:
            request.release()
        self._index += 1
        return Frame(image, self._index - 1, _monotonic(taken_ns))

    def tint(self, red: float, blue: float) -> None:
        """Set the gains of red and blue by hand, to see whether they arrive as red and blue."""
        self._camera.set_controls({"AwbEnable": False, "ColourGains": (red, blue)})

    def close(self) -> None:
        """Stop the camera and let it go. Closing twice is fine."""
        self._camera.close()


def _started(wanted: Camera) -> Picamera2:
    with ExitStack() as on_failure:
        camera = Picamera2(wanted.device)
        on_failure.callback(camera.close)
        camera.configure(_configuration(camera, wanted))
        camera.start()
        on_failure.pop_all()
    return camera


def _configuration(camera: Picamera2, wanted: Camera) -> dict[str, Any]:
    turned = wanted.rotate == UPSIDE_DOWN
    width, height = camera.sensor_resolution
    return camera.create_video_configuration(  # type: ignore[no-any-return]
        main={"size": (wanted.width, wanted.height), "format": FORMAT},
        raw=None,
        # The mode is chosen by this size, not by the picture's: every module's half size is its whole view,
        # while its small sizes are cut from the middle, and would lose heads and feet.
        sensor={"output_size": (width // 2, height // 2)},
        transform=Transform(hflip=turned, vflip=turned),
        buffer_count=BUFFERS,
        queue=False,
        display=None,
        encode=None,
        controls=_controls(camera, wanted.fps),
    )


def _controls(camera: Picamera2, fps: int) -> dict[str, Any]:
    frame_us = round(1_000_000 / fps)
    chosen: dict[str, Any] = {"FrameDurationLimits": (frame_us, frame_us)}
    if "AfMode" in camera.camera_controls:
        chosen["AfMode"] = libcontrols.AfModeEnum.Continuous
    return chosen


def _monotonic(sensor_ns: int) -> float:
    """The sensor's time stamps count the seconds a computer slept, the monotonic clock does not."""
    return sensor_ns / 1e9 + time.monotonic() - time.clock_gettime(time.CLOCK_BOOTTIME)
