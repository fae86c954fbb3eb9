"""`pi-pose record`: what the mirror sees, as text, without a picture in it."""

import argparse
from pathlib import Path

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose record bug.jsonl                          from the camera, until Ctrl+C
  pi-pose record bug.jsonl --seconds 20
  pi-pose record squats.jsonl --source squats.mp4   from a video
  pi-pose run --source bug.jsonl                    play it, on any computer
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Write the keypoints of whoever is in view, a line of JSON a frame, and no picture."
    parser.epilog = EXAMPLES
    parser.add_argument("file", type=Path, metavar="FILE", help="where the lines go")
    parser.add_argument("--source", help="a camera, a video or a folder of pictures; see pi-pose run --help")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop by itself")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Record until the source ends, the time is over, or Ctrl+C."""
    from pi_pose import record, recording  # noqa: PLC0415  a help text should not wait for OpenCV
    from pi_pose.cli import loading  # noqa: PLC0415

    settings = options.load_settings(chosen)
    seen = record.sightings(loading.load(settings), settings, chosen.seconds)
    with chosen.file.open("w", encoding="utf-8") as file, options.progress("frames") as bar:
        for sighting in seen:
            print(recording.write(sighting), file=file)
            bar.update()
    return 0
