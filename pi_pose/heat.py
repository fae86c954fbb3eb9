"""How hot the processor is, and whether a Raspberry Pi's firmware slows it down."""

import os
import shutil
import subprocess
from pathlib import Path

HEAT = Path("/sys/class/thermal/thermal_zone0/temp")
PLATFORM = Path("/sys/devices/platform")

SLOWED = 1 << 1 | 1 << 2
"""The bits of the firmware's get_throttled for a clock that is held down now. The one for the soft limit is
not among them: a Raspberry Pi 3B+ reaches that at 60 °C, and loses little."""

PATIENCE_SECONDS = 2.0


def celsius() -> float | None:
    """Return the processor's temperature; None where the computer does not say."""
    try:
        return int(HEAT.read_text(encoding="ascii")) / 1000
    except (OSError, ValueError):
        return None


def throttled() -> int | None:
    """Return the bits of the firmware's get_throttled; None where there is no such firmware.

    What they mean is in the Raspberry Pi documentation of vcgencmd.
    """
    try:
        return _from_kernel() if any(_files()) else _from_firmware()
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def is_slowed() -> bool:
    """Whether the firmware holds the processor's clock down."""
    return bool((throttled() or 0) & SLOWED)


def _files() -> list[Path]:
    return list(PLATFORM.glob("soc*/*firmware/get_throttled"))


def _from_kernel() -> int:
    return int(_files()[0].read_text(encoding="ascii"), 16)


def _from_firmware() -> int | None:
    if (program := shutil.which("vcgencmd")) is None:
        return None
    asked = [program, "get_throttled"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    return int(told.stdout.partition("=")[2], 16) if told.returncode == os.EX_OK else None
