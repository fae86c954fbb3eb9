"""How a program leaves."""

import subprocess
import sys

from tests.waiting import PATIENCE_SECONDS

STUCK = """
import threading
from pi_pose import endings
threading.Thread(target=threading.Event().wait).start()
print("said", end="")
endings.leave(3)
"""


def test_a_thread_that_is_stuck_is_not_waited_for_and_nothing_that_was_said_is_lost() -> None:
    command = [sys.executable, "-c", STUCK]
    left = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS)
    assert (left.returncode, left.stdout) == (3, "said")


def test_without_one_it_leaves_as_every_program_does() -> None:
    command = [sys.executable, "-c", "from pi_pose import endings; endings.leave(3)"]
    assert subprocess.run(command, check=False, timeout=PATIENCE_SECONDS).returncode == 3
