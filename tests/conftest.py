"""What the tests stand on: a display that shows nothing, and the model and pictures beside the checkout."""

import os
from pathlib import Path

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
os.environ["GPIOZERO_PIN_FACTORY"] = "mock"

from pi_pose.coach.classifier import YogaClassifier
from pi_pose.errors import DownloadError
from pi_pose.inference import coral
from pi_pose.inference.interpreter import Interpreter
from pi_pose.inference.movenet import MoveNet
from pi_pose.models import shelf
from pi_pose.models.shelf import Shelf
from pi_pose.settings import Model, Settings
from tests import edgetpu
from tests.edgetpu import Stick

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
"""Pictures and videos that may be used here but not handed on; see the tests that name them."""

# The suite draws the same examples every time, however slow the computer is; `make fuzz` draws others.
hypothesis.settings.register_profile(
    "suite",
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink what fails takes minutes; `make fuzz` does
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis.settings.register_profile("fuzz", max_examples=2_000, deadline=None, database=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def absent(what: str) -> None:
    """Nothing is skipped where it counts: under CI a missing part is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of pictures and videos beside the checkout."""
    if not SHARED.is_dir():
        absent(f"the folder {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def lightning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return MoveNet Lightning's file, from the mirror, the model folder or the network."""
    if not os.environ.get(shelf.MIRROR_VARIABLE) and (SHARED / "models").is_dir():
        os.environ[shelf.MIRROR_VARIABLE] = str(SHARED / "models")
    try:
        settings = Settings(model=Model(folder=str(tmp_path_factory.mktemp("models"))))
        return Shelf(settings).locate("lightning", lambda _here, _size: None)
    except DownloadError as error:
        absent(str(error))
        raise


@pytest.fixture
def movenet(lightning: Path) -> MoveNet:
    return MoveNet(Interpreter(lightning), "lightning")


@pytest.fixture(scope="session")
def classifier() -> YogaClassifier:
    return YogaClassifier()


@pytest.fixture(autouse=True)
def _own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test remember anything for the next one, or for whoever sits at this computer."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def libedgetpu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a library that stands in for libedgetpu."""
    folder = tmp_path_factory.mktemp("libedgetpu")
    edgetpu.build(folder)
    return folder


@pytest.fixture
def stick(libedgetpu: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    """Return a Coral that is not plugged in yet; child processes find its library."""
    stick = Stick(tmp_path / "sys", tmp_path / "order")
    monkeypatch.setattr(coral, "SYSFS", stick.sysfs)
    monkeypatch.setenv("LD_LIBRARY_PATH", str(libedgetpu))
    monkeypatch.setenv(edgetpu.ORDER_VARIABLE, str(stick.order))
    return stick
