"""The model that a command needs, fetched with a progress bar where it is not there yet."""

from pi_pose.cli import options
from pi_pose.inference.movenet import MoveNet
from pi_pose.models import shelf
from pi_pose.settings import Settings


def load(chosen: Settings) -> MoveNet:
    """Find or fetch the model that the settings name, and load it."""
    with options.progress("B", scale=True) as bar:

        def show(here: int, size: int) -> None:
            bar.total = size
            bar.update(here - bar.n)

        return MoveNet(shelf.locate(chosen.model, show), chosen.model)
