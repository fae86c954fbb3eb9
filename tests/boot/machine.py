"""A virtual computer with a screen, a keyboard, and a shell beside them."""

import json
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pi_pose.frames import Image

KERNEL_WORDS = (
    "root=/dev/vda rw console=ttyS0 console=tty1 net.ifnames=0 systemd.default_device_timeout_sec=600 "
    "quiet loglevel=3 logo.nologo vt.global_cursor_default=0 consoleblank=0"
)
"""The second line is what `install.sh --quiet-boot` gives to a Raspberry Pi."""

SCREEN_WH = (640, 360)

CLOCK = "shift=2"
"""Its own time goes by its instructions, 250 million a second, however busy this computer is."""

PATIENCE_SECONDS = 3600.0
"""An emulated computer is slow, and ten times as slow when this one has much other work."""


class Machine:
    """Runs from power-on to `unplug`; the disk keeps what was written to it."""

    def __init__(self, folder: Path, disk: Path) -> None:
        self._folder = folder
        self._shell: socket.socket | None = None
        for name in ("monitor", "shell"):
            (folder / name).unlink(missing_ok=True)
        self._process = subprocess.Popen(
            [
                *("qemu-system-x86_64", "-machine", "q35", "-accel", "tcg,thread=single"),
                *("-cpu", "Nehalem", "-smp", "1", "-m", "2048", "-no-reboot", "-icount", CLOCK),
                *("-kernel", str(folder / "vmlinuz"), "-initrd", str(folder / "initrd")),
                *("-append", KERNEL_WORDS),
                *("-drive", f"file={disk},if=virtio,cache=writeback"),
                *(
                    "-vga",
                    "none",
                    "-device",
                    "virtio-gpu-pci,xres={},yres={}".format(*SCREEN_WH),
                    "-display",
                    "none",
                ),
                *("-device", "qemu-xhci", "-device", "usb-kbd"),
                *("-serial", f"file:{folder / 'console'}", "-monitor", "none", "-nic", "none"),
                *("-qmp", f"unix:{folder / 'monitor'},server,nowait"),
                *("-chardev", f"socket,id=shell,path={folder / 'shell'},server=on,wait=off"),
                *("-device", "virtio-serial-pci", "-device", "virtconsole,chardev=shell"),
            ],
            stdin=subprocess.DEVNULL,
        )

    def run(self, command: str) -> str:
        """Run a command as root inside, and return what it printed."""
        if self._shell is None:
            self._shell = self._connect("shell")
            self._wake(self._shell)
        self._shell.sendall(f"{command}\n".encode())
        said = b""
        while not said.rstrip().endswith(b"#") or b"\n#" not in said:
            said += self._shell.recv(4096)
        return said.decode(errors="replace").rpartition("\n#")[0].strip()

    @property
    def clock(self) -> float:
        """Seconds since its kernel started, by its own clock."""
        return float(self.run("cut -d ' ' -f 1 /proc/uptime"))

    def screen(self) -> Image:
        """Photograph the screen: RGB."""
        dump = self._folder / "screen.ppm"
        self._ask("screendump", filename=str(dump))
        pixels: NDArray[Any] = cv2.imread(str(dump))[..., ::-1]
        return np.ascontiguousarray(pixels, np.uint8)

    def press(self, key: str) -> None:
        """Press a key of the virtual keyboard, by the name that QEMU gives it."""
        self._ask("send-key", keys=[{"type": "qcode", "data": key}])

    def wait_until_off(self) -> None:
        """Wait until the computer has switched itself off."""
        self._process.wait(PATIENCE_SECONDS)

    def unplug(self) -> None:
        """Take the power away."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        if self._shell is not None:
            self._shell.close()

    def _wake(self, shell: socket.socket) -> None:
        """What is sent before the machine listens may be lost: call until it answers, then hear it out."""
        shell.settimeout(3)
        said, deadline = b"", time.monotonic() + PATIENCE_SECONDS
        while b"\n#0#" not in said:
            if time.monotonic() > deadline:
                raise TimeoutError("the machine's shell does not answer")
            with suppress(TimeoutError):
                shell.sendall(b"true\n")
            said += self._heard(shell)
        while self._heard(shell):
            pass
        shell.settimeout(PATIENCE_SECONDS)

    @staticmethod
    def _heard(shell: socket.socket) -> bytes:
        try:
            return shell.recv(4096)
        except TimeoutError:
            return b""

    def _connect(self, name: str) -> socket.socket:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            line = socket.socket(socket.AF_UNIX)
            try:
                line.connect(str(self._folder / name))
            except OSError:
                line.close()
                time.sleep(0.1)
            else:
                line.settimeout(PATIENCE_SECONDS)
                return line
        raise TimeoutError(f"the machine has no {name}")

    def _ask(self, command: str, **arguments: object) -> None:
        with self._connect("monitor") as monitor, monitor.makefile("rw") as lines:
            lines.readline()
            for asked in ({"execute": "qmp_capabilities"}, {"execute": command, "arguments": arguments}):
                lines.write(json.dumps(asked) + "\n")
                lines.flush()
                answer: dict[str, object] = {}
                while not {"return", "error"} & answer.keys():
                    answer = json.loads(lines.readline())
                if "error" in answer:
                    raise RuntimeError(f"{command}: {answer['error']}")
