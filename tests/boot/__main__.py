"""`make test-boot`: the installed mirror in a virtual computer, its screen, and what happens to it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeAlias

from tests.boot import cameras, faults, power, presses, starting
from tests.boot.machine import Machine
from tests.boot.mirror import Mirror

HERE = Path(__file__).parent
FOLDER = Path(os.environ["RIG_DIR"]) / "boot"

CUTS = 10

Trial: TypeAlias = Callable[[Mirror], str]
"""Returns, in a sentence, what it found to hold; raises what does not."""

TRIALS: tuple[Trial, ...] = (
    starting.starts_in_the_dark,
    starting.boots_to_the_mirror,
    starting.looks_at_the_athlete,
    starting.draws_what_it_says,
    presses.a_key_changes_the_model,
    presses.the_button_changes_the_model,
    faults.comes_back_after_a_kill,
    faults.comes_back_after_a_hang,
    faults.keeps_going_with_a_mistake,
    faults.shows_why_it_does_not_start,
    faults.starts_once_it_is_mended,
    cameras.sees_a_camera,
    cameras.misses_it,
    cameras.has_it_back,
    faults.gives_up_for_a_minute,
    faults.tries_again,
    power.works_on_a_root_that_is_only_read,
    presses.the_button_switches_off,
)


@contextmanager
def powered(disk: Path) -> Iterator[Mirror]:
    """Run a mirror from power-on until its plug is pulled."""
    machine = Machine(FOLDER, disk)
    try:
        yield Mirror(machine, FOLDER / "pictures")
    finally:
        machine.unplug()


def attempt(trial: Trial, mirror: Mirror) -> None:
    """Print what holds. Its seconds are the machine's own: how many of ours they take is chance."""
    print(f"ok   {trial(mirror)}", flush=True)


def fresh_disk(name: str) -> Path:
    """Return a disk that starts as the installed one, and remembers."""
    disk = FOLDER / f"{name}.qcow2"
    disk.unlink(missing_ok=True)
    made = ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(FOLDER / "disk.img"), str(disk)]
    subprocess.run(made, check=True)
    return disk


def a_day() -> None:
    """Everything that happens while it has power."""
    with powered(fresh_disk("day")) as mirror:
        for trial in TRIALS:
            attempt(trial, mirror)


def power_cuts() -> None:
    """Up, and off in the middle of it, again and again; at last up once more."""
    disk, written = fresh_disk("cuts"), 0
    for number in range(CUTS + 1):
        with powered(disk) as mirror:
            attempt(partial(power.comes_up, least=written), mirror)
            if number == 0:
                power.keeps_what_is_drawn(mirror)
            written = power.writes_until_the_cut(mirror)


PARTS = {"day": a_day, "cuts": power_cuts}


def main() -> None:
    """Make the disk where there is none, and try everything, or the parts that are named."""
    if not (FOLDER / "disk.img").exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        with (FOLDER / "image.log").open("w") as log:
            subprocess.run([HERE / "image.sh", "trixie"], check=True, stdout=log, stderr=log)
        print("ok   made a disk: Debian 13, and install.sh run on it", flush=True)
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()


if __name__ == "__main__":
    main()
