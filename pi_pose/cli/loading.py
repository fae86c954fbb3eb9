"""The model that a command needs, fetched with a progress bar where it is not there yet."""

import sys
from pathlib import Path

from pi_pose.cli import options
from pi_pose.errors import DownloadError, TrainingError
from pi_pose.inference.multipose import MultiPose
from pi_pose.inference.networks import AnyModel
from pi_pose.models.shelf import Shelf
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings
from pi_pose.training.classifier.photographs import Photographer


def load(chosen: Settings) -> AnyModel:
    """Find or fetch the model that the settings name, and load it, or the one that stands in for it."""
    with options.progress("B", scale=True) as bar:
        loader = Loader(chosen, options.on(bar))
        try:
            return loader.load(chosen.model.name)
        except DownloadError as error:
            if (stand_in := loader.shelf.stand_in) is None:
                raise
            print(f"pi-pose: {error}", file=sys.stderr)
            print(f"pi-pose: {loader.shelf.excuse(chosen.model.name)}", file=sys.stderr)
            return loader.load(stand_in)


def photographer(chosen: Settings, cache: Path) -> Photographer:
    """Return what finds keypoints in pictures with that model, and remembers them in `cache`."""
    model = load(chosen)
    if isinstance(model, MultiPose):
        raise TrainingError(f"{chosen.model.name} is for several people; choose a model for one with --model")
    return Photographer(model, Shelf(chosen).path(model.name), cache)
