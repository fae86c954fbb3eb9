"""`make test-boot`: boots the installed mirror in a virtual computer, and looks at its screen."""

import os
import subprocess
import time
from pathlib import Path

import cv2

from pi_pose import texts
from pi_pose.display import theme
from pi_pose.frames import Image
from tests.boot import sight
from tests.boot.machine import Machine

HERE = Path(__file__).parent
FOLDER = Path(os.environ["RIG_DIR"]) / "boot"

LIKE = 0.6
"""A skeleton of another posture has half of that."""

STATE = "systemctl show pi-pose -p ActiveState --value"
SAYS = "systemctl show pi-pose -p StatusText --value"


def fact(words: str, seconds: float) -> None:
    """Print what holds, and how long it took by the machine's own clock."""
    print(f"ok   {seconds:6.1f} s  {words}", flush=True)


def keep(screen: Image, name: str) -> None:
    (FOLDER / "pictures").mkdir(exist_ok=True)
    cv2.imwrite(str(FOLDER / "pictures" / f"{name}.png"), screen[..., ::-1])


def fresh_disk(name: str) -> Path:
    """Return a disk that starts as the installed one, and remembers."""
    disk = FOLDER / f"{name}.qcow2"
    disk.unlink(missing_ok=True)
    made = ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(FOLDER / "disk.img"), str(disk)]
    subprocess.run(made, check=True)
    return disk


def label(said: str) -> str | None:
    word = said.rpartition(": ")[2].lower()
    return word if word in {"chair", "cobra", "dog", "tree", "warrior"} else None


def boots_to_the_mirror(machine: Machine) -> None:
    machine.until(STATE, "active".__eq__)
    microseconds = machine.run("systemctl show pi-pose -p ActiveEnterTimestampMonotonic --value")
    fact("from the start of the kernel to the first picture", int(microseconds) / 1e6)
    said = machine.until(SAYS, lambda said: "fps" in said)
    fact(f"to the first look at the athlete: {said}", machine.clock)


def draws_what_it_says(machine: Machine) -> None:
    started = machine.clock
    while True:
        before = label(machine.until(SAYS, lambda said: label(said) is not None))
        screen = machine.screen()
        if before == label(machine.run(SAYS)):
            break
    keep(screen, "label")
    if before is None or not sight.shows(screen, texts.load().name("pose", before), theme.LABEL):
        raise AssertionError(f"it says {before}, and its screen does not: see {FOLDER}/pictures/label.png")
    like, held = sight.likeness(screen)
    if like < LIKE or held != before:
        raise AssertionError(f"the skeleton is {like:.2f} like the athlete's in {held}, but it says {before}")
    fact(
        f"the screen says {before}; its skeleton is {like:.2f} like the athlete's then",
        machine.clock - started,
    )


WITH_MACHINE = (boots_to_the_mirror, draws_what_it_says)


def in_one_machine() -> None:
    machine = Machine(FOLDER, fresh_disk("one"))
    try:
        for trial in WITH_MACHINE:
            trial(machine)
    finally:
        machine.unplug()


def main() -> None:
    """Make the disk where there is none, and try everything."""
    if not (FOLDER / "disk.img").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        with (FOLDER / "image.log").open("w") as log:
            subprocess.run([HERE / "image.sh", "trixie"], check=True, stdout=log, stderr=log)
        fact("made a disk: Debian 13, and install.sh run on it", time.monotonic() - started)
    in_one_machine()


if __name__ == "__main__":
    main()
