"""Camera, display, button and Coral. What the running mirror holds cannot be looked at beside it."""

import ctypes
import os

import numpy as np

from pi_pose import controls, settings
from pi_pose.camera import chooser
from pi_pose.camera.source import Source
from pi_pose.display import window
from pi_pose.display.window import Window
from pi_pose.doctor.finding import Finding
from pi_pose.doctor.service import running
from pi_pose.errors import CameraError, ControlError, DisplayError, WedgedError
from pi_pose.frames import Frame
from pi_pose.inference import coral as plugged
from pi_pose.settings import Camera, Settings

IN_USE = "in use by the running mirror; stop it first to test it: sudo systemctl stop pi-pose"

LIBRARY = "libedgetpu.so.1"

WARM_UP_FRAMES = 8
"""So many pictures a camera needs to adjust to the light, or to what it is told."""

BLACK = 5.0
"""Of 255; less is no picture."""

STRONG = 4.0
"""A gain no light asks for."""


def camera(chosen: Settings) -> Finding:
    """Take a test picture, and name its mean colour."""
    wanted = chooser.choose(chosen.camera)
    if wanted.source == settings.SYNTHETIC and chosen.camera.source == settings.AUTO:
        return Finding.warning("camera", "none was found; the drawn athlete stands in", "plug one in")
    if wanted.source in {settings.PICAMERA2, settings.V4L2} and running():
        return Finding.ok("camera", f"{wanted.source}: {IN_USE}")
    try:
        found = _pictured(chooser.open_source(wanted))
        if found.state == "ok" and wanted.source == settings.PICAMERA2:
            return _colours(wanted, found)
    except (CameraError, WedgedError) as error:
        return Finding.failed("camera", str(error), "v4l2-ctl --list-devices; rpicam-hello --list-cameras")
    return found


def display(chosen: Settings) -> Finding:
    """Open the display, and say through which driver and in which mode."""
    if running():
        return Finding.ok("display", IN_USE)
    if not window.on_desktop():
        os.environ.setdefault("SDL_VIDEODRIVER", "kmsdrm")
    try:
        opened = Window(chosen.display)
    except DisplayError as error:
        mend = "connect a display; be in the groups video, render and input, or use sudo"
        return Finding.failed("display", str(error), mend)
    width, height = opened.size_wh
    opened.close()
    return Finding.ok("display", f"{opened.driver}, {width}x{height}")


def button(chosen: Settings) -> Finding:
    """Take the button's pin, and let it go again."""
    if not chosen.button.enabled:
        return Finding.ok("button", "switched off in config.yaml")
    if running():
        return Finding.ok("button", IN_USE)
    try:
        connected = controls.connect(chosen.button, lambda _command: None)
    except ControlError as error:
        return Finding.warning("button", str(error), "sudo apt install python3-gpiozero python3-lgpio")
    if connected is None:
        return Finding.ok("button", "this computer has no pins; the keys do the same")
    connected.close()
    return Finding.ok("button", f"GPIO{chosen.button.pin} is ours")


def coral(_chosen: Settings) -> Finding:
    """Look for a Coral, and ask its library whether it can be reached."""
    if plugged.find() is None:
        return Finding.ok("coral", "none is plugged in; the processor does the work")
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError:
        return Finding.warning("coral", f"a Coral, but no {LIBRARY}", "sudo ./install.sh --coral")
    library.edgetpu_version.restype = ctypes.c_char_p
    version = library.edgetpu_version().decode().partition(",")[0]
    found = ctypes.c_size_t()
    library.edgetpu_list_devices.restype = ctypes.c_void_p
    library.edgetpu_list_devices(ctypes.byref(found))
    if not found.value:
        return Finding.warning("coral", f"{version} cannot reach the Coral", "unplug it and plug it in again")
    return Finding.ok("coral", f"{found.value} reached by {version}")


def _test_picture(source: Source) -> Frame:
    for _ in range(WARM_UP_FRAMES):
        source.read()
    frame = source.read()
    if frame is None:
        raise CameraError(f"{source.name} sent no picture")
    return frame


def _pictured(source: Source) -> Finding:
    frame = _test_picture(source)
    source.close()
    (width, height), (red, green, blue) = frame.size_wh, _mean_colour(frame)
    found = (
        f"{source.name} sends {width}x{height}, on average red {red:.0f}, green {green:.0f}, blue {blue:.0f}"
    )
    if max(red, green, blue) < BLACK:
        return Finding.warning("camera", f"{found}: black", "take off its cover, or switch on the light")
    return Finding.ok("camera", found)


def _colours(wanted: Camera, pictured: Finding) -> Finding:
    """Have the module itself redden its picture, then make it blue, and see whether they arrive as such."""
    from pi_pose.camera.csi import CsiCamera  # noqa: PLC0415  only a Raspberry Pi has picamera2

    camera = CsiCamera(wanted)
    camera.tint(red=STRONG, blue=1.0)
    reddened = _mean_colour(_test_picture(camera))
    camera.tint(red=1.0, blue=STRONG)
    made_blue = _mean_colour(_test_picture(camera))
    camera.close()
    if reddened[0] * made_blue[2] <= reddened[2] * made_blue[0]:
        return Finding.failed(
            "camera", f"{pictured.found}; red and blue are swapped", "sudo apt full-upgrade"
        )
    return Finding.ok("camera", f"{pictured.found}; its colours are in order")


def _mean_colour(frame: Frame) -> tuple[float, float, float]:
    red, green, blue = np.asarray(frame.image).mean(axis=(0, 1))
    return float(red), float(green), float(blue)
