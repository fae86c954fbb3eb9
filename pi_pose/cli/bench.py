"""`pi-pose bench`: how fast the mirror is on this machine."""

import argparse
import os
import sys
from pathlib import Path

import msgspec

from pi_pose.cli import options
from pi_pose.settings import Settings

EXAMPLES = """examples:
  pi-pose bench                          a few minutes; nothing is shown meanwhile
  pi-pose bench --json today.json        also as JSON
  pi-pose bench --against earlier.json   says which ratio fell by more than a tenth, with exit code 1
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = (
        "Measure every stage beside the bare interpreter, on the model that config.yaml names."
    )
    parser.epilog = EXAMPLES
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures go, as JSON")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier --json to compare with")
    parser.add_argument("--model", metavar="NAME", help="the pose model to use")
    parser.add_argument("--threads", type=int, default=1, help="of the interpreter")
    parser.add_argument(
        "--rounds", type=int, default=5, help="how often what is compared is measured in turn"
    )
    parser.add_argument("--seconds", type=float, default=3.0, help="of each round")
    parser.add_argument("--frames", type=int, default=2000, help="to look at while the memory is watched")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Measure and print; 1 when something fell."""
    from pi_pose.bench import measure, report  # noqa: PLC0415  a help text should not wait for OpenCV

    before = report.load(chosen.against) if chosen.against else None
    measure.quiet()
    os.environ[options.CONFIG_VARIABLE] = str(options.config_path(chosen))  # for the mirrors that are started
    effort = measure.Effort(chosen.rounds, chosen.seconds, 3 * chosen.seconds, chosen.frames)
    result = measure.measure(_settings(chosen), effort, _tell)
    print("\n".join(report.lines(result)))
    if chosen.json:
        report.save(result, chosen.json)
    fallen = report.fallen(result, before) if before else []
    for line in fallen:
        print(f"fell by more than a tenth: {line}", file=sys.stderr)
    return 1 if fallen else 0


def _settings(chosen: argparse.Namespace) -> Settings:
    from pi_pose.bench import measure  # noqa: PLC0415

    loaded = options.load_settings(chosen)
    model = msgspec.structs.replace(loaded.model, threads=chosen.threads)
    return measure.settings(msgspec.structs.replace(loaded, model=model))


def _tell(what: str) -> None:
    print(f"measuring: {what}", file=sys.stderr)
