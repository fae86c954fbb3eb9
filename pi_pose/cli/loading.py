"""The model that a command needs, fetched with a progress bar where it is not there yet."""

from pi_pose.cli import options
from pi_pose.inference.networks import AnyModel
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings


def load(chosen: Settings) -> AnyModel:
    """Find or fetch the model that the settings name, and load it."""
    with options.progress("B", scale=True) as bar:
        return Loader(chosen, options.on(bar)).load(chosen.model.name)
