"""The daily look for newer models, as systemd reads it."""

from pathlib import Path

from tests.install.test_units import EXPOSURE, PYTHON, UNITS, analyze, keys

SERVICE, TIMER = "pi-pose-update.service", "pi-pose-update.timer"


def test_systemd_understands_the_timer_and_what_it_starts(tmp_path: Path) -> None:
    for name in (SERVICE, TIMER):
        (tmp_path / name).write_text((UNITS / name).read_text().replace(PYTHON, "/bin/true"))
    told = analyze("verify", "--man=no", str(tmp_path / SERVICE), str(tmp_path / TIMER))
    assert (told.returncode, told.stderr) == (0, "")


def test_it_asks_as_the_owner_would_but_only_where_that_is_wanted() -> None:
    started = keys(SERVICE)["Service"]["ExecStart"]
    assert started == f"{PYTHON} -m pi_pose models update --if-enabled"
    assert keys(TIMER)["Timer"]["OnCalendar"] == "daily"


def test_it_can_do_little_but_its_work() -> None:
    told = analyze("security", "--offline=true", f"--threshold={EXPOSURE}", str(UNITS / SERVICE))
    assert told.returncode == 0, told.stdout.splitlines()[-1]
