"""`pi-pose config check`: whether config.yaml is good."""

import argparse

from pi_pose import settings
from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose config check
  pi-pose config check --config /etc/pi-pose/config.yaml
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "List everything that is wrong with config.yaml. Exit code 78 if anything is."
    parser.epilog = EXAMPLES
    parser.add_argument("action", choices=["check"])
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Check the file."""
    path = options.config_path(chosen)
    settings.load(path)
    print(f"{path} is good.")
    return 0
