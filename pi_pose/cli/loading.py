"""The model that a command needs, fetched with a progress bar where it is not there yet."""

import sys

from pi_pose.cli import options
from pi_pose.errors import DownloadError
from pi_pose.inference.networks import AnyModel
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings


def load(chosen: Settings) -> AnyModel:
    """Find or fetch the model that the settings name, and load it, or the one that stands in for it."""
    with options.progress("B", scale=True) as bar:
        loader = Loader(chosen, options.on(bar))
        try:
            return loader.load(chosen.model.name)
        except DownloadError as error:
            if (stand_in := loader.shelf.stand_in) is None:
                raise
            print(f"pi-pose: {stand_in} stands in for {chosen.model.name}: {error}", file=sys.stderr)
            return loader.load(stand_in)
