"""The mirror inside the machine: what it says, what it shows, and how its settings are changed."""

import time
from collections.abc import Callable
from pathlib import Path

import cv2

from pi_pose.frames import Image
from tests.boot.machine import PATIENCE_SECONDS, Machine

SETTINGS = "/etc/pi-pose/config.yaml"
GOOD = "/root/good.yaml"
"""As image.sh left it."""

LABELS = frozenset({"chair", "cobra", "dog", "tree", "warrior"})


class Mirror:
    """Asks systemd, and looks at the screen."""

    def __init__(self, machine: Machine, pictures: Path) -> None:
        """Photographs of what was waited for go to the folder `pictures`."""
        self.machine = machine
        self._pictures = pictures

    def ask(self, name: str) -> str:
        """Return what systemd knows about its service."""
        return self.machine.run(f"systemctl show pi-pose -p {name} --value")

    @property
    def restarts(self) -> int:
        """How often systemd has started it again."""
        return int(self.ask("NRestarts"))

    @property
    def up_at(self) -> float:
        """Seconds, by its own clock, between the start of the kernel and the mirror's first picture."""
        return int(self.ask("ActiveEnterTimestampMonotonic")) / 1e6

    @property
    def model(self) -> str:
        """The name of the model at work."""
        return self.wait_until_it_looks().split()[0]

    @property
    def label(self) -> str | None:
        """The pose that it names now."""
        word = self.ask("StatusText").rpartition(": ")[2].lower()
        return word if word in LABELS else None

    def wait_until_it_looks(self) -> str:
        """Wait until it runs and has looked at a picture; return what it says then."""
        # Waited for inside: asked all the time, an emulated computer does nothing but answer.
        both = "systemctl show pi-pose -p ActiveState -p StatusText | grep -cx 'ActiveState=active\\|.*fps.*'"
        self.machine.run(f'until [ "$({both})" = 2 ]; do sleep 2; done')
        return self.ask("StatusText")

    def see(self, name: str, good: Callable[[Image], bool]) -> None:
        """Wait until the screen is as it should be; the last photograph stays as `name`.png, good or not."""

        def looks_good() -> bool:
            screen = self.machine.screen()
            self.keep(name, screen)
            return good(screen)

        wait(looks_good)

    def keep(self, name: str, screen: Image) -> None:
        """Keep a photograph, for whoever wants to see it with their own eyes."""
        self._pictures.mkdir(exist_ok=True)
        cv2.imwrite(str(self._pictures / f"{name}.png"), screen[..., ::-1])

    def edit(self, *changes: str) -> None:
        """Change config.yaml by `sed`; `mend` takes that back."""
        self.machine.run(f"sed -i '{'; '.join(changes)}' {SETTINGS}")

    def mend(self) -> None:
        """Put the good config.yaml back."""
        self.machine.run(f"cp {GOOD} {SETTINGS}")


def wait(good: Callable[[], bool]) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not good():
        if time.monotonic() > deadline:
            raise TimeoutError("it never happened")
        time.sleep(0.5)
