"""`pi-pose recover`: what the glass shows while the mirror cannot start."""

import argparse

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose recover     started by systemd after the mirror failed; see systemd/README.md
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Show why the mirror cannot start, until it is worth trying again."
    parser.epilog = EXAMPLES
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Show the page."""
    from pi_pose.recovery import Recovery  # noqa: PLC0415  a help text should not wait for pygame

    Recovery(options.config_path(chosen)).run()
    return 0
