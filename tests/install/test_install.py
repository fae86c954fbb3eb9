"""install.sh, as far as it can be tried without changing this computer; `make test-install` does the rest."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


def install(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run install.sh; programs in `path` stand in for the system's."""
    environment = os.environ | {"PATH": f"{path}:{os.environ['PATH']}" if path else os.environ["PATH"]}
    command = [str(ROOT / "install.sh"), *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, stdin=subprocess.DEVNULL
    )


def stand_in(folder: Path, name: str, answer: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho '{answer}'\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """Return a folder whose programs make this a computer that install.sh knows, whatever it is."""
    stand_in(tmp_path, "dpkg", "arm64")
    stand_in(tmp_path, "df", "9000M")
    return tmp_path


def test_help_names_every_command() -> None:
    told = install("--help")
    assert told.returncode == 0
    for words in ("sudo ./install.sh ", "--uninstall", "--dry-run", "--coral", "demo", "test"):
        assert words in told.stdout


def test_an_unknown_word_is_refused_with_the_help() -> None:
    told = install("uninstal")
    assert told.returncode == 1
    assert "there is no 'uninstal'" in told.stderr


@pytest.mark.parametrize(
    ("program", "answer", "told"),
    [
        ("dpkg", "armhf", "this system is for armhf; write the 64-bit Raspberry Pi OS Lite to the card"),
        ("df", "700M", "1500 MB must be free in /opt, but there are 700 MB"),
    ],
)
def test_what_cannot_work_is_refused_with_one_sentence(
    program: str, answer: str, told: str, debian: Path
) -> None:
    stand_in(debian, program, answer)
    refused = install("--dry-run", path=debian)
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith(f"install.sh: {told}")
    assert "[2/11]" not in refused.stdout


def test_a_dry_run_lists_every_change_and_makes_none(debian: Path) -> None:
    there = Path("/opt/pi-pose").exists()
    told = install("--dry-run", "--watchdog", path=debian)
    assert told.returncode == 0, told.stderr
    for change in (
        "apt-get install -y",
        "-m venv --system-site-packages /opt/pi-pose/venv",
        "useradd --system",
        "write: /etc/pi-pose/config.yaml",
        "write: /usr/local/bin/pi-pose",
        "write: /etc/systemd/system/pi-pose.service",
        "write: /etc/systemd/system/pi-pose-recovery.service",
        "write: /etc/udev/rules.d/70-pi-pose.rules",
        "write: /etc/systemd/system.conf.d/pi-pose-watchdog.conf",
        "systemctl enable pi-pose.service",
    ):
        assert f"would {'run: ' if 'write' not in change else ''}" in told.stdout
        assert change in told.stdout
    assert Path("/opt/pi-pose").exists() == there
