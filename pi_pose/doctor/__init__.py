"""What is looked at when something is wrong: one finding after another, each with what mends it."""

from collections.abc import Iterator
from pathlib import Path

from pi_pose import settings
from pi_pose.doctor import child, computer, devices, service, software, timing
from pi_pose.doctor.finding import Finding
from pi_pose.errors import SettingsError
from pi_pose.settings import Settings

CHECKS = (
    computer.system,
    computer.python,
    software.packages,
    software.model,
    software.runtime,
    devices.camera,
    devices.display,
    devices.button,
    devices.coral,
    computer.space,
    computer.heat,
    computer.power,
    service.state,
    timing.stages,
)


def examine(config: Path) -> Iterator[Finding]:
    """Yield a finding for each part of the mirror, as soon as it is known."""
    finding, chosen = _settings(config)
    yield finding
    for check in CHECKS:
        yield child.ask(check, chosen)


def _settings(config: Path) -> tuple[Finding, Settings]:
    """A file that is wrong is told; the rest is then looked at as a new file would have it."""
    try:
        return Finding.ok("settings", f"{config} is good"), settings.load(config)
    except SettingsError as error:
        return Finding.failed("settings", str(error), f"edit {config}"), Settings()
