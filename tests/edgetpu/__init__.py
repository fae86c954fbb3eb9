"""A Coral that the tests plug in, pull out, and tell to misbehave."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "stand_in.c"

ORDER_VARIABLE = "PI_POSE_STAND_IN"
"""Names the file that says what the library is to do; see the source."""


@dataclass(frozen=True)
class Stick:
    """One USB stick: what the kernel says of it, and how its library behaves."""

    sysfs: Path
    order: Path

    def plug_in(self, usb_id: str = "18d1:9302") -> None:
        """Let the kernel find it."""
        device = self.sysfs / "bus/usb/devices/1-1"
        device.mkdir(parents=True, exist_ok=True)
        vendor, product = usb_id.split(":")
        (device / "idVendor").write_text(f"{vendor}\n")
        (device / "idProduct").write_text(f"{product}\n")

    def pull_out(self) -> None:
        """Let the kernel lose it."""
        for name in ("idVendor", "idProduct"):
            (self.sysfs / "bus/usb/devices/1-1" / name).unlink()

    def behave(self, order: str) -> None:
        """Say what the library does from now on: `work`, `hang 3`, and so on."""
        whole = self.order.with_suffix(".new")
        whole.write_text(order)
        whole.replace(self.order)


def build(folder: Path) -> None:
    """Make the library that stands in for libedgetpu. Raises CalledProcessError."""
    flags = ["-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O1"]
    command = ["cc", *flags, "-o", str(folder / "libedgetpu.so.1"), str(SOURCE), "-lm"]
    subprocess.run(command, check=True)
