"""Makes the starter model: python -m pi_pose.training.starter --data ../shared --work FOLDER."""

import argparse
import logging
from pathlib import Path

import cv2
import torch

from pi_pose.training.starter.recipe import STAGES, Recipe

THREADS = 2


def main() -> None:
    """Run every stage, or those that are named; each carries on where it was interrupted."""
    parser = argparse.ArgumentParser(prog="python -m pi_pose.training.starter", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder with people, yoga_cg, models, video"
    )
    parser.add_argument("--work", type=Path, required=True, help="where everything that is made is kept")
    parser.add_argument("--stage", nargs="+", choices=STAGES, default=list(STAGES), help="default: all")
    parser.add_argument("--threads", type=int, default=THREADS, help="of the training; default: %(default)s")
    parser.add_argument("--grow", type=Path, help="a starter.tflite of the small network, to begin with")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    # The pictures are made in processes of their own, one to a core.
    cv2.setNumThreads(1)
    recipe = Recipe(options.data, options.work, options.grow)
    for stage in options.stage:
        recipe.run(stage)


if __name__ == "__main__":
    main()
