"""Power that goes away while the mirror writes."""

import random
import time

from pi_pose.display import theme
from tests.boot import sight
from tests.boot.mirror import Mirror, wait

LATEST_SECONDS = 20.0
"""How long after a press of the m key the power goes at the latest."""

HISTORY = "/var/lib/pi-pose/history.sqlite"
CHECK = f"""sqlite3.connect("{HISTORY}").execute("pragma integrity_check").fetchone()[0]"""


def comes_up(mirror: Mirror) -> str:
    """With a model that it knows, on the screen, and with a history that is whole."""
    wait(lambda: sight.is_lit(mirror.machine.screen()))
    said = mirror.wait_until_it_looks()
    mirror.see("cut", lambda screen: sight.shows(screen, said.split()[0], theme.STATUS))
    damage = mirror.machine.run(f"test -e {HISTORY} && python3 -c 'import sqlite3; print({CHECK})'")
    if damage not in {"", "ok"}:
        raise AssertionError(f"{HISTORY}: {damage}")
    return f"it comes up to {said}; its history is {damage or 'not there yet'}"


def writes_until_the_cut(mirror: Mirror) -> None:
    """Let it write which model was chosen, and what was trained, and go at a moment that nobody chose."""
    mirror.machine.press("m")
    time.sleep(random.uniform(0, LATEST_SECONDS))
