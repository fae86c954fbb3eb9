"""The command line, from outside: what it prints, where, and its exit code."""

import csv
import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import cv2
import numpy as np
import pytest

from pi_pose import __version__
from pi_pose.cli import COMMANDS, main
from pi_pose.coach import embedding
from pi_pose.coach.sides import Side
from pi_pose.coach.taught import TaughtPose, TaughtPoses
from pi_pose.display import theme
from pi_pose.history.store import Store
from pi_pose.pose import Keypoint
from tests.poses import standing

KEYS = ["source", "frame", "timestamp", "keypoints", "label", "label_score", "reason"]


@pytest.fixture(autouse=True)
def _model_at_hand(lightning: Path) -> None:
    """Every command here may need the model; the fixture makes sure it is where it is looked for."""


@pytest.fixture
def config(tmp_path: Path, lightning: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(f"model: {{folder: {lightning.parent}}}\n")
    return path


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_it_runs_as_a_module_and_tells_its_version() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "pi_pose", "--version"], capture_output=True, text=True, check=True
    )
    assert told.stdout == f"pi-pose {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"examples:\n  pi-pose {command}" in capsys.readouterr().out


def test_a_good_config_is_called_good(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "check", "--config", str(config)]) == 0
    assert capsys.readouterr().out == f"{config} is good.\n"


def test_a_bad_config_lists_every_problem_and_exits_with_78(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text("camera: {fps: 0, widht: 640}\n")
    assert main(["config", "check", "--config", str(config)]) == 78
    told = capsys.readouterr().err
    assert "camera.fps is 0; allowed is a whole number from 1 to 120" in told
    assert "did you mean camera.width?" in told


def test_a_picture_becomes_one_line_of_json(
    config: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = shared / "reference/squat.bmp"
    assert main(["analyze", str(picture), "--config", str(config)]) == 0
    (line,) = lines(capsys.readouterr().out)
    assert list(line) == KEYS
    assert (line["source"], line["frame"], line["timestamp"]) == (str(picture), 0, 0.0)
    keypoints = np.array(line["keypoints"])
    assert keypoints.shape == (17, 3)
    assert keypoints[Keypoint.NOSE, :2] == pytest.approx((290, 203), abs=20)
    assert (line["label"] is None) == (line["reason"] is not None)


def test_an_empty_picture_says_why_there_is_no_label(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cv2.imwrite(str(tmp_path / "grey.png"), np.full((240, 320, 3), 128, np.uint8))
    assert main(["analyze", str(tmp_path / "grey.png"), "--config", str(config)]) == 0
    (line,) = lines(capsys.readouterr().out)
    assert line["label"] is None
    assert line["reason"] == "nobody in view"
    assert line["keypoints"] == [[0.0, 0.0, 0.0]] * 17


def test_a_video_is_followed_and_drawn(config: Path, shared: Path, tmp_path: Path) -> None:
    video = shared / "video/pose_squats.mp4"
    found, drawn = tmp_path / "found.jsonl", tmp_path / "new" / "drawn.mp4"
    arguments = ["--jsonl", str(found), "--video", str(drawn), "--config", str(config)]
    assert main(["analyze", str(video), *arguments]) == 0
    read = lines(found.read_text())
    assert [line["frame"] for line in read] == list(range(65))
    assert [line["timestamp"] for line in read] == pytest.approx([i / 5 for i in range(65)])
    film = cv2.VideoCapture(str(drawn))
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) == 65


def test_bad_files_are_named_and_the_good_ones_are_done(
    config: Path, shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (shared / "yoga_cg/test/tree/guy3_tree090.jpg").read_bytes()
    (tmp_path / "a_truncated.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b_whole.jpg").write_bytes(whole)
    assert main(["analyze", str(tmp_path), "--config", str(config)]) == 1
    told = capsys.readouterr()
    assert [Path(str(line["source"])).name for line in lines(told.out)] == ["b_whole.jpg"]
    assert "a_truncated.jpg is not a whole picture" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["analyze", "nowhere.jpg"], "there is no nowhere.jpg; check the path"),
        (["analyze", ".", "--model", "litghning"], "there is no model called litghning"),
        (["run", "--source", "nowhere.mp4"], "nowhere.mp4 is neither a file nor a folder"),
        (["run", "--source", "v4l2"], "no camera at /dev/video"),
        (["run", "--source", "picamera2"], "picamera2 is missing"),
    ],
)
def test_a_fault_gets_one_sentence_and_exit_code_1(
    arguments: list[str],
    told: str,
    config: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cv2.imwrite(str(tmp_path / "grey.png"), np.full((240, 320, 3), 128, np.uint8))
    monkeypatch.chdir(tmp_path)
    assert main([*arguments, "--config", str(config)]) == 1
    captured = capsys.readouterr().err
    assert told in captured
    assert "Traceback" not in captured.partition("pi-pose: ")[2]


def test_a_recording_is_written_and_holds_no_picture(config: Path, shared: Path, tmp_path: Path) -> None:
    video, out = shared / "video" / "pose_squats.mp4", tmp_path / "out.jsonl"
    assert main(["record", str(out), "--source", str(video), "--seconds", "1", "--config", str(config)]) == 0
    rows = lines(out.read_text())
    assert [row["frame"] for row in rows] == list(range(5))
    assert set(rows[0]) == {"frame", "timestamp", "size", "brightness", "model", "keypoints"}


def test_a_recording_that_is_not_there_ends_the_mirror_with_a_sentence(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--window", "--source", "gone.jsonl", "--config", str(config)]) == 1
    assert "cannot read gone.jsonl" in capsys.readouterr().err


@pytest.fixture
def trained(tmp_path: Path) -> Path:
    """A config whose history has a morning in it."""
    path = tmp_path / "trained.yaml"
    path.write_text(f"history: {{path: {tmp_path / 'kept.sqlite'}}}\n")
    with Store(tmp_path / "kept.sqlite") as history:
        now = time.time() - 60
        workout = history.begin(now, "morning")
        history.add_hold(workout, ("tree", Side.LEFT), now, 31.5)
        for second in range(12):
            history.add_rep(workout, "squat", now + 40 + second)
    return path


def test_the_history_is_a_table(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--config", str(trained)]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header.split() == ["started", "flow", "minutes", "held", "longest", "reps"]
    assert row.split()[2:] == ["morning", "0.8", "32", "s", "32", "s", "12"]


def test_the_history_is_exported_as_csv_and_json(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--export", "csv", "--config", str(trained)]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["name"], row["side"], row["seconds"], row["count"]) for row in rows] == [
        ("tree", "left", "31.5", ""),
        ("squat", "", "", "12"),
    ]
    assert main(["history", "--export", "json", "--config", str(trained)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in told] == ["tree", "squat"]
    assert datetime.fromisoformat(told[0]["started"]).tzinfo is not None


def test_the_history_is_drawn(trained: Path, tmp_path: Path) -> None:
    week = tmp_path / "week.png"
    assert main(["history", "--plot", str(week), "--config", str(trained)]) == 0
    picture = cv2.imread(str(week))
    assert picture is not None
    assert picture.shape == (720, 1280, 3)
    accent = np.abs(picture.astype(int) - theme.ACCENT[::-1]).max(axis=2) < 5
    assert accent[:, 1100:].sum() > 1000  # today's bar is the last


def test_a_plot_that_cannot_be_written_is_told(trained: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--plot", "/nowhere/week.png", "--config", str(trained)]) == 1
    assert "cannot write /nowhere/week.png" in capsys.readouterr().err


def test_a_history_that_never_began_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"history: {{path: {tmp_path / 'none.sqlite'}}}\n")
    assert main(["history", "--config", str(config)]) == 0
    assert "Nothing was trained yet" in capsys.readouterr().out
    assert not (tmp_path / "none.sqlite").exists()


def test_taught_poses_are_listed_renamed_shared_and_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "mirror.yaml"
    config.write_text(f"poses: {{folder: {tmp_path / 'poses'}}}\n")

    def poses(*arguments: str) -> str:
        assert main(["poses", *arguments, "--config", str(config)]) == 0
        return capsys.readouterr().out

    assert poses("list") == "No pose was taught yet.\n"
    pose = TaughtPose("pose 1", embedding.row(standing(), (480, 480))[np.newaxis])
    TaughtPoses(tmp_path / "poses").keep(pose)
    assert poses("rename", "pose 1", "half moon") == "half moon\n"
    poses("export", str(tmp_path / "stick"))
    assert "No pose" in poses("remove", "half moon")
    assert poses("import", str(tmp_path / "stick")) == "half moon\n"
    assert main(["poses", "remove", "half mon", "--config", str(config)]) == 1
    assert "did you mean 'half moon'" in capsys.readouterr().err
