"""`pi-pose poses`: the poses that this mirror was taught."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pi_pose.cli import options

if TYPE_CHECKING:
    from pi_pose.coach.taught import TaughtPoses

EXAMPLES = """examples:
  pi-pose poses list
  pi-pose poses rename "pose 1" "half moon"
  pi-pose poses remove "half moon"
  pi-pose poses export /media/stick/poses     and on the other mirror:
  pi-pose poses import /media/stick/poses

A mirror that runs knows about it within a second. Poses are keypoints; no picture is kept.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "List, rename, remove, hand out or take in the poses that were taught at the glass."
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (act, help_line, *wanted) in ACTIONS.items():
        action = actions.add_parser(name, help=help_line)
        for argument in wanted:
            action.add_argument(argument)
        options.add_common(action, default=argparse.SUPPRESS)
        action.set_defaults(run=run, act=act)


def run(chosen: argparse.Namespace) -> int:
    """Do what was asked for, and say what there is now."""
    from pi_pose.coach import repertoire  # noqa: PLC0415  a help text should not wait for NumPy

    taught = repertoire.taught(options.load_settings(chosen).poses)
    chosen.act(taught, chosen)
    names = [pose.name for pose in taught.load()]
    print("\n".join(names) or "No pose was taught yet.")
    return 0


Act: TypeAlias = Callable[["TaughtPoses", argparse.Namespace], object]

ACTIONS: dict[str, tuple[Act, str, *tuple[str, ...]]] = {
    "list": (lambda _taught, _chosen: None, "name them"),
    "rename": (
        lambda taught, chosen: taught.rename(chosen.pose, chosen.new_name),
        "rename one",
        "pose",
        "new_name",
    ),
    "remove": (lambda taught, chosen: taught.remove(chosen.pose), "forget one", "pose"),
    "export": (lambda taught, chosen: taught.hand_out(Path(chosen.folder)), "copy all to a folder", "folder"),
    "import": (lambda taught, chosen: taught.take_in(Path(chosen.folder)), "add those in a folder", "folder"),
}
