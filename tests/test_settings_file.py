"""Saving config.yaml is enough."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from pi_pose.errors import SettingsError
from pi_pose.settings import Camera
from pi_pose.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text("thresholds: {label_score: 0.5}")
    return path


def test_a_saved_change_is_taken_over(path: Path) -> None:
    file = SettingsFile(path)
    assert not file.poll()
    path.write_text("thresholds: {label_score: 0.75}")
    assert file.poll()
    assert file.settings.thresholds.label_score == 0.75


def test_a_broken_edit_leaves_the_old_values_and_a_complaint_until_it_is_mended(path: Path) -> None:
    file = SettingsFile(path)
    path.write_text("thresholds: {label_score: 75}")
    assert not file.poll()
    assert file.settings.thresholds.label_score == 0.5
    assert file.complaint
    assert "label_score is 75" in file.complaint
    path.write_text("thresholds: {label_score: 0.5}  # mended")
    file.poll()
    assert file.complaint is None


def test_a_file_that_is_deleted_and_put_back_is_followed(path: Path) -> None:
    file = SettingsFile(path)
    path.unlink()
    assert not file.poll()
    assert file.complaint
    path.write_text("thresholds: {label_score: 0.9}")
    assert file.poll()
    assert file.complaint is None


def test_a_file_that_is_wrong_from_the_start_is_refused(path: Path) -> None:
    path.write_text("nonsense: 1")
    with pytest.raises(SettingsError, match="nonsense is not a setting"):
        SettingsFile(path)


def test_what_the_command_line_asked_for_survives_an_edit(path: Path) -> None:
    file = SettingsFile(path, lambda loaded: replace(loaded, camera=Camera(source="squats.mp4")))
    path.write_text("thresholds: {label_score: 0.75}")
    assert file.poll()
    assert file.settings.thresholds.label_score == 0.75
    assert file.settings.camera.source == "squats.mp4"
