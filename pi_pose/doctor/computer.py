"""The computer: its system, room, heat and power."""

import platform
import shutil
import sys
from pathlib import Path

from pi_pose import heat as thermometer
from pi_pose.doctor.finding import Finding
from pi_pose.models import shelf
from pi_pose.settings import Settings

RELEASE = Path("/etc/os-release")
MODEL = Path("/proc/device-tree/model")

MACHINES = ("aarch64", "x86_64")
"""For no other is there a TFLite runtime."""

HOT_CELSIUS = 80.0
"""Here a Raspberry Pi begins to slow down."""

FEW_BYTES, TOO_FEW_BYTES = 300_000_000, 20_000_000

COMPLAINTS = {
    0: "too little voltage now",
    1: "slowed down now",
    2: "throttled now",
    3: "too hot now",
    16: "too little voltage since it started",
    17: "slowed down since it started",
    18: "throttled since it started",
    19: "too hot since it started",
}
"""The bits of the firmware's get_throttled, from the Raspberry Pi documentation of vcgencmd."""


def system(_chosen: Settings) -> Finding:
    """Say which system and computer this is; the mirror needs a 64-bit one."""
    name = _value(RELEASE.read_text(), "PRETTY_NAME") if RELEASE.is_file() else platform.system()
    computer = MODEL.read_text().rstrip("\0") if MODEL.is_file() else platform.machine()
    found = f"{name}, Linux {platform.release()}, {computer}"
    if platform.machine() not in MACHINES:
        return Finding.failed("system", f"{found}: not a 64-bit system", "install the 64-bit Raspberry Pi OS")
    return Finding.ok("system", found)


def python(_chosen: Settings) -> Finding:
    """Say which Python runs the mirror."""
    return Finding.ok("python", f"{platform.python_version()} at {sys.executable}")


def space(_chosen: Settings) -> Finding:
    """See whether there is room for models and what the mirror learns."""
    folder = shelf.default_folder()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB free in {folder}"
    if free < TOO_FEW_BYTES:
        return Finding.failed("space", found, "sudo apt clean; sudo journalctl --vacuum-size=20M")
    if free < FEW_BYTES:
        return Finding.warning("space", found, "sudo apt clean; sudo journalctl --vacuum-size=20M")
    return Finding.ok("space", found)


def heat(_chosen: Settings) -> Finding:
    """Read the processor's temperature."""
    celsius = thermometer.celsius()
    if celsius is None:
        return Finding.ok("heat", "this computer does not say")
    if celsius >= HOT_CELSIUS:
        return Finding.warning("heat", f"{celsius:.0f} °C: it slows down", "give it air, or a heat sink")
    return Finding.ok("heat", f"{celsius:.0f} °C")


def power(_chosen: Settings) -> Finding:
    """Read what a Raspberry Pi's firmware complains of: voltage and throttling."""
    flags = thermometer.throttled()
    if flags is None:
        return Finding.ok("power", "this computer does not say")
    told = [words for bit, words in COMPLAINTS.items() if flags >> bit & 1]
    if told:
        mend = "use the power supply made for this Raspberry Pi, and a short cable"
        return Finding.warning("power", ", ".join(told), mend)
    return Finding.ok("power", "neither too little voltage nor throttled since it started")


def _value(text: str, key: str) -> str:
    values = dict(line.partition("=")[::2] for line in text.splitlines())
    return values.get(key, "unknown").strip('"')
