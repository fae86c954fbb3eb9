"""Pictures and videos from the disk."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from pi_pose.camera import chooser, pictures
from pi_pose.camera.paced import Paced
from pi_pose.camera.source import Source
from pi_pose.camera.video import Video
from pi_pose.errors import SourceError
from pi_pose.frames import Frame, Image
from pi_pose.settings import Camera

RED = np.zeros((48, 64, 3), np.uint8)
RED[..., 0] = 255


def save(path: Path, image: Image = RED) -> Path:
    cv2.imwrite(str(path), cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
    return path


def film(path: Path, frames: int = 5, fps: float = 10) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), fps, (64, 48))
    for _ in range(frames):
        writer.write(cv2.cvtColor(RED, cv2.COLOR_RGB2BGR))
    writer.release()
    return path


def frames(source: Source) -> list[Frame]:
    read = []
    while (frame := source.read()) is not None:
        read.append(frame)
    source.close()
    return read


@pytest.mark.parametrize("suffix", sorted(pictures.SUFFIXES))
def test_every_kind_of_picture_is_read_as_rgb(tmp_path: Path, suffix: str) -> None:
    image = pictures.load(save(tmp_path / f"red{suffix}"))
    assert image.shape == RED.shape
    assert abs(image.astype(int) - RED).max() < 8


@pytest.mark.parametrize("suffix", sorted(pictures.SUFFIXES))
def test_a_truncated_picture_is_refused(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (200, 200, 3), np.uint8)
    path = save(tmp_path / f"half{suffix}", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(SourceError, match="is not a whole picture"):
        pictures.load(path)


def test_an_empty_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    with pytest.raises(SourceError, match="is empty"):
        pictures.load(path)


def test_a_folder_is_read_in_the_order_of_names_with_its_sub_folders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.png", "a.jpg", "b/z.bmp"):
        save(tmp_path / name)
    (tmp_path / "notes.txt").touch()
    assert [path.name for path in pictures.find(tmp_path)] == ["a.jpg", "z.bmp", "c.png"]
    assert [frame.index for frame in frames(chooser.open_file(tmp_path))] == [0, 1, 2]


def test_a_folder_without_pictures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no picture in"):
        pictures.find(tmp_path)


def test_a_video_is_read_to_its_end_with_its_own_times(tmp_path: Path) -> None:
    read = frames(chooser.open_file(film(tmp_path / "red.mp4")))
    assert [frame.index for frame in read] == [0, 1, 2, 3, 4]
    assert [frame.timestamp for frame in read] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4])
    red, green, blue = read[0].image.reshape(-1, 3).mean(axis=0)
    assert red > 200
    assert max(green, blue) < 60


@pytest.mark.parametrize("content", [b"", b"no video at all"])
def test_a_file_that_is_no_video_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="is not a video this computer can read"):
        Video(path)


def test_a_source_that_is_not_there_is_told_with_what_could_be_meant(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nor one of auto, synthetic, picamera2, v4l2"):
        chooser.open_source(Camera(source=str(tmp_path / "syntetic")))


def test_a_paced_video_takes_its_own_time(tmp_path: Path) -> None:
    now = [100.0]

    def sleep(seconds: float) -> None:
        now[0] += seconds

    read = frames(Paced(Video(film(tmp_path / "red.mp4")), clock=lambda: now[0], sleep=sleep))
    assert [frame.timestamp for frame in read] == pytest.approx([100, 100.1, 100.2, 100.3, 100.4])


def test_a_camera_mounted_on_its_side_gives_upright_frames(tmp_path: Path) -> None:
    marked = RED.copy()
    marked[:8, :8] = (0, 255, 0)  # the top left corner
    save(tmp_path / "marked.png", marked)
    source = chooser.open_source(Camera(source=str(tmp_path / "marked.png"), rotate=90))
    frame = source.read()
    assert frame is not None
    assert frame.size_wh == (48, 64)
    assert frame.image[2, -2].tolist() == [0, 255, 0]  # turned clockwise it is the top right one
