"""`pi-pose evaluate`: how good a classifier is."""

import argparse
from pathlib import Path

from pi_pose.cli import options

EXAMPLES = """examples:
  pi-pose evaluate poses/                        the classifier that the mirror uses
  pi-pose evaluate my_poses.tflite poses/
  pi-pose evaluate my_poses.tflite poses/ --idle breakfast.mp4 --report breakfast.html
"""


def define(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.description = "Measure a classifier on pictures, and on time in which nobody does a pose."
    parser.epilog = EXAMPLES
    parser.add_argument(
        "classifier",
        type=Path,
        nargs="?",
        metavar="MODEL",
        help="the .tflite file; default: the one that the mirror uses",
    )
    parser.add_argument(
        "folder", type=Path, metavar="DATA_DIR", help="a sub-folder a pose; test/ if there is one"
    )
    parser.add_argument(
        "--idle", type=Path, nargs="+", default=[], metavar="VIDEO", help="videos without any pose"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="also write the page with pictures")
    options.add_cache(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Measure, and print accuracy and false labels together."""
    from pi_pose.cli import loading  # noqa: PLC0415  a help text should not wait for OpenCV
    from pi_pose.coach import repertoire  # noqa: PLC0415
    from pi_pose.coach.classifier import YogaClassifier  # noqa: PLC0415
    from pi_pose.training.classifier import idle, report, trainer  # noqa: PLC0415

    settings = options.load_settings(chosen)
    least, model = settings.thresholds.label_score, loading.load(settings)
    path = chosen.classifier or repertoire.file(settings.poses, model.name)
    classifier, photographer = YogaClassifier(path), loading.photographer(settings, chosen.cache)
    found, refused = trainer.measure(path, chosen.folder, photographer, least)
    print(f"{path.name} on what {model.name} finds:\n{found.table()}")
    print(f"\n{found.accuracy:.2%} of {len(found.answers)} pictures right, {len(refused)} not usable")
    watched = [idle.film(path, model, classifier, settings) for path in chosen.idle]
    for one in [*watched, idle.athlete(model, classifier, settings)]:
        print(f"{one.name}: {one.per_minute:.1f} false labels a minute", *one.labels)
    if chosen.report:
        report.write(chosen.report, path.name, found, refused, least, "")
        print(f"{chosen.report} is written.")
    return 0
