"""A pose is taught at the glass, by somebody who was recorded standing there."""

from pathlib import Path

import pygame
import pytest

from pi_pose import recording
from pi_pose.cli import main
from pi_pose.coach import lesson
from pi_pose.coach.taught import TaughtPoses
from pi_pose.estimate import Sighting
from tests.mirror import Visitor, press, until, visit
from tests.poses import standing

FPS, SECONDS = 15, 30


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lessons with short countdowns."""
    monkeypatch.setattr(lesson, "READY_SECONDS", 0.4)
    monkeypatch.setattr(lesson, "MOVE_SECONDS", 0.3)


def record(path: Path, height: float) -> None:
    lines = (
        recording.write(Sighting(i, i / FPS, (640, 480), 0.5, standing(height=height)))
        for i in range(FPS * SECONDS)
    )
    path.write_text("\n".join(lines))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    record(tmp_path / "standing.jsonl", 0.7)
    path = tmp_path / "config.yaml"
    path.write_text(
        f"poses: {{folder: {tmp_path / 'poses'}}}\ncamera: {{source: {tmp_path / 'standing.jsonl'}}}\n"
        f"display: {{fullscreen: false, width: 640, height: 360}}\n"
    )
    return path


def test_a_pose_taught_with_a_key_is_known_at_once_and_after_a_restart(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pupil() -> Visitor:
        yield from until(lambda glass: glass.pose is not None)
        press(pygame.K_t)
        shown = yield from until(lambda glass: glass.lesson is not None)
        assert shown.lesson is not None
        assert shown.lesson.pose == "pose 1"
        yield from until(lambda glass: "I know pose 1 now" in glass.notices)
        yield from until(knows)

    def guest() -> Visitor:
        yield from until(knows)

    def knows(glass: object) -> bool:
        classification = getattr(glass, "classification", None)
        return classification is not None and classification.label == "pose 1"

    visit(config, pupil(), monkeypatch)
    assert [pose.name for pose in TaughtPoses(tmp_path / "poses").load()] == ["pose 1"]
    record(tmp_path / "standing.jsonl", 0.4)
    visit(config, guest(), monkeypatch)


def test_a_lesson_is_given_up_with_the_same_key(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def visitor() -> Visitor:
        yield from until(lambda glass: glass.pose is not None)
        press(pygame.K_t)
        yield from until(lambda glass: glass.lesson is not None)
        press(pygame.K_t)
        yield from until(lambda glass: glass.lesson is None)

    visit(config, visitor(), monkeypatch)
    assert TaughtPoses(tmp_path / "poses").load() == []


def test_the_command_teaches_one_pose_by_its_name(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["teach", "half moon", "--config", str(config)]) == 0
    assert capsys.readouterr().out == "I know half moon now\n"
    assert [pose.name for pose in TaughtPoses(tmp_path / "poses").load()] == ["half moon"]


def test_somebody_who_is_taught_the_same_again_under_another_name_is_told(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["teach", "half moon", "--config", str(config)]) == 0
    capsys.readouterr()
    assert main(["teach", "full moon", "--config", str(config)]) == 1
    assert "I know that as Half moon" in capsys.readouterr().out


def test_a_name_that_cannot_be_shown_is_refused_before_anything_opens(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["teach", " ", "--config", str(config)]) == 1
    assert "1 to 40 characters" in capsys.readouterr().err
