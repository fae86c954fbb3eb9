"""Opens the source that the settings name."""

from pathlib import Path

from pi_pose import settings
from pi_pose.camera import pictures
from pi_pose.camera.paced import Paced
from pi_pose.camera.source import Source
from pi_pose.camera.turned import Turned
from pi_pose.camera.video import Video
from pi_pose.errors import CameraError, SourceError
from pi_pose.settings import Camera

KINDS = (settings.SYNTHETIC, settings.PICAMERA2, settings.V4L2)


def open_source(wanted: Camera) -> Source:
    """Open a source for a mirror: live, or a file played at its own rate, and upright.

    Raises CameraError when the device is not there, SourceError when the file is not.
    """
    source = _open_device(wanted) if wanted.source in KINDS else Paced(open_file(Path(wanted.source)))
    return Turned(source, wanted.rotate) if wanted.rotate else source


def open_file(path: Path) -> Source:
    """Open a picture, a folder of pictures or a video, to be read as fast as possible."""
    if not path.exists():
        raise SourceError(f"{path} is neither a file nor a folder, nor one of {', '.join(KINDS)}")
    if path.is_dir():
        return pictures.Pictures(path.name, pictures.find(path))
    if pictures.is_picture(path):
        return pictures.Pictures(path.name, [path])
    return Video(path)


def _open_device(wanted: Camera) -> Source:
    """Import the one module that is needed, so that a laptop without the others runs, too."""
    if wanted.source == settings.V4L2:
        from pi_pose.camera.v4l2 import V4l2Camera  # noqa: PLC0415

        return V4l2Camera(wanted)
    if wanted.source == settings.SYNTHETIC:
        from pi_pose.camera.synthetic import SyntheticCamera  # noqa: PLC0415

        return Paced(SyntheticCamera(wanted))
    return _open_csi(wanted)


def _open_csi(wanted: Camera) -> Source:
    try:
        from pi_pose.camera.csi import CsiCamera  # noqa: PLC0415
    except ImportError as error:
        raise CameraError(
            f"picamera2 is missing ({error.name}); install it with: sudo apt install python3-picamera2"
        ) from error
    return CsiCamera(wanted)
