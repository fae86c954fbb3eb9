"""`python -m pi_pose.training.classifier`: makes pi_pose/coach/yoga.tflite again, and measures it."""

import argparse
from pathlib import Path

from tqdm import tqdm

from pi_pose.coach.classifier import SHIPPED, YogaClassifier
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Settings, Thresholds
from pi_pose.training.classifier import evaluate, export, fit, recipe
from pi_pose.training.classifier.recipe import Data


def main() -> None:
    """Gather, train, write and measure."""
    chosen = _parser().parse_args()
    data = Data(chosen.yoga / "train", chosen.yoga / "test", chosen.people, chosen.cache)
    model = MoveNet(
        Interpreter(Shelf(Settings()).locate("lightning", lambda _here, _size: None)), "lightning"
    )
    learned = recipe.to_learn_from(data, model)
    with tqdm(total=recipe.EPOCHS, unit=" epochs") as bar:
        network = fit.fit(learned, recipe.LABELS, recipe.EPOCHS, recipe.SEED, lambda: bar.update(1))
    export.write(network, recipe.LABELS, chosen.out)
    _report(chosen.out, data, model)


def _report(path: Path, data: Data, model: MoveNet) -> None:
    classifier, least = YogaClassifier(path), Thresholds().label_score
    for name, held_out in zip(("yoga", "people"), recipe.to_measure_on(data, model), strict=True):
        report = evaluate.evaluate(classifier, held_out, least)
        print(f"\n{name}: {len(held_out)} pictures, {report.accuracy:.2%} right\n{report.table()}")  # noqa: T201


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m pi_pose.training.classifier", description=__doc__)
    parser.add_argument(
        "--yoga", type=Path, required=True, help="a folder with train/<pose>/ and test/<pose>/"
    )
    parser.add_argument("--people", type=Path, required=True, help="a folder of people who do something else")
    parser.add_argument("--cache", type=Path, default=Path("build/keypoints"), help="where looks are kept")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the file to write")
    return parser


if __name__ == "__main__":
    main()
