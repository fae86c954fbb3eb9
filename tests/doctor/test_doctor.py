"""`pi-pose doctor`, from outside."""

import json
from pathlib import Path

import pytest

from pi_pose.cli import main

DEVICES = ["camera", "display", "button", "coral"]
SOFTWARE = ["settings", "system", "python", "packages", "model", "runtime"]
PARTS = [*SOFTWARE, *DEVICES, "space", "heat", "power", "service", "stages"]


@pytest.fixture
def config(tmp_path: Path, lightning: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(f"model: {{folder: {lightning.parent}}}\ncamera: {{source: synthetic}}\n")
    return path


def test_a_mirror_that_can_run_exits_with_0_and_lists_every_part(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--json", "--config", str(config)]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert [finding["name"] for finding in findings] == PARTS
    assert all(finding["found"] for finding in findings)
    assert "failed" not in [finding["state"] for finding in findings]
    assert all(finding["mend"] for finding in findings if finding["state"] != "ok")


def test_a_mirror_that_cannot_run_exits_with_1_and_says_what_mends_it(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(f"model: {{folder: {tmp_path}}}\ncamera: {{source: {tmp_path}/none.mp4}}\n")
    assert main(["doctor", "--config", str(config)]) == 1
    told = capsys.readouterr().out
    assert f"failed   camera    {tmp_path}/none.mp4 is neither a file nor a folder" in told
    assert f"warning  model     there is no model at {tmp_path}" in told
    assert "-> sudo pi-pose models fetch lightning" in told


def test_a_mistake_in_the_settings_does_not_hide_the_rest(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text("camera: {fps: 0}\n")
    assert main(["doctor", "--config", str(config)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert "camera.fps is 0" in told[0]
    assert any(line.startswith("ok       python") for line in told)
