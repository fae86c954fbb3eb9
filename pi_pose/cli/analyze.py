"""`pi-pose analyze`: what the mirror would have said, for pictures and videos."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose analyze photo.jpg
  pi-pose analyze holiday/ squats.mp4 --jsonl found.jsonl
  pi-pose analyze squats.mp4 --video squats-skeleton.mp4 --jsonl squats.jsonl
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Read pictures, folders of pictures or videos, and write one JSON object a frame."
    parser.epilog = EXAMPLES
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a picture, a folder or a video")
    parser.add_argument("--jsonl", type=Path, metavar="FILE", help="where the JSON goes")
    parser.add_argument("--video", type=Path, metavar="FILE", help="also write a video with the skeleton")
    parser.add_argument("--model", metavar="NAME", help="the pose model to use")
    parser.set_defaults(run=run, film=True)


def run(chosen: argparse.Namespace) -> int:
    """Analyse the files; those that cannot be read are named at the end, with exit code 1."""
    from pi_pose import analyze  # noqa: PLC0415  a help text should not wait for OpenCV
    from pi_pose.cli import loading  # noqa: PLC0415
    from pi_pose.coach import repertoire  # noqa: PLC0415
    from pi_pose.display.recorder import Recorder  # noqa: PLC0415

    settings = options.load_settings(chosen)
    files = analyze.files(chosen.paths)
    classifier = repertoire.load(settings)
    analysis = analyze.Analysis(loading.load(settings), classifier, settings)
    with ExitStack() as stack:
        output = stack.enter_context(chosen.jsonl.open("w", encoding="utf-8")) if chosen.jsonl else sys.stdout
        recorder = stack.enter_context(Recorder(chosen.video, settings)) if chosen.video else None
        bar = stack.enter_context(options.progress("frames", sum(map(analyze.length, files))))
        for finding in analysis.findings(files):
            print(finding.to_json(), file=output)
            if recorder:
                recorder.add(finding.frame.image, finding.estimate)
            bar.update()
    for complaint in analysis.complaints:
        print(f"pi-pose: {complaint}", file=sys.stderr)
    return 1 if analysis.complaints else 0
