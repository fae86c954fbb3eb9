"""Whether a Coral is plugged in, on a kernel made of files."""

from pathlib import Path

import pytest

from pi_pose.inference import coral


def device(sysfs: Path, bus: str, **files: str) -> None:
    folder = sysfs / "bus" / bus
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_text(f"{content}\n")


def test_without_one_there_is_none(tmp_path: Path) -> None:
    device(tmp_path, "usb/devices/usb1", idVendor="1d6b", idProduct="0002")
    device(tmp_path, "usb/devices/broken", idVendor="1a6e")
    device(tmp_path, "pci/devices/0000:00:00.0", vendor="0x14e4", device="0x2711")
    assert coral.find(tmp_path) is None


@pytest.mark.parametrize(("vendor", "product"), [("1a6e", "089a"), ("18d1", "9302")])
def test_a_stick_is_found_before_and_after_its_first_use(tmp_path: Path, vendor: str, product: str) -> None:
    device(tmp_path, "usb/devices/2-1", idVendor=vendor, idProduct=product)
    assert coral.find(tmp_path) == f"usb {vendor}:{product}"


def test_a_card_is_found(tmp_path: Path) -> None:
    device(tmp_path, "pci/devices/0000:01:00.0", vendor="0x1ac1", device="0x089a")
    assert coral.find(tmp_path) == "pci 0x1ac1:0x089a"
