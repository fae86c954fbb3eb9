"""`pi-pose run`: the mirror itself."""

import argparse
from contextlib import ExitStack, closing
from importlib import import_module

from pi_pose import litter
from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose run                               the mirror, as config.yaml says
  pi-pose run --source synthetic            without a camera
  pi-pose run --source squats.mp4 --window  a video, in a window
  pi-pose run --source bug.jsonl            a recording; see pi-pose record --help
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = (
        "Show the mirror until Esc or q is pressed. f: flow. s: sound. m: next model. d: diagnostics."
    )
    parser.epilog = EXAMPLES
    parser.add_argument(
        "--source", help="auto, synthetic, picamera2, v4l2, a video, a folder of pictures, a recording"
    )
    parser.add_argument("--model", metavar="NAME", help="the pose model to start with")
    parser.add_argument("--window", action="store_true", help="in a window, not fullscreen")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Show the mirror."""
    with ExitStack() as stack:
        with litter.left_alone():
            from pi_pose.display import window  # noqa: PLC0415  a help text should not wait for pygame
            from pi_pose.settings_file import SettingsFile  # noqa: PLC0415

            file = SettingsFile(options.config_path(chosen), lambda loaded: options.override(loaded, chosen))
            opened = stack.enter_context(closing(window.greet(file.settings)))
            # NumPy by itself: deep within other imports, it was at the edge of a chunk of Python's stack,
            # which was mapped and unmapped again and again. That took a seventh of the start.
            import_module("numpy")
            from pi_pose.kiosk import Kiosk  # noqa: PLC0415  nor the first picture for everything else

            mirror = Kiosk(file, opened)
        mirror.run()
    return 0
