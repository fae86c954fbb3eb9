"""Opens the source that the settings name."""

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from pi_pose import settings
from pi_pose.camera import pictures, v4l2
from pi_pose.camera.bounded import Bounded
from pi_pose.camera.paced import Paced
from pi_pose.camera.source import Source
from pi_pose.camera.turned import Turned
from pi_pose.camera.video import Video
from pi_pose.errors import CameraError, SourceError
from pi_pose.settings import Camera, Turn

KINDS = (settings.AUTO, settings.SYNTHETIC, settings.PICAMERA2, settings.V4L2)


@cache
def modules() -> int:
    """Return how many camera modules there are. They are found when the computer starts, or never."""
    try:
        from pi_pose.camera import csi  # noqa: PLC0415  only a Raspberry Pi has picamera2
    except ImportError:
        return 0
    return csi.count()


def choose(wanted: Camera) -> Camera:
    """Say what `auto` means on this computer, now: a camera module, else a USB camera, else the athlete."""
    if wanted.source != settings.AUTO:
        return wanted
    if wanted.device < modules():
        return replace(wanted, source=settings.PICAMERA2)
    usb = v4l2.numbers()
    if wanted.device < len(usb):
        return replace(wanted, source=settings.V4L2, device=usb[wanted.device])
    return replace(wanted, source=settings.SYNTHETIC)


def open_source(wanted: Camera) -> Source:
    """Open a source for a mirror: live, or a file played at its own rate, and upright.

    Raises CameraError when the device is not there, SourceError when the file is not, WedgedError when the
    device hangs.
    """
    chosen = choose(wanted)
    source = _open_device(chosen) if chosen.source in KINDS else Paced(open_file(Path(chosen.source)))
    turn = _left_to_turn(chosen)
    return Turned(source, turn) if turn else source


def open_file(path: Path) -> Source:
    """Open a picture, a folder of pictures or a video, to be read as fast as possible."""
    if not path.exists():
        raise SourceError(f"{path} is neither a file nor a folder, nor one of {', '.join(KINDS)}")
    if path.is_dir():
        return pictures.Pictures(path.name, pictures.find(path))
    if pictures.is_picture(path):
        return pictures.Pictures(path.name, [path])
    return Video(path)


def _left_to_turn(chosen: Camera) -> Turn:
    """A camera module turns its pictures upside down by itself; every other turn is ours."""
    return 0 if chosen.source == settings.PICAMERA2 and chosen.rotate == 180 else chosen.rotate  # noqa: PLR2004


def _open_device(chosen: Camera) -> Source:
    """Import the one module that is needed, so that a laptop without the others runs, too."""
    if chosen.source == settings.V4L2:
        return Bounded(f"/dev/video{chosen.device}", lambda: v4l2.V4l2Camera(chosen))
    if chosen.source == settings.SYNTHETIC:
        from pi_pose.camera.synthetic import SyntheticCamera  # noqa: PLC0415

        return Paced(SyntheticCamera(chosen))
    return _open_csi(chosen)


def _open_csi(chosen: Camera) -> Source:
    try:
        from pi_pose.camera.csi import CsiCamera  # noqa: PLC0415
    except ImportError as error:
        raise CameraError(
            f"picamera2 is missing ({error.name}); install it with: sudo apt install python3-picamera2"
        ) from error
    return Bounded(f"camera module {chosen.device}", lambda: CsiCamera(chosen))
