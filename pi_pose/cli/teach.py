"""`pi-pose teach`: show the mirror a pose of your own."""

import argparse
from contextlib import closing

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose teach "half moon"
  pi-pose teach "half moon" --window

Stand in view, and do what the glass says: hold the pose, half a step back, a little turned. The mirror knows
it from then on. It needs the camera for itself; while the mirror runs, press t, or see button: long_press in
config.yaml.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Teach the mirror a pose. Only keypoints are kept, never a picture."
    parser.epilog = EXAMPLES
    parser.add_argument("pose", metavar="NAME", help="what it is to be called")
    parser.add_argument("--source", help="as for pi-pose run")
    parser.add_argument("--window", action="store_true", help="in a window, not fullscreen")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Show the mirror for one lesson, and say how it went: exit code 1 when nothing was learned."""
    from pi_pose.coach import taught  # noqa: PLC0415  a help text should not wait for NumPy
    from pi_pose.display import window  # noqa: PLC0415
    from pi_pose.kiosk import Kiosk  # noqa: PLC0415
    from pi_pose.settings_file import SettingsFile  # noqa: PLC0415

    taught.check_name(chosen.pose)
    file = SettingsFile(options.config_path(chosen), lambda loaded: options.override(loaded, chosen))
    with closing(window.greet(file.settings)) as opened:
        mirror = Kiosk(file, opened, teach=chosen.pose)
        mirror.run()
    print(mirror.teaching.outcome or "Nothing was learned.")
    return 0 if mirror.teaching.learned else 1
