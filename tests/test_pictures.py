"""No picture touches the disk unless somebody asks for one: every file that a workout writes is looked at."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import cv2
import numpy as np
import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tests import waiting
from tests.conftest import ROOT

KEPT = re.compile(r"(home/share/pi-pose/history\.sqlite(-wal|-shm|-journal)?|run/last-word)$")
"""What the mirror may write during a workout."""

LARGEST_BYTES = 300_000
"""A picture of the camera has three times as many."""

MAGIC = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"P5", b"P6", b"\x93NUMPY"),
    *(b"RIFF", b"\x00\x00\x00\x0cJXL", b"\x1a\x45\xdf\xa3", b"\x00\x00\x01\xb3", b"PK\x03\x04", b"\x1f\x8b"),
)
"""How JPEG, PNG, GIF, BMP, TIFF, PNM, NumPy, WebP and AVI, JPEG XL, Matroska, MPEG, ZIP and gzip begin."""

INSIDE = (b"ftyp", b"JFIF", b"Exif", b"IHDR", b"WEBP")
"""What stands near the beginning of MP4, JPEG, PNG and WebP."""

INSIDE_IT = "/mnt"

ALONE = """
set -e
mount --bind "$0/shm" /dev/shm
mount --bind "$0" /mnt
mount -o remount,bind,ro /
cd /mnt/home
exec "$@"
"""
"""A file system of which only the watched folder, at /mnt and /dev/shm, can be written to."""


class Watched(FileSystemEventHandler):
    """Every file that was written below a folder, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[str] = set()
        self.pictures: list[str] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type not in {"created", "modified", "closed", "moved"}:
            return
        path = Path(os.fsdecode(event.dest_path if event.event_type == "moved" else event.src_path))
        self.written.add(str(path.relative_to(self.folder)))
        try:
            with path.open("rb") as file:
                head, size = file.read(64), os.fstat(file.fileno()).st_size
        except FileNotFoundError:  # its name is told all the same
            return
        if size > LARGEST_BYTES or head.startswith(MAGIC) or any(word in head for word in INSIDE):
            self.pictures.append(f"{path.relative_to(self.folder)}: {size} bytes, {head[:12]!r}")


@contextmanager
def watching(folder: Path) -> Iterator[Watched]:
    watched, observer = Watched(folder), Observer()
    observer.schedule(watched, str(folder), recursive=True)
    observer.start()
    try:
        yield watched
    finally:
        observer.stop()
        observer.join()


@pytest.fixture
def folder(lightning: Path, tmp_path: Path) -> Path:
    """Return the only place that the mirror can write to."""
    folder = tmp_path / "all"
    for name in ("home", "shm", "run", "models"):
        (folder / name).mkdir(parents=True)
    shutil.copy(lightning, folder / "models")
    (folder / "config.yaml").write_text(
        f"model: {{folder: {INSIDE_IT}/models}}\ncamera: {{source: synthetic}}\nhistory: {{keep: all}}\n"
        "display: {fullscreen: false, width: 640, height: 360, background: camera}\n"
    )
    return folder


def held(path: Path) -> int:
    """How many holds are in the history."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as history:
            return int(history.execute("SELECT COUNT(*) FROM holds").fetchone()[0])
    except sqlite3.OperationalError:  # there is none yet
        return 0


def test_no_file_of_a_whole_workout_is_or_holds_a_picture(folder: Path) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environment = others | {
        "HOME": f"{INSIDE_IT}/home",
        "TMPDIR": INSIDE_IT,
        "XDG_DATA_HOME": f"{INSIDE_IT}/home/share",
        "RUNTIME_DIRECTORY": f"{INSIDE_IT}/run",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": str(ROOT),
    }
    mirror = [sys.executable, "-m", "pi_pose", "run", "--config", f"{INSIDE_IT}/config.yaml"]
    alone = ["unshare", "--map-root-user", "--mount", "sh", "-c", ALONE, str(folder), *mirror]
    history = folder / "home" / "share" / "pi-pose" / "history.sqlite"
    with watching(folder) as watched:
        with subprocess.Popen(alone, env=environment, stderr=subprocess.PIPE, text=True) as running:
            try:
                waiting.until(lambda: running.poll() is not None or held(history) > 0, seconds=90)
            finally:
                running.send_signal(signal.SIGTERM)
            _, said = running.communicate()
        assert running.returncode == 0, said
        waiting.until(lambda: any(KEPT.search(name) for name in watched.written))
    assert watched.pictures == []
    assert {name for name in watched.written if not KEPT.search(name)} == set()
    assert history.stat().st_size < LARGEST_BYTES


def test_a_picture_would_be_seen(folder: Path) -> None:
    with watching(folder) as watched:
        cv2.imwrite(str(folder / "home" / "me.jpg"), np.zeros((16, 16, 3), np.uint8))
        (folder / "shm" / "raw").write_bytes(bytes(640 * 480 * 3))
        waiting.until(lambda: len({line.partition(":")[0] for line in watched.pictures}) == 2)
    assert {"home/me.jpg", "shm/raw"} <= watched.written
