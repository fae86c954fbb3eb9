"""Power that goes away while the mirror writes."""

import random
import time

from pi_pose.display import theme
from tests.boot import sight
from tests.boot.mirror import Mirror, wait

LATEST_SECONDS = 20.0
"""How long after a press of the m key the power goes at the latest."""

HISTORY = "/var/lib/pi-pose/history.sqlite"
ASKED = '"pragma integrity_check", "select count(*) from holds"'
CHECK = (
    f'import sqlite3; history = sqlite3.connect("file:{HISTORY}?mode=rw", uri=True); '
    f"print(*(history.execute(asked).fetchone()[0] for asked in ({ASKED})))"
)
"""A line of Python: the machine's shell takes one at a time."""


def keeps_what_is_drawn(mirror: Mirror) -> None:
    """Have what the drawn athlete does written down, which is left out else, and wait for the first of it."""
    mirror.edit("s/keep: camera/keep: all/")
    wait(lambda: _holds(mirror) > 0)


def comes_up(mirror: Mirror, least: int) -> str:
    """With a model that it knows, on the screen, and with all that was written down before the cut."""
    wait(lambda: sight.is_lit(mirror.machine.screen()))
    said = mirror.wait_until_it_looks()
    mirror.see("cut", lambda screen: sight.shows(screen, said.split()[0], theme.STATUS))
    if (holds := _holds(mirror)) < least:
        raise AssertionError(f"{least} poses were written down before the cut, {holds} are left")
    return f"it comes up to {said}; its history is whole, with {holds} poses held"


def writes_until_the_cut(mirror: Mirror) -> int:
    """Let it write which model was chosen, and what was trained, until a moment that nobody chose.

    Returns how many poses were written down by then, or a little before.
    """
    mirror.machine.press("m")
    time.sleep(random.uniform(0, LATEST_SECONDS))
    return _holds(mirror)


def works_on_a_root_that_is_only_read(mirror: Mirror) -> str:
    """All it needs is a place of its own for what it writes, as systemd/README.md says."""
    mirror.machine.run("cp -a /var/lib/pi-pose /run/own && mount --bind /run/own /var/lib/pi-pose")
    mirror.machine.run("echo u >/proc/sysrq-trigger")
    wait(lambda: "Read-only" in mirror.machine.run("touch /etc/pi-pose/written"))
    mirror.machine.run("systemctl restart --no-block pi-pose")
    mirror.machine.run("sleep 5")
    said = mirror.wait_until_it_looks()
    mirror.see("read", lambda screen: sight.shows(screen, said.split()[0], theme.STATUS))
    return f"started anew on a root file system that cannot be written, it looks: {said}"


def _holds(mirror: Mirror) -> int:
    """How many poses are written down; none before there is a file. AssertionError on a damaged one."""
    said = mirror.machine.run(f"test -e {HISTORY} && python3 -c '{CHECK}'").split()
    if said and said[0] != "ok":
        raise AssertionError(f"{HISTORY}: {' '.join(said)}")
    return int(said[1]) if said else 0
