"""`python -m pi_pose`."""

import sys

from pi_pose.cli import main

if __name__ == "__main__":
    sys.exit(main())
