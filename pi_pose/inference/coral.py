"""Whether a Coral is plugged in, as the kernel tells it."""

from collections.abc import Iterator
from pathlib import Path

SYSFS = Path("/sys")

USB_IDS = frozenset({"1a6e:089a", "18d1:9302"})
"""Vendor and product: before the device got its program, and after."""

PCI_IDS = frozenset({"0x1ac1:0x089a"})


def find(sysfs: Path | None = None) -> str | None:
    """Return a word on the Coral that is there, as `usb 18d1:9302`; None without one."""
    root = sysfs or SYSFS
    usb = (
        f"usb {found}"
        for found in _ids(root / "bus/usb/devices", "idVendor", "idProduct")
        if found in USB_IDS
    )
    pci = (f"pci {found}" for found in _ids(root / "bus/pci/devices", "vendor", "device") if found in PCI_IDS)
    return next(usb, None) or next(pci, None)


def _ids(devices: Path, vendor: str, product: str) -> Iterator[str]:
    for file in sorted(devices.glob(f"*/{vendor}")):
        try:
            parts = [(file.parent / name).read_text(encoding="ascii").strip() for name in (vendor, product)]
        except OSError:  # it was pulled out just now
            continue
        yield ":".join(parts)
