"""`pi-pose train`: a classifier of your own poses, from a folder of pictures."""

import argparse
from pathlib import Path

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose train poses/                        poses/<name of the pose>/*.jpg
  pi-pose train poses/ --out my_poses.tflite --epochs 100

Needs TensorFlow (pip install -r requirements-train.lock): train on a laptop, copy the one file to the mirror
and name it in config.yaml under poses: model.
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Learn the poses in a folder that has a sub-folder of pictures for each."
    parser.epilog = EXAMPLES
    parser.add_argument(
        "folder", type=Path, metavar="DATA_DIR", help="a sub-folder a pose, or train/ and test/"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("my_poses.tflite"), metavar="FILE", help="the file to write"
    )
    parser.add_argument("--epochs", type=int, default=60, help="at most so many; default: %(default)s")
    parser.add_argument(
        "--copies", type=int, default=4, help="varied copies of each picture; default: %(default)s"
    )
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    options.add_cache(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Train, and write the model, its report and its card side by side."""
    from pi_pose.cli import loading  # noqa: PLC0415  a help text should not wait for OpenCV
    from pi_pose.training.classifier import card, report, trainer  # noqa: PLC0415

    settings = options.load_settings(chosen)
    least = settings.thresholds.label_score
    wishes = trainer.Wishes(chosen.epochs, chosen.copies, chosen.seed, least)
    outcome = trainer.train(chosen.folder, chosen.out, loading.photographer(settings, chosen.cache), wishes)
    page = chosen.out.with_suffix(".html")
    report.write(page, chosen.out.name, outcome.report, outcome.refused, least, outcome.tested_words)
    card.write(chosen.out.with_suffix(".md"), outcome)
    for refusal in outcome.refused:
        print(f"not used: {refusal.picture.path}: {refusal.reason}")
    print(f"{outcome.report.table()}\n\n{outcome.report.accuracy:.1%} right. {outcome.tested_words}")
    print(f"{chosen.out}, {page} and {chosen.out.with_suffix('.md')} are written.")
    return 0
