"""`python -m pi_pose`."""

from pi_pose import endings
from pi_pose.cli import main

if __name__ == "__main__":
    endings.leave(main())
