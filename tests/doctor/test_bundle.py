"""The archive for a bug report."""

import zipfile
from pathlib import Path

import pytest

from pi_pose import postmortem, state
from pi_pose.cli import main
from pi_pose.cli import run as run_command
from pi_pose.doctor import bundle
from pi_pose.doctor.finding import Finding
from pi_pose.errors import ReportError

FINDINGS = [Finding.ok("python", "3.11"), Finding.failed("camera", "none at /home/ada/video", "plug one in")]

PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"BM", b"GIF8", b"II*\x00", b"MM\x00*")

PARTS = ["config.yaml", "doctor.txt", "install.log", "last-crash.txt", "log.txt", "versions.txt"]


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_gathers_what_there_is_and_no_picture(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("camera: {fps: 25}\n")
    bundle.write(tmp_path / "report.zip", config, FINDINGS)
    found = unpacked(tmp_path / "report.zip")
    assert sorted(found) == PARTS
    assert b"camera: {fps: 25}" in found["config.yaml"]
    assert b"failed  camera    none at /home/somebody/video" in found["doctor.txt"]
    assert b"numpy " in found["versions.txt"]
    assert b"nothing crashed unexpectedly" in found["last-crash.txt"]
    for content in found.values():
        content.decode()
        assert not content.startswith(PICTURES)
        assert len(content) < 1_000_000


def test_what_crashed_is_in_it_with_its_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_chosen: object) -> int:
        raise ZeroDivisionError("nobody expected that")

    monkeypatch.setattr(run_command, "run", crash)
    with pytest.raises(ZeroDivisionError):
        main(["run"])
    bundle.write(tmp_path / "report.zip", tmp_path / "gone.yaml", [])
    found = unpacked(tmp_path / "report.zip")
    assert b"in crash\n" in found["last-crash.txt"]
    assert b"ZeroDivisionError: nobody expected that" in found["last-crash.txt"]
    assert b"gone.yaml: No such file" in found["config.yaml"]


def test_an_error_that_is_a_sentence_is_no_crash(tmp_path: Path) -> None:
    assert main(["config", "check", "--config", str(tmp_path / "gone.yaml")]) == 78
    assert postmortem.read() == ""


def test_a_crash_that_cannot_be_written_down_is_still_the_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(state, "folder", lambda: tmp_path / "file" / "below")
    monkeypatch.setattr(run_command, "run", lambda _chosen: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["run"])


@pytest.mark.parametrize(
    "secret",
    [
        "manifest: https://ada:SECRET@example.org/models.json",
        "manifest: https://example.org/models.json?key=SECRET",
        "sleep_command: [curl, -H, 'Authorization: Bearer SECRET-0123', https://tv.local/off]",
        "sleep_command: [tv, --password=SECRET, off]",
        "sleep_command: [tv, --token, SECRET, off]",
        "api_key: SECRET",
        "log: at /home/SECRET/pi_pose/main.py",
    ],
)
def test_what_is_nobodys_business_is_hidden(secret: str) -> None:
    shown = bundle.without_secrets(secret)
    assert "SECRET" not in shown
    assert shown.split(":")[0] == secret.split(":", maxsplit=1)[0]


def test_the_shipped_settings_are_shown_as_they_are() -> None:
    text = (Path(__file__).parents[2] / "config.yaml").read_text()
    assert bundle.without_secrets(text).replace("/home/somebody/", "/home/me/") == text


def test_the_command_writes_it_where_it_is_asked_to_and_says_so(
    lightning: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"model: {{folder: {lightning.parent}}}\ncamera: {{source: synthetic}}\n")
    monkeypatch.chdir(tmp_path)
    assert main(["doctor", "--config", str(config), "--bundle"]) == 0
    (made,) = tmp_path.glob("pi-pose-report-*.zip")
    said = capsys.readouterr()
    assert f"{made.name} holds versions" in said.err
    assert said.out.splitlines()[0].startswith("ok       settings")
    assert sorted(unpacked(made)) == PARTS
    assert unpacked(made)["doctor.txt"].count(b"\n") >= 14


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="cannot write"):
        bundle.write(tmp_path / "file" / "report.zip", tmp_path / "config.yaml", [])
