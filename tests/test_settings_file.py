"""Saving config.yaml is enough."""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from pi_pose import schema
from pi_pose.errors import SettingsError
from pi_pose.settings import Camera
from pi_pose.settings_file import SettingsFile
from tests.conftest import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text("thresholds: {label_score: 0.5}")
    return path


def follow(file: SettingsFile) -> bool:
    """Look twice: a change counts at the second look."""
    return [file.poll(), file.poll()][1]


def test_a_saved_change_is_taken_over(path: Path) -> None:
    file = SettingsFile(path)
    assert not follow(file)
    path.write_text("thresholds: {label_score: 0.75}")
    assert follow(file)
    assert file.settings.thresholds.label_score == 0.75


def test_a_broken_edit_leaves_the_old_values_and_a_complaint_until_it_is_mended(path: Path) -> None:
    file = SettingsFile(path)
    path.write_text("thresholds: {label_score: 75}")
    assert not follow(file)
    assert file.settings.thresholds.label_score == 0.5
    assert file.complaint
    assert "label_score is 75" in file.complaint
    path.write_text("thresholds: {label_score: 0.5}  # mended")
    follow(file)
    assert file.complaint is None


def test_a_file_that_is_deleted_and_put_back_is_followed(path: Path) -> None:
    file = SettingsFile(path)
    path.unlink()
    assert not follow(file)
    assert file.complaint
    path.write_text("thresholds: {label_score: 0.9}")
    assert follow(file)
    assert file.complaint is None


def test_a_file_that_is_wrong_from_the_start_is_refused(path: Path) -> None:
    path.write_text("nonsense: 1")
    with pytest.raises(SettingsError, match="nonsense is not a setting"):
        SettingsFile(path)


def test_what_the_command_line_asked_for_survives_an_edit(path: Path) -> None:
    file = SettingsFile(path, lambda loaded: replace(loaded, camera=Camera(source="squats.mp4")))
    path.write_text("thresholds: {label_score: 0.75}")
    assert follow(file)
    assert file.settings.thresholds.label_score == 0.75
    assert file.settings.camera.source == "squats.mp4"


def test_a_file_that_is_being_written_is_not_read_before_it_is_whole(path: Path) -> None:
    path.write_text("thresholds: {label_score: 0.5}\ncamera: {fps: 60}\n")
    file = SettingsFile(path)
    whole = "thresholds: {label_score: 0.75}\ncamera: {fps: 60}\n"
    seen = set()
    for length in range(len(whole) + 1):  # by an editor so slow that every look finds one character more
        path.write_text(whole[:length])
        file.poll()
        seen.add((file.settings.thresholds.label_score, file.settings.camera.fps, file.complaint))
    assert seen == {(0.5, 60, None)}
    assert file.poll()
    assert (file.settings.thresholds.label_score, file.settings.camera.fps) == (0.75, 60)


SHIPPED = (ROOT / "config.yaml").read_bytes()
BEFORE = "thresholds: {label_score: 0.5}\ncamera: {fps: 60}\n"

HOSTILE = {
    "emptied": b"",
    "a binary": bytes(range(256)) * 64,
    "a picture": (ROOT / "docs" / "demo.jpg").read_bytes()[:60_000],
    "UTF-16": SHIPPED.decode().encode("utf-16"),
    "Latin-1": "display: {language: en}  # für die Küche".encode("latin-1"),
    "larger than memory likes": b"#" * 1_000_000,
    "a megabyte of nesting": b"a: " + b"[" * 1_000_000,
    "nested within the size": b"a: " + b"[" * 60_000,
    "nested blocks": b"- " * 30_000,
    "a tag that runs a command": b"a: !!python/object/apply:os.mkdir [executed]",
    "a tag of a Python name": b"a: !!python/name:os.system",
    "a billion laughs": b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a]\n" % (n, n) for n in range(30)),
    "an alias of itself": b"a: &a [*a]",
    "a merge": b"camera: {<<: {fps: 3}}",
    "a whole number of 60,000 digits": b"camera: {fps: " + b"9" * 60_000 + b"}",
    "a hexadecimal number of 60,000 digits": b"camera: {fps: 0x" + b"f" * 60_000 + b"}",
    "a number to the base of 60": b"camera: {fps: 1" + b":59" * 20_000 + b"}",
    "a number that is none": b"camera: {fps: 0x_}",
    "a date that is none": b"camera: {fps: 2026-13-45}",
    "an exponent": b"thresholds: {label_score: 1.0e+999999}",
    "five thousand unknown keys": b"".join(b"k%d: 1\n" % n for n in range(5_000)),
    "many mistakes": b"".join(b"k%d: 1\n" % n for n in range(1_500)),
    "a key of 60,000 characters": b"? " + b"k" * 60_000 + b"\n: 1",
    "a list for a key": b"? [camera]\n: 1",
    "a zero byte in a path": b'camera: {source: "a\\0b"}',
    "half a surrogate in a path": b'camera: {source: "\\ud800"}',
    "two documents": b"camera: {fps: 3}\n---\ncamera: {fps: 4}\n",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_put_there_the_old_values_stay_and_a_sentence_says_what_is_wrong(
    path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    path.write_text(BEFORE)
    file = SettingsFile(path)
    before = file.settings
    path.write_bytes(content)
    tracemalloc.start()
    assert not follow(file)
    peak_bytes = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert file.settings is before
    assert file.complaint
    lines = file.complaint.splitlines()
    assert len(lines) <= schema.MOST
    assert all(len(line) < 400 and line.isprintable() for line in lines)
    assert peak_bytes < 20_000_000
    assert [each.name for each in path.parent.iterdir()] == ["config.yaml"]  # nothing was executed
    path.write_text("thresholds: {label_score: 0.9}")
    assert follow(file)
    assert file.complaint is None


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_folder_a_pipe_or_a_device_in_its_place_is_told_and_not_waited_for(
    path: Path, make: Callable[[Path], None]
) -> None:
    file = SettingsFile(path)
    path.unlink()
    make(path)
    assert not follow(file)
    assert file.settings.thresholds.label_score == 0.5
    assert "cannot read" in (file.complaint or "")


def test_a_file_that_is_cut_off_at_any_byte_is_good_or_told_and_never_both(path: Path) -> None:
    lines = [line for line in SHIPPED.splitlines(keepends=True) if not line.lstrip().startswith(b"#")]
    content = b"".join(lines)
    path.write_text(BEFORE)
    file = SettingsFile(path)
    for length in range(len(content)):
        before = file.settings
        path.write_bytes(content[:length])
        changed = follow(file)
        assert changed == (file.settings != before)
        if file.complaint is not None:
            assert file.settings is before
            assert len(file.complaint.splitlines()) == 1
