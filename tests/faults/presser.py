"""`python -m tests.faults.presser ARGUMENT...`: pi-pose, while somebody presses the m key without end."""

import sys
import threading
import time

import pygame

from pi_pose.cli import main
from tests.mirror import press

SECONDS = 0.1


def press_on() -> None:
    while True:
        time.sleep(SECONDS)
        if pygame.display.get_init():
            press(pygame.K_m)


if __name__ == "__main__":
    threading.Thread(target=press_on, daemon=True).start()
    sys.exit(main(sys.argv[1:]))
