"""The units, as systemd itself reads them."""

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest

from pi_pose import pulse, systemd, workers
from pi_pose.cli import COMMANDS
from pi_pose.errors import SettingsError
from tests.conftest import ROOT, absent

UNITS = ROOT / "systemd"
SERVICES = ("pi-pose.service", "pi-pose-recovery.service")
PYTHON = "/opt/pi-pose/venv/bin/python"

EXPOSURE = 31
"""Tenths: what `systemd-analyze security` may give at most."""

NEWER = "Unknown key 'RestartMode' in section [Service], ignoring"
"""What systemd before 254 says, which behaves like that without being told."""

OWN = {"ExecStart", "ExecStopPost", "Restart", "RestartSec", "RestartPreventExitStatus", "OOMScoreAdjust"}
OWN |= {"TimeoutAbortSec", "RestartMode", "LimitNICE"}
"""In these lines of [Service] the mirror and its recovery page differ."""


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        absent("systemd-analyze")
    command = ["systemd-analyze", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def keys(unit: str) -> dict[str, dict[str, str]]:
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(UNITS / unit)
    return {name: dict(section) for name, section in parser.items() if section}


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    for unit in [*UNITS.glob("*.service"), *UNITS.glob("*.path")]:
        # What it starts is there only once it is installed.
        (tmp_path / unit.name).write_text(unit.read_text().replace(PYTHON, "/bin/true"))
    told = analyze("verify", "--man=no", *map(str, sorted(tmp_path.iterdir())))
    complaints = [line for line in told.stderr.splitlines() if NEWER not in line]
    assert (told.returncode, complaints) == (0, [])


@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_can_do_little_but_its_work(unit: str) -> None:
    told = analyze("security", "--offline=true", f"--threshold={EXPOSURE}", str(UNITS / unit))
    assert told.returncode == 0, told.stdout.splitlines()[-1]


def test_the_recovery_page_is_confined_like_the_mirror() -> None:
    mirror, page = (
        {key: value for key, value in keys(unit)["Service"].items() if key not in OWN} for unit in SERVICES
    )
    assert mirror == page


def test_the_readme_says_why_each_line_is_there() -> None:
    told = (UNITS / "README.md").read_text()
    lines = {key for unit in SERVICES for section in keys(unit).values() for key in section}
    assert [key for key in sorted(lines) if key not in told] == []


def test_what_is_started_is_a_command_of_the_program() -> None:
    started = [keys(unit)["Service"]["ExecStart"].split()[-1] for unit in SERVICES]
    assert started == ["run", "recover"]
    assert set(started) <= set(COMMANDS)


def test_a_wrong_config_is_not_tried_again() -> None:
    assert keys("pi-pose.service")["Service"]["RestartPreventExitStatus"] == str(SettingsError.exit_code)


def test_the_watchdog_is_fed_several_times_before_it_bites() -> None:
    assert float(keys("pi-pose.service")["Service"]["WatchdogSec"]) > 5 * pulse.SECONDS


def test_the_thread_that_looks_may_go_first() -> None:
    assert keys("pi-pose.service")["Service"]["LimitNICE"] == str(workers.FIRST)


def test_a_power_off_is_waited_for_where_it_is_asked_for() -> None:
    folder = keys("pi-pose.service")["Service"]["RuntimeDirectory"]
    assert keys("pi-pose-power-off.path")["Path"]["PathExists"] == f"/run/{folder}/{systemd.POWER_OFF}"
