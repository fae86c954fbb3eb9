"""The packages, the runtime and the model."""

from importlib import metadata

import cv2
import numpy as np

from pi_pose.camera import chooser
from pi_pose.doctor.finding import Finding
from pi_pose.errors import PiPoseError
from pi_pose.inference.networks import AnyModel
from pi_pose.models.shelf import Shelf
from pi_pose.provision.loading import Loader
from pi_pose.settings import Settings

PACKAGES = ("numpy", "opencv-python-headless", "pygame", "ai-edge-litert", "tflite-runtime", "picamera2")

AGAIN = "sudo ./install.sh"


def packages(_chosen: Settings) -> Finding:
    """Import everything together: two builds that do not go together fail here, and only here."""
    versions = [f"{name} {version}" for name in PACKAGES if (version := _version(name))]
    red = np.full((8, 8, 3), (0, 0, 255), np.uint8)
    if cv2.cvtColor(red, cv2.COLOR_BGR2RGB)[0, 0].tolist() != [255, 0, 0]:
        return Finding.failed("packages", "OpenCV and NumPy do not understand each other", AGAIN)
    modules = chooser.modules()
    return Finding.ok("packages", f"{', '.join(versions)}; {modules} camera modules")


def model(chosen: Settings) -> Finding:
    """Compare the chosen model's file with what it should be."""
    shelf, name = Shelf(chosen), chosen.model.name
    if (complaint := shelf.complaint(name)) is None:
        return Finding.ok("model", f"{name} at {shelf.path(name)}, intact")
    mend = f"sudo pi-pose models fetch {name}"
    if (first := shelf.at_hand(name)) == name or shelf.complaint(first):
        return Finding.failed("model", complaint, mend)
    return Finding.warning("model", f"{complaint}; {shelf.excuse(name)}", mend)


def runtime(chosen: Settings) -> Finding:
    """Load the model; importing the runtime proves nothing."""
    if (stored := model(chosen)).state == "failed":
        return Finding.failed("runtime", "not tried without the model", stored.mend)
    try:
        load(chosen)
    except PiPoseError as error:
        return Finding.failed("runtime", str(error), AGAIN)
    return Finding.ok("runtime", f"{chosen.model.runtime} runs the model on {chosen.model.threads} threads")


def load(chosen: Settings) -> AnyModel:
    """Load the model that the mirror begins with. Raises PiPoseError when it cannot run."""
    loader = Loader(chosen, lambda _here, _size: None)
    return loader.load(loader.shelf.at_hand(chosen.model.name))


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
