"""`python -m tests.provision.power_cut N FOLDER ARGUMENT...`: pi-pose, until the power goes.

It goes just before the Nth time that anything in the folder is opened, renamed or removed.
"""

import os
import signal
import sys

from pi_pose.cli import main

TOUCHES = frozenset({"open", "os.rename", "os.remove"})


def cut(before: int, folder: str) -> None:
    """Arrange for the end."""
    touched = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if event in TOUCHES and str(arguments[0]).startswith(folder):
            touched += 1
            if touched == before:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


if __name__ == "__main__":
    cut(int(sys.argv[1]), sys.argv[2])
    sys.exit(main(sys.argv[3:]))
