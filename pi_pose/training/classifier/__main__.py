"""`python -m pi_pose.training.classifier`: makes a shipped classifier again, and measures it."""

import argparse
import hashlib
from pathlib import Path

from tqdm import tqdm

from pi_pose.coach import shipped
from pi_pose.coach.classifier import YogaClassifier
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Settings, Thresholds
from pi_pose.training.classifier import evaluate, export, fit, recipe
from pi_pose.training.classifier.photographs import Photographer
from pi_pose.training.classifier.recipe import Data


def main() -> None:
    """Gather, train, write and measure."""
    chosen = _parser().parse_args()
    data = Data(chosen.yoga, chosen.people)
    path = Shelf(Settings()).locate(chosen.model, lambda _here, _size: None)
    photographer = Photographer(MoveNet(Interpreter(path), chosen.model), path, chosen.cache)
    course = recipe.COURSES[chosen.model]
    learn, check = recipe.to_learn_from(data, photographer, course)
    with tqdm(total=course.plan.epochs, unit=" epochs") as bar:
        network = fit.fit(learn, check, recipe.LABELS, course.plan, bar.update)
    out = chosen.out or shipped.made_for(chosen.model)
    export.write(network, recipe.LABELS, recipe.provenance(learn, chosen.model), out)
    _report(out, data, photographer)


def _report(path: Path, data: Data, photographer: Photographer) -> None:
    content = path.read_bytes()
    print(f"{path}: {len(content):,} bytes, sha256 {hashlib.sha256(content).hexdigest()}")  # noqa: T201
    classifier, least = YogaClassifier(path), Thresholds().label_score
    for name, held_out in zip(("yoga", "people"), recipe.to_measure_on(data, photographer), strict=True):
        report = evaluate.evaluate(classifier, held_out, least)
        print(f"\n{name}: {len(held_out)} usable pictures, {report.accuracy:.2%} right")  # noqa: T201
        print(f"calibration error {report.calibration_error:.3f}\n{report.table()}")  # noqa: T201


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pi_pose.training.classifier", description=__doc__)
    parser.add_argument(
        "--yoga", type=Path, required=True, help="a folder with train/<pose>/ and test/<pose>/"
    )
    parser.add_argument("--people", type=Path, required=True, help="a folder of people who do something else")
    parser.add_argument("--cache", type=Path, default=Path("build/keypoints"), help="where looks are kept")
    parser.add_argument(
        "--model", choices=recipe.COURSES, default="lightning", help="whose keypoints to learn from"
    )
    parser.add_argument("--out", type=Path, help="the file to write; default: the shipped one for that model")
    return parser


if __name__ == "__main__":
    main()
