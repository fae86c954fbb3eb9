"""The demo on a computer without a display."""

from pathlib import Path

import cv2
import pytest

from pi_pose.cli import main
from pi_pose.models.shelf import MIRROR_VARIABLE
from tests.site import NOWHERE


def test_it_writes_a_film_and_a_sheet_and_says_what_it_recognised(
    tmp_path: Path, lightning: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"model: {{folder: {lightning.parent}}}\ndisplay: {{width: 640, height: 360}}\n")
    out = tmp_path / "demo"
    asked = ["demo", "--offscreen", "--seconds", "11", "--out", str(out), "--config", str(config)]
    assert main(asked) == 0
    told = capsys.readouterr().out
    (row,) = [line for line in told.splitlines() if line.startswith("hold chair")]
    assert row.split()[3] == "chair"
    assert int(row.split()[4].strip("%,")) >= 95
    film = cv2.VideoCapture(str(out / "demo.mp4"))
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) == 11 * 15
    sheet = cv2.imread(str(out / "demo.png"))
    assert sheet is not None
    assert sheet.std() > 10


def test_without_a_network_the_starter_model_is_used_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(MIRROR_VARIABLE, raising=False)
    monkeypatch.setenv("https_proxy", NOWHERE)
    config = tmp_path / "config.yaml"
    config.write_text(f"model: {{folder: {tmp_path}}}\ndisplay: {{width: 640, height: 360}}\n")
    asked = ["demo", "--offscreen", "--seconds", "11", "--out", str(tmp_path), "--config", str(config)]
    assert main(asked) == 0
    told = capsys.readouterr()
    assert "cannot get MoveNet Lightning INT8. Connect to the network" in told.err
    assert "starter model; MoveNet Lightning INT8 will be used when it can be fetched" in told.out
    (row,) = [line for line in told.out.splitlines() if line.startswith("hold chair")]
    assert int(row.split()[-1].strip("%")) >= 90
